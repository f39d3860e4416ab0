import { type Kysely, sql } from 'kysely'

/**
 * A role that reads or gives roles (lead, manager, partner, administrator) holds from when somebody else confirms it: an
 * administrator, or who manages the team from above. So does an invitation of a person who was there before, and one to
 * another address: whoever accepts it would read as them. The owner of the tables gives both at once. What was there
 * counts as confirmed.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`alter table invitation add column given_at timestamptz not null default now()`.execute(db)
  for (const table of ['membership', 'invitation'])
    await sql`alter table ${sql.table(table)}
      add column given_by uuid,
      add column confirmed_by uuid,
      add column confirmed_at timestamptz default now(),
      add foreign key (org_id, given_by) references person,
      add foreign key (org_id, confirmed_by) references person,
      add check (confirmed_by is null or (confirmed_at is not null and confirmed_by is distinct from given_by
        and confirmed_by <> person_id))`.execute(db)
  await sql`update membership set confirmed_at = given_at`.execute(db)
  await sql`create index membership_unconfirmed on membership (org_id) where confirmed_at is null`.execute(db)
  await sql`create index invitation_unconfirmed on invitation (org_id) where confirmed_at is null`.execute(db)

  await sql`create or replace function app.memberships_at(instant timestamptz)
    returns table (org_id uuid, membership_id uuid, person_id uuid, role text, team_id uuid, function text, starts_on date)
    language sql stable begin atomic
      select m.org_id, m.membership_id, m.person_id, m.role, m.team_id, m.function, m.starts_on
      from membership m join org o on o.org_id = m.org_id
      where m.starts_on <= (instant at time zone o.zone)::date
        and (m.ends_on is null or m.ends_on > (instant at time zone o.zone)::date) and m.confirmed_at is not null;
    end`.execute(db)
  await sql`create or replace function app.invitation_lookup(hash bytea)
    returns table (org_id uuid, person_id uuid, email text, org_name text, person_name text, locale text)
    language sql stable security definer set search_path = pg_catalog, public as $$
      select i.org_id, i.person_id, i.email, o.name, p.name, p.locale
      from invitation i join org o using (org_id) join person p using (org_id, person_id)
      where i.token_hash = hash and i.used_at is null and i.expires_at > now() and i.confirmed_at is not null
    $$`.execute(db)

  // Who may confirm a role in this team: administrators, and who manages it; a manager's own, who manages the team above.
  await sql`create function app.role_confirmers(team uuid, held text) returns setof uuid
    language sql stable security definer set search_path = pg_catalog, public as $$
      with recursive above as (
        select t.team_id, t.parent_id, 0 as height from team t where t.org_id = app.org() and t.team_id = team
        union all
        select t.team_id, t.parent_id, a.height + 1 from team t join above a on t.team_id = a.parent_id
        where t.org_id = app.org() and a.height < 20
      )
      select distinct m.person_id from app.membership_today m
      where m.org_id = app.org() and (m.role = 'admin' or (m.role = 'manager' and m.team_id in (
        select a.team_id from above a where a.height >= case when held = 'manager' then 1 else 0 end)))
    $$`.execute(db)
  await sql`create function app.invitation_confirmers(person uuid) returns setof uuid
    language sql stable security definer set search_path = pg_catalog, public as $$
      select c from app.role_confirmers(null, 'admin') c
      union
      select c from membership m, app.role_confirmers(m.team_id, m.role) c
      where m.org_id = app.org() and m.person_id = person
    $$`.execute(db)
  // Who is told of a role in this team; of a partner's or an administrator's, everybody who leads, manages or administers.
  await sql`create function app.role_audience(team uuid) returns setof uuid
    language sql stable security definer set search_path = pg_catalog, public as $$
      with recursive above as (
        select t.team_id, t.parent_id from team t where t.org_id = app.org() and t.team_id = team
        union
        select t.team_id, t.parent_id from team t join above a on t.team_id = a.parent_id where t.org_id = app.org()
      )
      select distinct m.person_id from app.membership_today m
      where m.org_id = app.org() and app.visible_teams('staff') <> '{}' and (m.role = 'admin' or m.team_id = team
        or (m.role = 'manager' and m.team_id in (select team_id from above))
        or (team is null and m.role in ('lead', 'manager')))
    $$`.execute(db)

  // Policies cannot compare the old row with the new. Whoever acts for nobody is the owner.
  await sql`create function app.guard_membership() returns trigger
    language plpgsql set search_path = pg_catalog, public as $$
    begin
      if app.actor() is null then return new; end if;
      if tg_op = 'INSERT' then
        new.given_by := app.actor();
        new.confirmed_by := null;
        new.confirmed_at := case when new.role = 'analyst' then now() end;
        return new;
      end if;
      if (new.confirmed_at, new.confirmed_by) is distinct from (old.confirmed_at, old.confirmed_by) then
        if old.confirmed_at is not null or app.actor() = old.person_id or app.actor() is not distinct from old.given_by
            or app.actor() not in (select app.role_confirmers(old.team_id, old.role)) then
          raise insufficient_privilege using message = 'the role is another’s to confirm (row-level security)';
        end if;
        new.confirmed_by := app.actor();
        new.confirmed_at := now();
      end if;
      if row(new.ends_on) is distinct from row(old.ends_on) and (app.visible_teams('admin') = '{}'
          or (old.role <> 'analyst' and coalesce(old.ends_on, 'infinity') < coalesce(new.ends_on, 'infinity'))) then
        raise insufficient_privilege using message = 'the role does not last longer by this (row-level security)';
      end if;
      return new;
    end $$`.execute(db)
  // An invitation is good at once where the person was made in the same transaction, and has nothing that could be read.
  await sql`create function app.guard_invitation() returns trigger
    language plpgsql set search_path = pg_catalog, public as $$
    begin
      if app.actor() is null then return new; end if;
      if tg_op = 'INSERT' then
        new.given_by := app.actor();
        new.confirmed_by := null;
        new.confirmed_at := case when exists (select from person p where p.org_id = new.org_id
          and p.person_id = new.person_id and p.xmin::text = (pg_current_xact_id()::xid)::text) then now() end;
        return new;
      end if;
      if (new.confirmed_at, new.confirmed_by) is distinct from (old.confirmed_at, old.confirmed_by) then
        if old.confirmed_at is not null or app.actor() = old.person_id or app.actor() is not distinct from old.given_by
            or app.actor() not in (select app.invitation_confirmers(old.person_id)) then
          raise insufficient_privilege using message = 'the invitation is another’s to confirm (row-level security)';
        end if;
        new.confirmed_by := app.actor();
        new.confirmed_at := now();
      end if;
      return new;
    end $$`.execute(db)
  for (const name of functions) {
    await sql`revoke all on function app.${sql.raw(name)} from public`.execute(db)
    await sql`grant execute on function app.${sql.raw(name)} to dure_app`.execute(db)
  }
  await sql`create trigger guard before insert or update on membership
    for each row execute function app.guard_membership()`.execute(db)
  await sql`create trigger guard before insert or update on invitation
    for each row execute function app.guard_invitation()`.execute(db)

  const inOrg = sql`org_id = (select app.org())`
  const actor = sql`(select app.actor())`
  await sql`create policy partners on membership for select to dure_app
    using (${inOrg} and role = 'partner' and (select app.visible_teams()) <> '{}')`.execute(db)
  await sql`create policy confirm on membership for update to dure_app
    using (${inOrg} and confirmed_at is null and ${actor} in (select app.role_confirmers(team_id, role)))
    with check (${inOrg} and confirmed_by = ${actor})`.execute(db)
  await sql`grant update (confirmed_at, confirmed_by) on membership to dure_app`.execute(db)
  const confirms = sql`${inOrg} and used_at is null and ${actor} in (select app.invitation_confirmers(person_id))`
  await sql`create policy confirm_read on invitation for select to dure_app using (${confirms})`.execute(db)
  await sql`create policy confirm on invitation for update to dure_app
    using (${confirms} and confirmed_at is null) with check (${inOrg} and confirmed_by = ${actor})`.execute(
    db,
  )
  // Another link to the same address: the address itself is not the app's to change.
  await sql`create policy renew on invitation for update to dure_app
    using (${inOrg} and used_at is null and org_id = any ((select app.visible_teams('admin'))::uuid[]))
    with check (${inOrg} and used_at is null)`.execute(db)
  await sql`grant update (confirmed_at, confirmed_by, token_hash, expires_at) on invitation to dure_app`.execute(
    db,
  )
}

const functions = [
  'role_confirmers(uuid, text)',
  'invitation_confirmers(uuid)',
  'role_audience(uuid)',
  'guard_membership()',
  'guard_invitation()',
]

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop policy renew on invitation`.execute(db)
  await sql`drop policy confirm on invitation`.execute(db)
  await sql`drop policy confirm_read on invitation`.execute(db)
  await sql`drop policy confirm on membership`.execute(db)
  await sql`drop policy partners on membership`.execute(db)
  await sql`drop trigger guard on invitation`.execute(db)
  await sql`drop trigger guard on membership`.execute(db)
  for (const name of functions) await sql`drop function app.${sql.raw(name)}`.execute(db)
  await sql`create or replace function app.memberships_at(instant timestamptz)
    returns table (org_id uuid, membership_id uuid, person_id uuid, role text, team_id uuid, function text, starts_on date)
    language sql stable begin atomic
      select m.org_id, m.membership_id, m.person_id, m.role, m.team_id, m.function, m.starts_on
      from membership m join org o on o.org_id = m.org_id
      where m.starts_on <= (instant at time zone o.zone)::date
        and (m.ends_on is null or m.ends_on > (instant at time zone o.zone)::date);
    end`.execute(db)
  await sql`create or replace function app.invitation_lookup(hash bytea)
    returns table (org_id uuid, person_id uuid, email text, org_name text, person_name text, locale text)
    language sql stable security definer set search_path = pg_catalog, public as $$
      select i.org_id, i.person_id, i.email, o.name, p.name, p.locale
      from invitation i join org o using (org_id) join person p using (org_id, person_id)
      where i.token_hash = hash and i.used_at is null and i.expires_at > now()
    $$`.execute(db)
  // What nobody confirmed gave nothing, and must not begin to.
  await sql`delete from membership where confirmed_at is null`.execute(db)
  await sql`delete from invitation where confirmed_at is null`.execute(db)
  for (const table of ['membership', 'invitation'])
    await sql`alter table ${sql.table(table)} drop column given_by, drop column confirmed_by,
      drop column confirmed_at`.execute(db)
  await sql`alter table invitation drop column given_at`.execute(db)
}
