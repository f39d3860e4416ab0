import { type Kysely, sql } from 'kysely'

/**
 * What an administrator does through the app: sees who signs in and who is invited, signs people out, names teams and
 * the organisation. An administrator reads nobody's work by it: nobody gives themselves a role, and no invitation is
 * made for who signs in already, because it would set their password.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  const inOrg = sql`org_id = (select app.org())`
  const isAdmin = sql`org_id = any ((select app.visible_teams('admin'))::uuid[])`
  const administers = sql`(${inOrg} and ${isAdmin})`

  await sql`create policy admin_read on sign_in for select to dure_app using ${administers}`.execute(db)
  await sql`create policy admin_read on invitation for select to dure_app using ${administers}`.execute(db)
  await sql`create policy admin_delete on invitation for delete to dure_app using ${administers}`.execute(db)
  await sql`grant delete on invitation to dure_app`.execute(db)
  await sql`drop policy admin_insert on invitation`.execute(db)
  await sql`create policy admin_insert on invitation for insert to dure_app with check (${administers}
    and not exists (select from sign_in s where s.org_id = invitation.org_id and s.person_id = invitation.person_id))`.execute(
    db,
  )

  // To delete by person, the rows must be visible; the app reads nothing of them.
  await sql`create policy admin_read on session for select to dure_app using ${administers}`.execute(db)
  await sql`create policy admin_end on session for delete to dure_app using ${administers}`.execute(db)

  await sql`drop policy admin_insert on membership`.execute(db)
  await sql`create policy admin_insert on membership for insert to dure_app
    with check (${administers} and person_id <> (select app.actor()))`.execute(db)

  await sql`create policy admin_name on org for update to dure_app using ${administers} with check ${administers}`.execute(
    db,
  )
  await sql`grant update (name) on org to dure_app`.execute(db)

  // A lead moves their team's data date and nothing else of it. A policy cannot see the old row; a function that runs
  // as its caller can: the new one is not in the table yet. Volatile, because a statement that waited for another's
  // change must find what that left behind.
  await sql`alter table team add column version int not null default 1`.execute(db)
  await sql`create function app.team_stands(id uuid, as_name text, below uuid, as_version int) returns boolean
    language plpgsql volatile set search_path = pg_catalog, public as $$
    begin
      return exists (select from team t where t.org_id = app.org() and t.team_id = id and t.name = as_name
        and t.parent_id is not distinct from below and t.version = as_version);
    end $$`.execute(db)
  await sql`revoke all on function app.team_stands from public`.execute(db)
  await sql`grant execute on function app.team_stands to dure_app`.execute(db)
  await sql`drop policy data_date on team`.execute(db)
  await sql`create policy data_date on team for update to dure_app
    using (${inOrg} and (team_id = any ((select app.visible_teams('lead'))::uuid[]) or ${isAdmin}))
    with check (${inOrg} and (${isAdmin} or app.team_stands(team_id, name, parent_id, version)))`.execute(db)
  await sql`grant update (name, parent_id, version) on team to dure_app`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  const inOrg = sql`org_id = (select app.org())`
  const isAdmin = sql`org_id = any ((select app.visible_teams('admin'))::uuid[])`
  await sql`revoke update (name, parent_id, version) on team from dure_app`.execute(db)
  await sql`drop policy data_date on team`.execute(db)
  await sql`create policy data_date on team for update to dure_app
    using (${inOrg} and (team_id = any ((select app.visible_teams('lead'))::uuid[]) or ${isAdmin}))
    with check (${inOrg})`.execute(db)
  await sql`drop function app.team_stands`.execute(db)
  await sql`alter table team drop column version`.execute(db)
  await sql`revoke update (name) on org from dure_app`.execute(db)
  await sql`drop policy admin_name on org`.execute(db)
  await sql`drop policy admin_insert on membership`.execute(db)
  await sql`create policy admin_insert on membership for insert to dure_app with check (${inOrg} and ${isAdmin})`.execute(
    db,
  )
  await sql`drop policy admin_end on session`.execute(db)
  await sql`drop policy admin_read on session`.execute(db)
  await sql`drop policy admin_insert on invitation`.execute(db)
  await sql`create policy admin_insert on invitation for insert to dure_app with check (${inOrg} and ${isAdmin})`.execute(
    db,
  )
  await sql`revoke delete on invitation from dure_app`.execute(db)
  await sql`drop policy admin_delete on invitation`.execute(db)
  await sql`drop policy admin_read on invitation`.execute(db)
  await sql`drop policy admin_read on sign_in`.execute(db)
}
