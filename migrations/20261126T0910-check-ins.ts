import { type Kysely, sql } from 'kysely'

/**
 * Wellbeing. That a check-in happened, and what it said, are two tables; the second holds only what was sealed with a key
 * that is not in this database. Nobody but the person sees that either exists, unless they share it with one named reader
 * who is their lead today. Team totals are counts without people; the pseudonyms behind those that were published, which
 * keep two of them from being subtracted, are the owner's alone.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)

  // Who is above the actor today: whoever leads a team they are an analyst in, then the managers of the team and of those
  // above it, and the partners for wellbeing. A lead's lead is the manager above them. \`via\` is the actor's own team.
  await sql`create function app.people_above() returns table (person_id uuid, via uuid, standing text, rank int)
    language sql stable security definer set search_path = pg_catalog, public as $$
      with recursive today as (
        select (now() at time zone o.zone)::date as day from org o where o.org_id = app.org()
      ), held as (
        select m.* from membership m, today
        where m.org_id = app.org() and m.starts_on <= today.day and (m.ends_on is null or m.ends_on > today.day)
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
  await sql`revoke all on function app.people_above() from public`.execute(db)
  await sql`grant execute on function app.people_above() to dure_app`.execute(db)

  await sql`create table check_in_consent (
    org_id uuid not null references org,
    consent_id uuid not null,
    person_id uuid not null,
    given boolean not null,
    text_version int not null check (text_version > 0),
    at timestamptz not null default clock_timestamp(),
    primary key (org_id, consent_id),
    foreign key (org_id, person_id) references person
  )`.execute(db)
  await sql`create index check_in_consent_person on check_in_consent (org_id, person_id, at desc)`.execute(db)

  // team_id: with 'lead' the person's team whose lead the reader is; with 'total' the team that it counts in, if any.
  await sql`create table check_in (
    org_id uuid not null references org,
    check_in_id uuid not null,
    person_id uuid not null,
    audience text not null check (audience in ('me', 'total', 'lead')),
    reader_id uuid,
    team_id uuid,
    at timestamptz not null default clock_timestamp(),
    claimed_at timestamptz not null,
    version int not null default 1,
    primary key (org_id, check_in_id),
    foreign key (org_id, person_id) references person,
    foreign key (org_id, reader_id) references person,
    foreign key (org_id, team_id) references team,
    check ((audience = 'lead') = (reader_id is not null)),
    check (audience <> 'me' or team_id is null),
    check (audience <> 'lead' or team_id is not null),
    check (reader_id <> person_id)
  )`.execute(db)
  await sql`create index check_in_person on check_in (org_id, person_id, at desc)`.execute(db)
  await sql`create index check_in_reader on check_in (org_id, reader_id, person_id) where reader_id is not null`.execute(
    db,
  )
  await sql`create index check_in_counted on check_in (org_id, at) where audience = 'total'`.execute(db)

  // Both are always there and padded: neither their presence nor their length says anything.
  await sql`create table check_in_answer (
    org_id uuid not null,
    check_in_id uuid not null,
    person_id uuid not null,
    answers bytea not null,
    note bytea not null,
    primary key (org_id, check_in_id),
    foreign key (org_id, check_in_id) references check_in on delete cascade,
    foreign key (org_id, person_id) references person
  )`.execute(db)

  await sql`create table check_in_view (
    org_id uuid not null,
    check_in_id uuid not null,
    viewer_id uuid not null,
    person_id uuid not null,
    first_at timestamptz not null default clock_timestamp(),
    primary key (org_id, check_in_id, viewer_id),
    foreign key (org_id, check_in_id) references check_in on delete cascade,
    foreign key (org_id, viewer_id) references person,
    foreign key (org_id, person_id) references person
  )`.execute(db)

  // team_id: the asker's team whose lead or manager the addressee is asked as; null for who is asked by name alone.
  await sql`create table talk_request (
    org_id uuid not null references org,
    request_id uuid not null,
    asker_id uuid not null,
    addressee_id uuid not null,
    team_id uuid,
    state text not null default 'asked' check (state in ('asked', 'answered', 'closed', 'withdrawn')),
    asked_at timestamptz not null default clock_timestamp(),
    due_at timestamptz not null,
    answer text check (answer in ('will_talk', 'time_proposed')),
    proposed_at timestamptz,
    answered_at timestamptz,
    ended_at timestamptz,
    version int not null default 1,
    primary key (org_id, request_id),
    foreign key (org_id, asker_id) references person,
    foreign key (org_id, addressee_id) references person,
    foreign key (org_id, team_id) references team,
    check (asker_id <> addressee_id),
    check ((answer is null) = (answered_at is null)),
    check (coalesce(answer = 'time_proposed', false) = (proposed_at is not null)),
    check ((state in ('closed', 'withdrawn')) = (ended_at is not null)),
    check (state <> 'asked' or answer is null)
  )`.execute(db)
  await sql`create index talk_request_asker on talk_request (org_id, asker_id, asked_at desc)`.execute(db)
  await sql`create index talk_request_addressee on talk_request (org_id, addressee_id, asked_at)`.execute(db)

  await sql`create table exposure_budget (
    org_id uuid not null,
    team_id uuid not null,
    minutes_per_day int not null check (minutes_per_day between 15 and 720),
    minutes_without_break int not null check (minutes_without_break between 15 and 480),
    version int not null default 1,
    primary key (org_id, team_id),
    foreign key (org_id, team_id) references team
  )`.execute(db)
  await sql`create table exposure_entry (
    org_id uuid not null references org,
    entry_id uuid not null,
    person_id uuid not null,
    day date not null,
    harm text not null check (harm in ('violence', 'self_harm', 'sexual', 'child_safety', 'hate', 'harassment', 'terrorism',
      'other')),
    minutes int not null check (minutes between 1 and 960),
    started_at timestamptz,
    entered_at timestamptz not null default clock_timestamp(),
    version int not null default 1,
    primary key (org_id, entry_id),
    foreign key (org_id, person_id) references person
  )`.execute(db)
  await sql`create index exposure_entry_person on exposure_entry (org_id, person_id, day)`.execute(db)

  await sql`create table wellbeing_setting (
    org_id uuid primary key references org,
    programme_name text check (length(programme_name) between 1 and 200),
    programme_phone text check (length(programme_phone) between 2 and 40),
    programme_url text check (programme_url like 'https://%' and length(programme_url) <= 500),
    programme_verified_on date,
    retention_days int not null default 90 check (retention_days between 28 and 365),
    version int not null default 1
  )`.execute(db)

  // One row an item of a closed period: frozen. from_day is a Monday.
  await sql`create table check_in_total (
    org_id uuid not null,
    team_id uuid not null,
    from_day date not null,
    item text not null check (item in ('energy', 'load', 'support')),
    value int check (value between 0 and 100 and value % 5 = 0),
    why text check (why in ('few', 'rest', 'change', 'apart', 'small')),
    response text check (response in ('under_half', 'half', 'most')),
    closed_at timestamptz not null default clock_timestamp(),
    primary key (org_id, team_id, from_day, item),
    foreign key (org_id, team_id) references team,
    check ((value is null) = (why is not null)),
    check ((value is null) = (response is null))
  )`.execute(db)
  await sql`create table check_in_total_member (
    org_id uuid not null,
    team_id uuid not null,
    from_day date not null,
    item text not null,
    pseudonym bytea not null,
    primary key (org_id, team_id, from_day, item, pseudonym),
    foreign key (org_id, team_id, from_day, item) references check_in_total on delete cascade
  )`.execute(db)

  const tables = [
    'check_in_consent',
    'check_in',
    'check_in_answer',
    'check_in_view',
    'talk_request',
    'exposure_budget',
    'exposure_entry',
    'wellbeing_setting',
    'check_in_total',
    'check_in_total_member',
  ]
  for (const table of tables) {
    const name = sql.table(table)
    await sql`alter table ${name} enable row level security`.execute(db)
    await sql`alter table ${name} force row level security`.execute(db)
    await sql`create policy owner on ${name} for all to dure_owner using (true) with check (true)`.execute(db)
  }

  const inOrg = sql`org_id = (select app.org())`
  const actor = sql`(select app.actor())`
  const isAdmin = sql`org_id = any ((select app.visible_teams('admin'))::uuid[])`
  const led = sql`team_id = any ((select app.visible_teams('lead'))::uuid[])`
  const above = sql`team_id = any ((select app.visible_teams())::uuid[])`
  /** The person still stands in that team today, as the reader of the team sees it. */
  const inTeam = (
    table: string,
    person: string,
  ) => sql`exists (select 1 from membership m join org o on o.org_id = m.org_id
    where m.org_id = ${sql.ref(`${table}.org_id`)} and m.team_id = ${sql.ref(`${table}.team_id`)}
      and m.person_id = ${sql.ref(`${table}.${person}`)}
      and m.starts_on <= (now() at time zone o.zone)::date
      and (m.ends_on is null or m.ends_on > (now() at time zone o.zone)::date))`

  await sql`create policy own on check_in_consent for select to dure_app
    using (${inOrg} and person_id = ${actor})`.execute(db)
  await sql`create policy append on check_in_consent for insert to dure_app
    with check (${inOrg} and person_id = ${actor})`.execute(db)
  await sql`grant select, insert on check_in_consent to dure_app`.execute(db)

  const consents = sql`coalesce((select c.given from check_in_consent c where c.org_id = (select app.org())
    and c.person_id = ${actor} order by c.at desc limit 1), false)`
  const toReader = sql`(audience <> 'lead' or (reader_id, team_id) in (select a.person_id, a.via from app.people_above() a))`
  await sql`create policy own on check_in for select to dure_app using (${inOrg} and person_id = ${actor})`.execute(
    db,
  )
  await sql`create policy shared on check_in for select to dure_app using (${inOrg} and audience = 'lead'
    and reader_id = ${actor} and ${above} and ${inTeam('check_in', 'person_id')})`.execute(db)
  await sql`create policy write on check_in for insert to dure_app
    with check (${inOrg} and person_id = ${actor} and (select ${consents}) and ${toReader})`.execute(db)
  await sql`create policy take_back on check_in for update to dure_app
    using (${inOrg} and person_id = ${actor}) with check (${inOrg} and person_id = ${actor} and audience = 'me')`.execute(
    db,
  )
  await sql`create policy remove on check_in for delete to dure_app
    using (${inOrg} and person_id = ${actor})`.execute(db)
  await sql`grant select, insert, update (audience, reader_id, team_id, version), delete on check_in to dure_app`.execute(
    db,
  )

  const ofCheckIn = (table: string, and = sql`true`) => sql`exists (select 1 from check_in c
    where c.org_id = ${sql.ref(`${table}.org_id`)} and c.check_in_id = ${sql.ref(`${table}.check_in_id`)} and ${and})`
  await sql`create policy read on check_in_answer for select to dure_app
    using (${inOrg} and ${ofCheckIn('check_in_answer')})`.execute(db)
  await sql`create policy write on check_in_answer for insert to dure_app with check (${inOrg} and person_id = ${actor}
    and ${ofCheckIn('check_in_answer', sql`c.person_id = ${actor}`)})`.execute(db)
  await sql`grant select, insert on check_in_answer to dure_app`.execute(db)

  await sql`create policy read on check_in_view for select to dure_app
    using (${inOrg} and (person_id = ${actor} or viewer_id = ${actor}))`.execute(db)
  await sql`create policy append on check_in_view for insert to dure_app with check (${inOrg} and viewer_id = ${actor}
    and ${ofCheckIn('check_in_view', sql`c.person_id = check_in_view.person_id and c.reader_id = ${actor}`)})`.execute(
    db,
  )
  await sql`grant select, insert on check_in_view to dure_app`.execute(db)

  // Partners know no names but those of whoever asks them.
  await sql`create policy asks on person for select to dure_app using (${inOrg} and person_id in (
    select r.asker_id from talk_request r where r.org_id = (select app.org()) and r.addressee_id = ${actor}))`.execute(
    db,
  )
  await sql`create policy asker on talk_request for select to dure_app using (${inOrg} and asker_id = ${actor})`.execute(
    db,
  )
  const hears = sql`${inOrg} and addressee_id = ${actor}
    and (team_id is null or (${above} and ${inTeam('talk_request', 'asker_id')}))`
  await sql`create policy addressee on talk_request for select to dure_app using (${hears})`.execute(db)
  await sql`create policy ask on talk_request for insert to dure_app with check (${inOrg} and asker_id = ${actor}
    and state = 'asked' and exists (select 1 from app.people_above() a
      where a.person_id = talk_request.addressee_id and a.via is not distinct from talk_request.team_id))`.execute(
    db,
  )
  await sql`create policy finish on talk_request for update to dure_app
    using (${inOrg} and asker_id = ${actor} and state in ('asked', 'answered'))
    with check (${inOrg} and asker_id = ${actor} and state in ('closed', 'withdrawn'))`.execute(db)
  await sql`create policy answer on talk_request for update to dure_app
    using (${hears} and state in ('asked', 'answered'))
    with check (${inOrg} and addressee_id = ${actor} and state in ('answered', 'closed'))`.execute(db)
  await sql`grant select, insert, update (state, answer, proposed_at, answered_at, ended_at, version)
    on talk_request to dure_app`.execute(db)

  await sql`create policy read on exposure_budget for select to dure_app using (${inOrg} and (${above}
    or team_id = any ((select app.visible_teams('member'))::uuid[])))`.execute(db)
  await sql`create policy write on exposure_budget for insert to dure_app with check (${inOrg} and ${led})`.execute(
    db,
  )
  await sql`create policy change on exposure_budget for update to dure_app
    using (${inOrg} and ${led}) with check (${inOrg} and ${led})`.execute(db)
  await sql`grant select, insert, update (minutes_per_day, minutes_without_break, version)
    on exposure_budget to dure_app`.execute(db)

  await sql`create policy own on exposure_entry for all to dure_app
    using (${inOrg} and person_id = ${actor}) with check (${inOrg} and person_id = ${actor})`.execute(db)
  await sql`grant select, insert, update (day, harm, minutes, started_at, entered_at, version), delete
    on exposure_entry to dure_app`.execute(db)

  await sql`create policy read on wellbeing_setting for select to dure_app
    using (${inOrg} and (select app.actor()) is not null)`.execute(db)
  await sql`create policy write on wellbeing_setting for insert to dure_app with check (${inOrg} and ${isAdmin})`.execute(
    db,
  )
  await sql`create policy change on wellbeing_setting for update to dure_app
    using (${inOrg} and ${isAdmin}) with check (${inOrg} and ${isAdmin})`.execute(db)
  await sql`grant select, insert, update (programme_name, programme_phone, programme_url, programme_verified_on,
    retention_days, version) on wellbeing_setting to dure_app`.execute(db)

  await sql`create policy read on check_in_total for select to dure_app using (${inOrg} and ${above})`.execute(
    db,
  )
  await sql`grant select on check_in_total to dure_app`.execute(db)

  // Reading a shared check-in is a look at a person's record like any other.
  await sql`alter table record_view drop constraint record_view_kind_check`.execute(db)
  await sql`alter table record_view add constraint record_view_kind_check
    check (kind in ('scorecard', 'cases', 'person', 'check_in'))`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`delete from record_view where kind = 'check_in'`.execute(db)
  await sql`alter table record_view drop constraint record_view_kind_check`.execute(db)
  await sql`alter table record_view add constraint record_view_kind_check
    check (kind in ('scorecard', 'cases', 'person'))`.execute(db)
  await sql`drop policy asks on person`.execute(db)
  await sql`drop table check_in_total_member, check_in_total, wellbeing_setting, exposure_entry, exposure_budget,
    talk_request, check_in_view, check_in_answer, check_in, check_in_consent cascade`.execute(db)
  await sql`drop function app.people_above()`.execute(db)
}
