import { type Kysely, sql } from 'kysely'

/**
 * Queues, languages and decisions have a name in each language, as policies do. A code is listed as soon as a row of the
 * audit log has it, so that an administrator, who reads no case, finds what is still without a name.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  const inOrg = sql`org_id = (select app.org())`
  const admin = sql`org_id = any ((select app.visible_teams('admin'))::uuid[])`
  await sql`create table term_name (
    org_id uuid not null references org,
    kind text not null check (kind in ('queue', 'language', 'decision')),
    code text not null check (length(code) between 1 and 200),
    name_ko text check (length(name_ko) between 1 and 100),
    name_en text check (length(name_en) between 1 and 100),
    primary key (org_id, kind, code)
  )`.execute(db)
  await sql`alter table term_name enable row level security`.execute(db)
  await sql`alter table term_name force row level security`.execute(db)
  await sql`create policy owner on term_name for all to dure_owner using (true) with check (true)`.execute(db)
  await sql`create policy read on term_name for select to dure_app
    using (${inOrg} and (select app.actor()) is not null)`.execute(db)
  // Whoever imports lists what is new; only an administrator names it.
  await sql`create policy append on term_name for insert to dure_app with check (${inOrg}
    and (select app.visible_teams('lead'))::uuid[] <> '{}' and name_ko is null and name_en is null)`.execute(
    db,
  )
  await sql`create policy rename on term_name for update to dure_app
    using (${inOrg} and ${admin}) with check (${inOrg} and ${admin})`.execute(db)
  await sql`grant select, insert, update (name_ko, name_en) on term_name to dure_app`.execute(db)

  await sql`create policy rename on policy for update to dure_app
    using (${inOrg} and ${admin}) with check (${inOrg} and ${admin})`.execute(db)
  await sql`grant update (name_ko, name_en) on policy to dure_app`.execute(db)

  const listed = (from: string) => sql`
    insert into term_name (org_id, kind, code)
    select distinct a.org_id, t.kind, t.code from ${sql.raw(from)} a, lateral (values ('queue', a.queue),
      ('language', a.language), ('decision', a.decision), ('decision', a.verified_decision),
      ('decision', a.moderator_decision)) t (kind, code)
    where length(t.code) between 1 and 200
    order by 1, 2, 3
    on conflict do nothing`
  await sql`create function app.list_terms() returns trigger
    language plpgsql set search_path = pg_catalog, public as $$
    begin
      ${listed('changed')};
      return null;
    end $$`.execute(db)
  await sql`revoke execute on function app.list_terms() from public`.execute(db)
  // Once a statement: an import writes its rows by thousands.
  await sql`create trigger list_terms_of_new after insert on audit referencing new table as changed
    for each statement execute function app.list_terms()`.execute(db)
  await sql`create trigger list_terms_of_changed after update on audit referencing new table as changed
    for each statement execute function app.list_terms()`.execute(db)
  await listed('audit').execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop trigger list_terms_of_changed on audit`.execute(db)
  await sql`drop trigger list_terms_of_new on audit`.execute(db)
  await sql`drop function app.list_terms()`.execute(db)
  await sql`drop policy rename on policy`.execute(db)
  await sql`revoke update (name_ko, name_en) on policy from dure_app`.execute(db)
  await sql`drop table term_name`.execute(db)
}
