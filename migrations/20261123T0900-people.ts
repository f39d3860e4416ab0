import { type Kysely, sql } from 'kysely'

/**
 * Organisations, people, teams, dated memberships, sign-in, and what every write leaves behind (commands, audit log,
 * changes, views). Row-level security is forced everywhere; the two login roles exist before the first migration.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`create schema app`.execute(db)
  await sql`revoke all on schema public from public`.execute(db)
  await sql`grant usage on schema public, app to dure_app`.execute(db)

  // After a commit a transaction-local setting reads '' and not NULL.
  await sql`create function app.org() returns uuid language sql stable parallel safe
    as $$ select nullif(current_setting('app.org', true), '')::uuid $$`.execute(db)
  await sql`create function app.actor() returns uuid language sql stable parallel safe
    as $$ select nullif(current_setting('app.actor', true), '')::uuid $$`.execute(db)

  await sql`create table org (
    org_id uuid primary key,
    name text not null check (length(name) between 1 and 200),
    zone text not null default 'Asia/Seoul',
    created_at timestamptz not null default now()
  )`.execute(db)

  await sql`create table person (
    org_id uuid not null references org,
    person_id uuid not null,
    name text not null check (length(name) between 1 and 200),
    reference text,
    locale text not null default 'ko' check (locale in ('ko', 'en')),
    theme text not null default 'system' check (theme in ('system', 'light', 'dark')),
    team_order uuid[] not null default '{}',
    welcomed_at timestamptz,
    version int not null default 1,
    created_at timestamptz not null default now(),
    primary key (org_id, person_id)
  )`.execute(db)
  await sql`create unique index person_reference on person (org_id, reference) where reference is not null`.execute(
    db,
  )

  await sql`create table team (
    org_id uuid not null references org,
    team_id uuid not null,
    parent_id uuid,
    name text not null check (length(name) between 1 and 200),
    zone text not null default 'Asia/Seoul',
    target_accuracy real not null default 0.95 check (target_accuracy between 0 and 1),
    limit_missed real not null default 0.03 check (limit_missed between 0 and 1),
    limit_over_enforced real not null default 0.03 check (limit_over_enforced between 0 and 1),
    audited_through timestamptz,
    created_at timestamptz not null default now(),
    primary key (org_id, team_id),
    foreign key (org_id, parent_id) references team
  )`.execute(db)
  await sql`create unique index team_name on team (org_id, lower(name))`.execute(db)

  await sql`create table membership (
    org_id uuid not null references org,
    membership_id uuid not null,
    person_id uuid not null,
    role text not null check (role in ('analyst', 'lead', 'manager', 'partner', 'admin')),
    team_id uuid,
    function text check (function in ('policy', 'product', 'data', 'engineering', 'legal', 'wellbeing')),
    starts_on date not null,
    ends_on date,
    primary key (org_id, membership_id),
    foreign key (org_id, person_id) references person,
    foreign key (org_id, team_id) references team,
    check (ends_on is null or ends_on >= starts_on),
    check ((role in ('analyst', 'lead', 'manager')) = (team_id is not null)),
    check ((role = 'partner') = (function is not null))
  )`.execute(db)
  await sql`create index membership_person on membership (org_id, person_id)`.execute(db)
  await sql`create index membership_team on membership (org_id, team_id)`.execute(db)

  // Sign-in and session look-up happen before the organisation is known: these tables lead with what is looked up.
  await sql`create table sign_in (
    email text primary key check (email = lower(email)),
    org_id uuid not null,
    person_id uuid not null,
    password_hash text not null,
    changed_at timestamptz not null default now(),
    foreign key (org_id, person_id) references person
  )`.execute(db)
  await sql`create table invitation (
    token_hash bytea primary key,
    org_id uuid not null,
    person_id uuid not null,
    email text not null check (email = lower(email)),
    expires_at timestamptz not null,
    used_at timestamptz,
    foreign key (org_id, person_id) references person
  )`.execute(db)
  await sql`create table session (
    token_hash bytea primary key,
    next_token_hash bytea,
    session_id uuid not null,
    org_id uuid not null,
    person_id uuid not null,
    device text not null,
    created_at timestamptz not null default now(),
    rotated_at timestamptz not null default now(),
    last_seen_at timestamptz not null default now(),
    idle_until timestamptz not null,
    ends_at timestamptz not null,
    foreign key (org_id, person_id) references person
  )`.execute(db)
  await sql`create unique index session_next on session (next_token_hash) where next_token_hash is not null`.execute(
    db,
  )
  await sql`create index session_person on session (org_id, person_id)`.execute(db)
  // Keys are hashes of a name or an address; nothing here names anybody.
  await sql`create table sign_in_throttle (
    key bytea primary key,
    failures int not null,
    blocked_until timestamptz not null,
    updated_at timestamptz not null default now()
  )`.execute(db)

  await sql`create table command (
    org_id uuid not null,
    command_id uuid not null,
    person_id uuid not null,
    name text not null,
    version int not null,
    input_hash bytea not null,
    device_id uuid not null,
    seq bigint not null,
    claimed_at timestamptz not null,
    applied_at timestamptz not null default clock_timestamp(),
    result jsonb,
    primary key (org_id, command_id),
    foreign key (org_id, person_id) references person
  )`.execute(db)

  await sql`create table audit_log (
    org_id uuid not null,
    entry_id uuid not null,
    at timestamptz not null default clock_timestamp(),
    actor_id uuid,
    action text not null,
    entity_id uuid,
    team_id uuid,
    details jsonb not null default '{}',
    primary key (org_id, entry_id)
  )`.execute(db)
  await sql`create index audit_log_entity on audit_log (org_id, entity_id, at)`.execute(db)

  // Who had whose protected data on their screen or phone: one row a viewer, subject, kind and day.
  await sql`create table record_view (
    org_id uuid not null,
    subject_id uuid not null,
    viewer_id uuid not null,
    kind text not null check (kind in ('scorecard', 'cases', 'person')),
    day date not null,
    team_id uuid not null,
    first_at timestamptz not null default clock_timestamp(),
    primary key (org_id, subject_id, day, viewer_id, kind)
  )`.execute(db)

  // What changed, for open phones: addressed to a person, or to those who lead or manage a team.
  await sql`create table change (
    org_id uuid not null,
    change_id bigint not null generated always as identity,
    xid xid8 not null default pg_current_xact_id(),
    feature text not null,
    person_id uuid,
    team_id uuid,
    subject_id uuid,
    at timestamptz not null default clock_timestamp(),
    primary key (org_id, change_id),
    check (person_id is not null or team_id is not null)
  )`.execute(db)
  await sql`create index change_xid on change (org_id, xid)`.execute(db)

  // A stored cursor means something only to the cluster that gave it: a restore makes a new epoch.
  await sql`create table feed_epoch (org_id uuid primary key references org, epoch uuid not null)`.execute(db)

  // The one place that dates a membership. Standings: 'any' (leads or manages), 'lead', 'manager', 'member'; two answer
  // for the organisation as a whole, with its own id as the mark: 'admin' (every team too) and 'staff' (not only a partner).
  // The first call of a transaction reads the actor's memberships once and keeps all six answers for its other policies:
  // a statement asks up to five times, and reading each time costs more than the statement.
  await sql`create function app.visible_teams(standing text default 'any') returns uuid[]
    language plpgsql stable security definer set search_path = pg_catalog, public as $$
    declare
      known text := current_setting('app.teams_' || standing, true);
      today date;
      led uuid[];
      managed uuid[];
      joined uuid[];
      is_admin boolean;
      is_staff boolean;
    begin
      if known <> '' then return known::uuid[]; end if;
      select (now() at time zone o.zone)::date into today from org o where o.org_id = app.org();
      select coalesce(array_agg(m.team_id) filter (where m.role = 'lead'), '{}'),
        coalesce(array_agg(m.team_id) filter (where m.role = 'manager'), '{}'),
        coalesce(array_agg(m.team_id) filter (where m.team_id is not null), '{}'),
        coalesce(bool_or(m.role = 'admin'), false),
        coalesce(bool_or(m.role <> 'partner'), false)
      into led, managed, joined, is_admin, is_staff
      from membership m
      where m.org_id = app.org() and m.person_id = app.actor()
        and m.starts_on <= today and (m.ends_on is null or m.ends_on > today);
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

  await sql`create function app.sign_in_lookup(name text) returns table (org_id uuid, person_id uuid, password_hash text)
    language sql stable security definer set search_path = pg_catalog, public as $$
      select s.org_id, s.person_id, s.password_hash from sign_in s where s.email = lower(name)
    $$`.execute(db)
  await sql`create function app.invitation_lookup(hash bytea)
    returns table (org_id uuid, person_id uuid, email text, org_name text, person_name text, locale text)
    language sql stable security definer set search_path = pg_catalog, public as $$
      select i.org_id, i.person_id, i.email, o.name, p.name, p.locale
      from invitation i join org o using (org_id) join person p using (org_id, person_id)
      where i.token_hash = hash and i.used_at is null and i.expires_at > now()
    $$`.execute(db)
  await sql`create function app.session_lookup(hash bytea)
    returns table (session_id uuid, org_id uuid, person_id uuid, is_next boolean, rotated_at timestamptz,
      last_seen_at timestamptz, ends_at timestamptz, roles jsonb)
    language sql stable security definer set search_path = pg_catalog, public as $$
      with recursive s as (
        select * from session x
        where (x.token_hash = hash or x.next_token_hash = hash) and x.idle_until > now() and x.ends_at > now()
        limit 1
      ), mine as (
        select m.role, m.team_id, m.function
        from membership m join s on m.org_id = s.org_id and m.person_id = s.person_id
        join org o on o.org_id = m.org_id
        where m.starts_on <= (now() at time zone o.zone)::date
          and (m.ends_on is null or m.ends_on > (now() at time zone o.zone)::date)
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
  await sql`revoke all on all functions in schema app from public`.execute(db)
  await sql`grant execute on all functions in schema app to dure_app`.execute(db)

  const tables = [
    'org',
    'person',
    'team',
    'membership',
    'sign_in',
    'invitation',
    'session',
    'sign_in_throttle',
    'command',
    'audit_log',
    'record_view',
    'change',
    'feed_epoch',
  ]
  for (const table of tables) {
    const name = sql.table(table)
    await sql`alter table ${name} enable row level security`.execute(db)
    await sql`alter table ${name} force row level security`.execute(db)
    await sql`create policy owner on ${name} for all to dure_owner using (true) with check (true)`.execute(db)
  }

  const inOrg = sql`org_id = (select app.org())`
  const isAdmin = sql`org_id = any ((select app.visible_teams('admin'))::uuid[])`
  const staff = sql`org_id = any ((select app.visible_teams('staff'))::uuid[])`

  await sql`create policy read on org for select to dure_app using (${inOrg} and (select app.actor()) is not null)`.execute(
    db,
  )
  await sql`create policy read on feed_epoch for select to dure_app using (${inOrg} and (select app.actor()) is not null)`.execute(
    db,
  )
  await sql`grant select on org, feed_epoch to dure_app`.execute(db)

  // A name is known to colleagues; a partner knows only their own until something is routed to them.
  await sql`create policy read on person for select to dure_app
    using (${inOrg} and (person_id = (select app.actor()) or ${staff}))`.execute(db)
  await sql`create policy own on person for update to dure_app
    using (${inOrg} and person_id = (select app.actor())) with check (${inOrg} and person_id = (select app.actor()))`.execute(
    db,
  )
  await sql`create policy admin_insert on person for insert to dure_app with check (${inOrg} and ${isAdmin})`.execute(
    db,
  )
  await sql`grant select, insert on person to dure_app`.execute(db)
  await sql`grant update (locale, theme, team_order, welcomed_at, version) on person to dure_app`.execute(db)

  await sql`create policy read on team for select to dure_app using (${inOrg} and (
    team_id = any ((select app.visible_teams())::uuid[]) or team_id = any ((select app.visible_teams('member'))::uuid[])
    or ${isAdmin}))`.execute(db)
  await sql`create policy data_date on team for update to dure_app
    using (${inOrg} and (team_id = any ((select app.visible_teams('lead'))::uuid[]) or ${isAdmin}))
    with check (${inOrg})`.execute(db)
  await sql`create policy admin_insert on team for insert to dure_app with check (${inOrg} and ${isAdmin})`.execute(
    db,
  )
  await sql`grant select, insert on team to dure_app`.execute(db)
  await sql`grant update (audited_through) on team to dure_app`.execute(db)

  // Own standing; everybody in a team one leads or manages; and who leads the team one is in.
  await sql`create policy own on membership for select to dure_app
    using (${inOrg} and person_id = (select app.actor()))`.execute(db)
  await sql`create policy team on membership for select to dure_app using (${inOrg} and (
    team_id = any ((select app.visible_teams())::uuid[]) or ${isAdmin}
    or (role in ('lead', 'manager') and team_id = any ((select app.visible_teams('member'))::uuid[]))))`.execute(
    db,
  )

  await sql`create policy admin_insert on membership for insert to dure_app with check (${inOrg} and ${isAdmin})`.execute(
    db,
  )
  await sql`create policy admin_end on membership for update to dure_app
    using (${inOrg} and ${isAdmin}) with check (${inOrg})`.execute(db)
  await sql`grant select, insert, update (ends_on) on membership to dure_app`.execute(db)

  await sql`create policy own on sign_in for all to dure_app
    using (${inOrg} and person_id = (select app.actor())) with check (${inOrg} and person_id = (select app.actor()))`.execute(
    db,
  )
  await sql`grant insert, update on sign_in to dure_app`.execute(db)
  await sql`grant select (email, org_id, person_id, changed_at) on sign_in to dure_app`.execute(db)

  await sql`create policy own on invitation for all to dure_app
    using (${inOrg} and person_id = (select app.actor())) with check (${inOrg} and person_id = (select app.actor()))`.execute(
    db,
  )
  await sql`create policy admin_insert on invitation for insert to dure_app with check (${inOrg} and ${isAdmin})`.execute(
    db,
  )
  await sql`grant select, insert, update (used_at) on invitation to dure_app`.execute(db)

  await sql`create policy own on session for all to dure_app
    using (${inOrg} and person_id = (select app.actor())) with check (${inOrg} and person_id = (select app.actor()))`.execute(
    db,
  )
  await sql`grant select, insert, update, delete on session to dure_app`.execute(db)

  await sql`create policy anyone on sign_in_throttle for all to dure_app using (true) with check (true)`.execute(
    db,
  )
  await sql`grant select, insert, update, delete on sign_in_throttle to dure_app`.execute(db)

  await sql`create policy own on command for all to dure_app
    using (${inOrg} and person_id = (select app.actor())) with check (${inOrg} and person_id = (select app.actor()))`.execute(
    db,
  )
  await sql`grant select, insert, update (result) on command to dure_app`.execute(db)

  // Append-only for the app: it may add its own and read nothing back but through the views made for it.
  await sql`create policy append on audit_log for insert to dure_app
    with check (${inOrg} and actor_id = (select app.actor()))`.execute(db)
  await sql`grant insert on audit_log to dure_app`.execute(db)

  await sql`create policy subject on record_view for select to dure_app
    using (${inOrg} and (subject_id = (select app.actor()) or viewer_id = (select app.actor())))`.execute(db)
  await sql`create policy append on record_view for insert to dure_app
    with check (${inOrg} and viewer_id = (select app.actor()))`.execute(db)
  await sql`grant select, insert on record_view to dure_app`.execute(db)

  await sql`create policy addressed on change for select to dure_app using (${inOrg} and (
    person_id = (select app.actor()) or team_id = any ((select app.visible_teams())::uuid[])))`.execute(db)
  await sql`create policy append on change for insert to dure_app with check (${inOrg})`.execute(db)
  await sql`grant select, insert on change to dure_app`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table feed_epoch, change, record_view, audit_log, command, sign_in_throttle, session, invitation,
    sign_in, membership, team, person, org cascade`.execute(db)
  await sql`drop schema app cascade`.execute(db)
}
