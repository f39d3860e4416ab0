import { type Kysely, sql } from 'kysely'

/**
 * News for a person, and how it reaches their phones by push. A row holds a kind and an id and never words, so that
 * whoever reads one learns nothing that the screen behind it would not show them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`create table inbox (
    org_id uuid not null,
    inbox_id uuid not null,
    person_id uuid not null,
    kind text not null check (kind ~ '^[a-z_]{1,40}$'),
    entity_id uuid not null,
    by_id uuid,
    urgent boolean not null default false,
    at timestamptz not null default clock_timestamp(),
    read_at timestamptz,
    push_at timestamptz default clock_timestamp(),
    primary key (org_id, inbox_id),
    foreign key (org_id, person_id) references person,
    foreign key (org_id, by_id) references person (org_id, person_id),
    check (by_id <> person_id)
  )`.execute(db)
  await sql`create index inbox_person on inbox (org_id, person_id, at desc)`.execute(db)
  await sql`create index inbox_push on inbox (push_at) where push_at is not null`.execute(db)

  for (const table of ['inbox']) {
    const name = sql.table(table)
    await sql`alter table ${name} enable row level security`.execute(db)
    await sql`alter table ${name} force row level security`.execute(db)
    await sql`create policy owner on ${name} for all to dure_owner using (true) with check (true)`.execute(db)
  }

  const inOrg = sql`org_id = (select app.org())`
  const own = sql`${inOrg} and person_id = (select app.actor())`
  await sql`create policy own on inbox for select to dure_app using (${own})`.execute(db)
  await sql`create policy read on inbox for update to dure_app using (${own}) with check (${own})`.execute(db)
  // Anybody may cause news for anybody of the organisation, in their own name and unread; nobody reads it back.
  await sql`create policy append on inbox for insert to dure_app
    with check (${inOrg} and by_id = (select app.actor()))`.execute(db)
  await sql`grant select, update (read_at) on inbox to dure_app`.execute(db)
  await sql`grant insert (org_id, inbox_id, person_id, kind, entity_id, by_id, urgent, at, push_at) on inbox to dure_app`.execute(
    db,
  )
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table inbox`.execute(db)
}
