import { type Kysely, sql } from 'kysely'

/**
 * What a database knows of itself, once for all organisations: its id, which its keystore holds too, the mark of that
 * keystore, and the version of Dure that its schema needs.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`create table installation (
    only_one boolean primary key default true check (only_one),
    database_id uuid not null default gen_random_uuid(),
    keystore_mark bytea,
    schema_version text
  )`.execute(db)
  await sql`alter table installation enable row level security`.execute(db)
  await sql`alter table installation force row level security`.execute(db)
  await sql`create policy owner on installation for all to dure_owner using (true) with check (true)`.execute(
    db,
  )
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table installation`.execute(db)
}
