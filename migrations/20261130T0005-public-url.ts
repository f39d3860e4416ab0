import { type Kysely, sql } from 'kysely'

/** The database knows at which address the Dure that was started last is reached: the command line's links go there. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`alter table installation add column public_url text`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table installation drop column public_url`.execute(db)
}
