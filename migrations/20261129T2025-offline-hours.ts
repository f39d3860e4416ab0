import { type Kysely, sql } from 'kysely'

/** An administrator sets for how long phones show their copies without an answer from the server; so far the owner did. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`grant update (offline_hours) on org to dure_app`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`revoke update (offline_hours) on org from dure_app`.execute(db)
}
