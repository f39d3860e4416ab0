import { type Kysely, sql } from 'kysely'

/**
 * Weekly hours, changed days and absences as they are said: by the wall calendar and the wall clock of a zone. The table
 * shift has them as instants for some weeks, written with each change and renewed every night, so that whatever asks who
 * is at work asks one table. A person writes their own, a lead those of the analysts they lead today.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  const wallTime = (column: string) => sql`check (${sql.ref(column)} ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$')`
  await sql`create table shift_pattern (
    org_id uuid not null references org,
    person_id uuid not null,
    starts_on date not null,
    zone text not null check (length(zone) between 1 and 60),
    hours jsonb not null check (jsonb_typeof(hours) = 'array' and jsonb_array_length(hours) <= 7),
    changed_by uuid,
    changed_at timestamptz not null default clock_timestamp(),
    version int not null default 1,
    primary key (org_id, person_id, starts_on),
    foreign key (org_id, person_id) references person,
    foreign key (org_id, changed_by) references person
  )`.execute(db)
  await sql`create table shift_entry (
    org_id uuid not null references org,
    entry_id uuid not null,
    person_id uuid not null,
    kind text not null check (kind in ('work', 'off', 'away')),
    first_day date not null,
    from_time text ${wallTime('from_time')},
    last_day date not null,
    until_time text ${wallTime('until_time')},
    zone text not null check (length(zone) between 1 and 60),
    team_id uuid,
    source text check (length(source) between 1 and 200),
    source_key text,
    corrected boolean not null default false,
    removed boolean not null default false,
    changed_by uuid,
    changed_at timestamptz not null default clock_timestamp(),
    version int not null default 1,
    primary key (org_id, entry_id),
    foreign key (org_id, person_id) references person,
    foreign key (org_id, changed_by) references person,
    foreign key (org_id, team_id) references team,
    check (num_nulls(team_id, source, source_key) in (0, 3)),
    check (source is not null or not (corrected or removed)),
    check (num_nulls(from_time, until_time) in (0, 2)),
    check (last_day between first_day and first_day + 400),
    check (kind <> 'work' or (from_time is not null and last_day <= first_day + 1)),
    check (kind <> 'off' or (from_time is null and last_day = first_day)),
    check (from_time is null or last_day > first_day or until_time > from_time)
  )`.execute(db)
  await sql`create index shift_entry_person on shift_entry (org_id, person_id, last_day)`.execute(db)
  await sql`create unique index shift_entry_source on shift_entry (org_id, team_id, source, person_id, source_key)
    where source is not null`.execute(db)

  const inOrg = sql`org_id = (select app.org())`
  const actor = sql`(select app.actor())`
  // The subselect does not depend on the row: it runs once.
  const own = sql`(${inOrg} and (person_id = ${actor} or person_id in (
    select m.person_id from app.membership_today m where m.org_id = (select app.org()) and m.role = 'analyst'
      and m.team_id = any ((select app.visible_teams('lead'))::uuid[]))))`
  for (const table of ['shift_pattern', 'shift_entry']) {
    const name = sql.ref(table)
    await sql`alter table ${name} enable row level security`.execute(db)
    await sql`alter table ${name} force row level security`.execute(db)
    await sql`create policy owner on ${name} for all to dure_owner using (true) with check (true)`.execute(db)
    await sql`create policy read on ${name} for select to dure_app using ${own}`.execute(db)
    await sql`create policy write on ${name} for insert to dure_app
      with check (${own} and changed_by = ${actor})`.execute(db)
    await sql`create policy change on ${name} for update to dure_app using ${own}
      with check (${own} and changed_by = ${actor})`.execute(db)
    await sql`create policy remove on ${name} for delete to dure_app using ${own}`.execute(db)
  }
  await sql`grant select, insert, delete, update (zone, hours, changed_by, changed_at, version)
    on shift_pattern to dure_app`.execute(db)
  await sql`grant select, insert, delete, update (kind, first_day, from_time, last_day, until_time, zone, corrected, removed,
    changed_by, changed_at, version) on shift_entry to dure_app`.execute(db)
  await sql`create policy write on shift for insert to dure_app with check ${own}`.execute(db)
  await sql`create policy remove on shift for delete to dure_app using ${own}`.execute(db)
  await sql`grant insert, delete on shift to dure_app`.execute(db)

  // Names those who could decide for the team and are away now, and until when: nobody else's absence, and no other time.
  await sql`create function app.deciders_away(team uuid) returns table (person_id uuid, until timestamptz)
    language sql stable security definer set search_path = pg_catalog, public as $$
      select s.person_id, max(s.ends_at) from shift s
      where s.org_id = app.org() and s.kind = 'absence' and s.starts_at <= now() and s.ends_at > now()
        and s.person_id in (select p.person_id from app.escalation_people(team, null) p where p.role <> 'partner')
      group by s.person_id
    $$`.execute(db)
  await sql`revoke all on function app.deciders_away(uuid) from public`.execute(db)
  await sql`grant execute on function app.deciders_away(uuid) to dure_app`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop function app.deciders_away(uuid)`.execute(db)
  await sql`revoke insert, delete on shift from dure_app`.execute(db)
  await sql`drop policy write on shift`.execute(db)
  await sql`drop policy remove on shift`.execute(db)
  await sql`drop table shift_entry, shift_pattern`.execute(db)
}
