import { type Kysely, type RawBuilder, sql } from 'kysely'

/**
 * 1:1s: a series belongs to one lead and one analyst of their team, and so do its agenda and its meetings. Its lead never
 * changes: whoever leads the team next begins a series of their own and reads nothing that was written before them. A
 * private item is read by its author alone.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await makeSeries(db)
  await makeMeetings(db)
  await makeItems(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table agenda_item_state, agenda_item, meeting, meeting_series`.execute(db)
}

type Piece = RawBuilder<unknown>

const inOrg = sql`org_id = (select app.org())`
const actor = sql`(select app.actor())`
/** The subselects of these do not depend on the row: they run once. */
const led = sql`(lead_id = ${actor} and team_id = any ((select app.visible_teams('lead'))::uuid[]))`
const joined = sql`(subject_id = ${actor} and team_id in (
  select m.team_id from app.membership_today m
  where m.org_id = (select app.org()) and m.person_id = ${actor} and m.role = 'analyst'))`
const attends = sql`(${led} or ${joined})`

async function protect(db: Kysely<unknown>, table: string): Promise<void> {
  await sql`alter table ${sql.ref(table)} enable row level security`.execute(db)
  await sql`alter table ${sql.ref(table)} force row level security`.execute(db)
  await sql`create policy owner on ${sql.ref(table)} for all to dure_owner using (true) with check (true)`.execute(
    db,
  )
}

/** The series of a row, under the series' own policy, which answers within this subquery. */
const onSeries = (table: string, and: Piece = sql`true`) => sql`exists (select 1 from meeting_series s
  where s.org_id = ${sql.ref(`${table}.org_id`)} and s.series_id = ${sql.ref(`${table}.series_id`)} and ${and})`

async function makeSeries(db: Kysely<unknown>): Promise<void> {
  await sql`create table meeting_series (
    org_id uuid not null references org,
    series_id uuid not null,
    team_id uuid not null,
    lead_id uuid not null,
    subject_id uuid not null,
    starts_on date not null,
    wall_time text not null check (wall_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
    zone text not null check (length(zone) between 1 and 60),
    every_weeks int not null check (every_weeks in (1, 2, 4)),
    minutes int not null check (minutes between 5 and 480),
    place text check (length(place) between 1 and 200),
    created_at timestamptz not null default clock_timestamp(),
    changed_at timestamptz not null default clock_timestamp(),
    ended_at timestamptz,
    version int not null default 1,
    primary key (org_id, series_id),
    foreign key (org_id, team_id) references team,
    foreign key (org_id, lead_id) references person,
    foreign key (org_id, subject_id) references person,
    check (lead_id <> subject_id)
  )`.execute(db)
  await sql`create index meeting_series_subject on meeting_series (org_id, subject_id)`.execute(db)
  await sql`create index meeting_series_lead on meeting_series (org_id, lead_id)`.execute(db)
  await protect(db, 'meeting_series')
  await sql`create policy read on meeting_series for select to dure_app
    using (${inOrg} and (subject_id = ${actor} or ${led}))`.execute(db)
  await sql`create policy write on meeting_series for insert to dure_app with check (${inOrg} and ${led}
    and exists (select 1 from app.membership_today m where m.org_id = meeting_series.org_id
      and m.person_id = meeting_series.subject_id and m.team_id = meeting_series.team_id and m.role = 'analyst'))`.execute(
    db,
  )
  await sql`create policy change on meeting_series for update to dure_app
    using (${inOrg} and ${led}) with check (${inOrg} and ${led})`.execute(db)
  await sql`grant select, insert, update (starts_on, wall_time, zone, every_weeks, minutes, place, changed_at, ended_at,
    version) on meeting_series to dure_app`.execute(db)
}

