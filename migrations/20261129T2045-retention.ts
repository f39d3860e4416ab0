import { type Kysely, sql } from 'kysely'

/**
 * The clock that retention goes by, which follows the server's slowly, and the rows that it took: for a day of runs they lie
 * aside, out of the application's reach, and can be put back.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`alter table installation
    add column retention_at timestamptz,
    add column retention_run int not null default 0`.execute(db)
  // contents: the row, and those that went with it, by their tables.
  await sql`create table expired_row (
    org_id uuid not null references org,
    place text not null,
    row_id uuid not null,
    person_id uuid not null,
    at timestamptz not null,
    run int not null,
    contents jsonb not null,
    primary key (org_id, place, row_id),
    foreign key (org_id, person_id) references person
  )`.execute(db)
  await sql`create index expired_row_run on expired_row (run)`.execute(db)
  await sql`alter table expired_row enable row level security`.execute(db)
  await sql`alter table expired_row force row level security`.execute(db)
  await sql`create policy owner on expired_row for all to dure_owner using (true) with check (true)`.execute(
    db,
  )
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table expired_row`.execute(db)
  await sql`alter table installation drop column retention_at, drop column retention_run`.execute(db)
}
