import { type Kysely, type RawBuilder, sql } from 'kysely'

/**
 * Who holds which role today is asked of one view, and a person's time zone of one function. Policies, the functions
 * behind them and every query rest on the same meaning: the day is the organisation's, the first day counts, and `ends_on`
 * is the first day without the role. Both run with the rights of whoever asks, so row-level security goes on deciding
 * which memberships are seen.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  // The planner puts the body of both functions in place of the call: they cost what the written-out query costs.
  await sql`create function app.memberships_at(instant timestamptz)
    returns table (org_id uuid, membership_id uuid, person_id uuid, role text, team_id uuid, function text, starts_on date)
    language sql stable begin atomic
      select m.org_id, m.membership_id, m.person_id, m.role, m.team_id, m.function, m.starts_on
      from membership m join org o on o.org_id = m.org_id
      where m.starts_on <= (instant at time zone o.zone)::date
        and (m.ends_on is null or m.ends_on > (instant at time zone o.zone)::date);
    end`.execute(db)
  await sql`create view app.membership_today with (security_invoker = true)
    as select * from app.memberships_at(now())`.execute(db)
  // Of the team that the person has been in longest; the organisation's for a person who is in none today.
  await sql`create function app.zone_of(org uuid, person uuid) returns table (zone text) language sql stable
    begin atomic
      select coalesce((
        select t.zone from app.membership_today m join team t on t.org_id = m.org_id and t.team_id = m.team_id
        where m.org_id = zone_of.org and m.person_id = zone_of.person
        order by m.starts_on, m.team_id limit 1), o.zone)
      from org o where o.org_id = zone_of.org;
    end`.execute(db)
  await sql`revoke all on function app.memberships_at(timestamptz), app.zone_of(uuid, uuid) from public`.execute(
    db,
  )
  await sql`grant execute on function app.memberships_at(timestamptz), app.zone_of(uuid, uuid) to dure_app`.execute(
    db,
  )
  await sql`grant select on app.membership_today to dure_app`.execute(db)
  await restOn(db, sql`app.membership_today`)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await restOn(
    db,
    sql`(select m.* from membership m join org o on o.org_id = m.org_id
      where m.starts_on <= (now() at time zone o.zone)::date
        and (m.ends_on is null or m.ends_on > (now() at time zone o.zone)::date))`,
  )
  await sql`drop function app.zone_of(uuid, uuid)`.execute(db)
  await sql`drop view app.membership_today`.execute(db)
  await sql`drop function app.memberships_at(timestamptz)`.execute(db)
}

/** Makes every function and policy that asks for the memberships of today read them from `held`. */
async function restOn(db: Kysely<unknown>, held: RawBuilder<unknown>): Promise<void> {
  // The first call of a transaction reads the actor's memberships once and keeps all six answers for its other policies:
  // a statement asks up to five times, and reading each time costs more than the statement.
  await sql`create or replace function app.visible_teams(standing text default 'any') returns uuid[]
    language plpgsql stable security definer set search_path = pg_catalog, public as $$
    declare
      known text := current_setting('app.teams_' || standing, true);
      led uuid[];
      managed uuid[];
      joined uuid[];
      is_admin boolean;
      is_staff boolean;
    begin
      if known <> '' then return known::uuid[]; end if;
      select coalesce(array_agg(m.team_id) filter (where m.role = 'lead'), '{}'),
        coalesce(array_agg(m.team_id) filter (where m.role = 'manager'), '{}'),
        coalesce(array_agg(m.team_id) filter (where m.team_id is not null), '{}'),
        coalesce(bool_or(m.role = 'admin'), false),
        coalesce(bool_or(m.role <> 'partner'), false)
      into led, managed, joined, is_admin, is_staff
      from ${held} m where m.org_id = app.org() and m.person_id = app.actor();
      if managed <> '{}' then
        managed := array(
          with recursive below as (
            select unnest(managed) as team_id
            union
            select t.team_id from team t join below b on t.parent_id = b.team_id where t.org_id = app.org()
          ) select team_id from below);
      end if;
      perform set_config('app.teams_any', (led || managed)::text, true),
        set_config('app.teams_lead', led::text, true),
        set_config('app.teams_manager', managed::text, true),
        set_config('app.teams_member', joined::text, true),
        set_config('app.teams_staff', (case when is_staff then array[app.org()] else '{}'::uuid[] end)::text, true),
        set_config('app.teams_admin', (case when is_admin
          then array(select t.team_id from team t where t.org_id = app.org()) || app.org() else '{}'::uuid[] end)::text, true);
      return current_setting('app.teams_' || standing)::uuid[];
    end $$`.execute(db)

  await sql`create or replace function app.session_lookup(hash bytea)
    returns table (session_id uuid, org_id uuid, person_id uuid, is_next boolean, rotated_at timestamptz,
      last_seen_at timestamptz, ends_at timestamptz, roles jsonb)
    language sql stable security definer set search_path = pg_catalog, public as $$
      with recursive s as (
        select * from session x
        where (x.token_hash = hash or x.next_token_hash = hash) and x.idle_until > now() and x.ends_at > now()
        limit 1
      ), mine as (
        select m.role, m.team_id, m.function
        from ${held} m join s on m.org_id = s.org_id and m.person_id = s.person_id
      ), managed as (
        select team_id from mine where role = 'manager'
        union
        select t.team_id from team t join managed g on t.parent_id = g.team_id join s on t.org_id = s.org_id
      ), roles as (
        select role, team_id, function from mine where role <> 'manager'
        union
        select 'manager', team_id, null from managed
      )
      select s.session_id, s.org_id, s.person_id, s.token_hash <> hash, s.rotated_at, s.last_seen_at, s.ends_at,
        coalesce((select jsonb_agg(jsonb_build_object('role', r.role, 'teamId', r.team_id, 'function', r.function)
          order by r.role, r.team_id) from roles r), '[]'::jsonb)
      from s
    $$`.execute(db)

  await sql`create or replace function app.partner_functions() returns text[]
    language sql stable security definer set search_path = pg_catalog, public as $$
      select array(select m.function from ${held} m
        where m.org_id = app.org() and m.person_id = app.actor() and m.role = 'partner')
    $$`.execute(db)

  await sql`create or replace function app.people_above()
    returns table (person_id uuid, via uuid, standing text, rank int)
    language sql stable security definer set search_path = pg_catalog, public as $$
      with recursive held as (
        select m.* from ${held} m where m.org_id = app.org()
      ), up as (
        select m.team_id as via, m.role, m.team_id, 0 as height from held m
        where m.person_id = app.actor() and m.team_id is not null
        union all
        select u.via, u.role, t.parent_id, u.height + 1
        from up u join team t on t.org_id = app.org() and t.team_id = u.team_id where t.parent_id is not null
      ), found as (
        select l.person_id, u.via, 'lead' as standing, 0 as rank
        from up u join held l on l.team_id = u.team_id and l.role = 'lead' where u.role = 'analyst' and u.height = 0
        union all
        select g.person_id, u.via, 'manager', u.height + 1
        from up u join held g on g.team_id = u.team_id and g.role = 'manager'
        where u.role in ('analyst', 'lead') or (u.role = 'manager' and u.height > 0)
        union all
        select w.person_id, null, 'wellbeing', 1000 from held w
        where w.role = 'partner' and w.function = 'wellbeing' and exists (select 1 from up)
      )
      select distinct on (f.person_id) f.person_id, f.via, f.standing, f.rank from found f
      where f.person_id <> app.actor() order by f.person_id, f.rank, f.via
    $$`.execute(db)

  await sql`create or replace function app.acting() returns table (from_id uuid, team_id uuid, role text)
    language sql stable security definer set search_path = pg_catalog, public as $$
      with recursive held as (
        select d.from_id, m.team_id, d.role
        from delegation d
        join ${held} m on m.org_id = d.org_id and m.person_id = d.from_id and m.role = d.role
        where d.org_id = app.org() and d.to_id = app.actor() and d.starts_at <= now() and d.ends_at > now()
          and (d.ended_at is null or d.ended_at > now())
          and exists (select from ${held} m where m.org_id = d.org_id and m.person_id = d.to_id and m.role = d.role)
        union
        select h.from_id, t.team_id, h.role from team t join held h on t.parent_id = h.team_id
        where h.role = 'manager' and t.org_id = app.org()
      ) select from_id, team_id, role from held
    $$`.execute(db)

  await sql`create or replace function app.escalation_people(team uuid, fn text)
    returns table (person_id uuid, role text, for_id uuid)
    language sql stable security definer set search_path = pg_catalog, public as $$
      with recursive above as (
        select t.team_id, t.parent_id, 0 as height from team t where t.org_id = app.org() and t.team_id = team
        union all
        select t.team_id, t.parent_id, a.height + 1 from team t join above a on t.team_id = a.parent_id
        where t.org_id = app.org() and a.height < 20
      ), today as (
        select m.* from ${held} m where m.org_id = app.org()
      ), standing as (
        select m.person_id, m.role from today m join above a on a.team_id = m.team_id
        where m.role = 'manager' or (m.role = 'lead' and a.height = 0)
      ), people as (
        select person_id, role, null::uuid as for_id from standing
        union
        select d.to_id, d.role, d.from_id from delegation d
        join standing s on s.person_id = d.from_id and s.role = d.role
        join today m on m.person_id = d.to_id and m.role = d.role
        where d.org_id = app.org() and d.starts_at <= now() and d.ends_at > now()
          and (d.ended_at is null or d.ended_at > now())
      )
      select person_id, role, for_id from people where app.visible_teams('staff') <> '{}'
      union
      select m.person_id, 'partner', null from today m where m.role = 'partner' and m.function = fn
        and (app.visible_teams('staff') <> '{}'
          or exists (select from today me where me.person_id = app.actor() and me.role = 'partner' and me.function = fn))
    $$`.execute(db)

  await sql`create or replace function app.role_holders(held text) returns setof uuid
    language sql stable security definer set search_path = pg_catalog, public as $$
      select distinct m.person_id from ${held} m
      where m.org_id = app.org() and m.role = held and held in ('lead', 'manager')
        and exists (select from ${held} m where m.org_id = app.org() and m.person_id = app.actor() and m.role = held)
    $$`.execute(db)

  // The subselect does not depend on the row: it runs once.
  await sql`alter policy led on shift using (${inOrg} and person_id in (
    select m.person_id from ${held} m where m.org_id = (select app.org()) and m.role = 'analyst'
      and m.team_id = any ((select app.visible_teams('lead'))::uuid[])))`.execute(db)

  /** The person stands in that team today, as the reader of the team sees it. */
  const inTeam = (table: string, person: string) => sql`exists (select 1 from ${held} m
    where m.org_id = ${sql.ref(`${table}.org_id`)} and m.team_id = ${sql.ref(`${table}.team_id`)}
      and m.person_id = ${sql.ref(`${table}.${person}`)})`
  await sql`alter policy shared on check_in using (${inOrg} and audience = 'lead'
    and reader_id = ${actor} and ${above} and ${inTeam('check_in', 'person_id')})`.execute(db)
  const hears = sql`${inOrg} and addressee_id = ${actor}
    and (team_id is null or (${above} and ${inTeam('talk_request', 'asker_id')}))`
  await sql`alter policy addressee on talk_request using (${hears})`.execute(db)
  await sql`alter policy answer on talk_request using (${hears} and state in ('asked', 'answered'))`.execute(
    db,
  )
}

const inOrg = sql`org_id = (select app.org())`
const actor = sql`(select app.actor())`
const above = sql`team_id = any ((select app.visible_teams())::uuid[])`