async function makeMeetings(db: Kysely<unknown>): Promise<void> {
  await sql`create table meeting (
    org_id uuid not null,
    series_id uuid not null,
    day date not null,
    moved_day date,
    moved_time text check (moved_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
    cancelled boolean not null default false,
    finished_at timestamptz,
    finished_by uuid,
    note_id uuid,
    changed_at timestamptz not null default clock_timestamp(),
    version int not null default 1,
    primary key (org_id, series_id, day),
    foreign key (org_id, series_id) references meeting_series,
    foreign key (org_id, finished_by) references person,
    check (num_nulls(moved_day, moved_time) in (0, 2)),
    check ((finished_at is null) = (finished_by is null))
  )`.execute(db)
  await protect(db, 'meeting')
  await sql`create policy read on meeting for select to dure_app using (${inOrg} and ${onSeries('meeting')})`.execute(
    db,
  )
  const attended = sql`(${inOrg} and ${onSeries('meeting', attends)})`
  const byActor = sql`(${attended} and (finished_by is null or finished_by = ${actor}))`
  await sql`create policy write on meeting for insert to dure_app with check ${byActor}`.execute(db)
  await sql`create policy change on meeting for update to dure_app using ${attended} with check ${byActor}`.execute(
    db,
  )
  await sql`grant select, insert, update (moved_day, moved_time, cancelled, finished_at, finished_by, note_id,
    changed_at, version) on meeting to dure_app`.execute(db)
}

async function makeItems(db: Kysely<unknown>): Promise<void> {
  await sql`create table agenda_item (
    org_id uuid not null,
    item_id uuid not null,
    series_id uuid not null,
    author_id uuid not null,
    text text not null check (length(text) between 1 and 1000),
    is_private boolean not null,
    source_kind text check (source_kind in ('check_in', 'review')),
    source_id uuid,
    added_at timestamptz not null default clock_timestamp(),
    claimed_at timestamptz not null,
    version int not null default 1,
    primary key (org_id, item_id),
    foreign key (org_id, series_id) references meeting_series,
    foreign key (org_id, author_id) references person,
    check (num_nulls(source_kind, source_id) in (0, 2))
  )`.execute(db)
  await sql`create index agenda_item_series on agenda_item (org_id, series_id, added_at desc)`.execute(db)
  await protect(db, 'agenda_item')
  const own = sql`author_id = ${actor}`
  await sql`create policy read on agenda_item for select to dure_app
    using (${inOrg} and (${own} or not is_private) and ${onSeries('agenda_item')})`.execute(db)
  // Only whom a check-in or a review belongs to sends it to an agenda.
  await sql`create policy write on agenda_item for insert to dure_app with check (${inOrg} and ${own}
    and ${onSeries('agenda_item', attends)} and (source_kind is null
      or (source_kind = 'check_in' and exists (select 1 from check_in c where c.org_id = agenda_item.org_id
        and c.check_in_id = agenda_item.source_id and c.person_id = ${actor}))
      or (source_kind = 'review' and exists (select 1 from review r where r.org_id = agenda_item.org_id
        and r.review_id = agenda_item.source_id and r.analyst_id = ${actor}))))`.execute(db)
  const authored = sql`(${inOrg} and ${own} and ${onSeries('agenda_item', attends)})`
  await sql`create policy change on agenda_item for update to dure_app using ${authored} with check ${authored}`.execute(
    db,
  )
  await sql`grant select, insert (org_id, item_id, series_id, author_id, text, is_private, source_kind, source_id, claimed_at),
    update (text, is_private, version) on agenda_item to dure_app`.execute(db)

  // Apart from the words, which are their author's alone to change.
  await sql`create table agenda_item_state (
    org_id uuid not null,
    item_id uuid not null,
    done_at timestamptz,
    outcome text check (outcome in ('covered', 'action', 'dropped')),
    closed_day date,
    changed_by uuid not null,
    changed_at timestamptz not null default clock_timestamp(),
    primary key (org_id, item_id),
    foreign key (org_id, item_id) references agenda_item,
    foreign key (org_id, changed_by) references person,
    check (num_nulls(outcome, closed_day) in (0, 2))
  )`.execute(db)
  await protect(db, 'agenda_item_state')
  const onItem = (
    and: Piece,
  ) => sql`exists (select 1 from agenda_item i where i.org_id = agenda_item_state.org_id
    and i.item_id = agenda_item_state.item_id and ${and})`
  await sql`create policy read on agenda_item_state for select to dure_app
    using (${inOrg} and ${onItem(sql`true`)})`.execute(db)
  const attended = sql`(${inOrg} and changed_by = ${actor} and ${onItem(onSeries('i', attends))})`
  await sql`create policy write on agenda_item_state for insert to dure_app with check ${attended}`.execute(
    db,
  )
  await sql`create policy change on agenda_item_state for update to dure_app
    using (${inOrg} and ${onItem(onSeries('i', attends))}) with check ${attended}`.execute(db)
  await sql`grant select, insert, update (done_at, outcome, closed_day, changed_by, changed_at)
    on agenda_item_state to dure_app`.execute(db)
}
