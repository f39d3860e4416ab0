import { sql } from 'kysely'
import type { WriteDb } from '#server/db/actor-db.ts'
import { prepare } from '#server/db/prepared.ts'
import type { MoveMeetingInput, SaveSeriesInput } from '#shared/meetings/contracts.ts'

/** Holds what decides about a series; all but the first two are null where there is no such series. */
interface SeriesFacts {
  /** The person is an analyst of the team today. */
  in_team: boolean
  /** The two have another series that goes on. */
  another: boolean
  team_id: string | null
  lead_id: string | null
  subject_id: string | null
  starts_on: string | null
  wall_time: string | null
  zone: string | null
  every_weeks: number | null
  ended: boolean | null
  version: number | null
}
const factsStatement = prepare<
  { org: string; me: string; series: string; team: string | null; subject: string | null },
  SeriesFacts
>('meetings_facts', (db, p) => ({
  compile: () =>
    sql<SeriesFacts>`select
      exists (select 1 from app.membership_today m where m.org_id = o.org_id and m.role = 'analyst'
        and m.person_id = ${p.subject}::uuid and m.team_id = ${p.team}::uuid) as in_team,
      exists (select 1 from meeting_series a where a.org_id = o.org_id and a.lead_id = ${p.me}
        and a.subject_id = ${p.subject}::uuid and a.team_id = ${p.team}::uuid and a.series_id <> ${p.series}
        and a.ended_at is null) as another,
      s.team_id, s.lead_id, s.subject_id, s.starts_on, s.wall_time, s.zone, s.every_weeks,
      s.ended_at is not null as ended, s.version
    from org o left join meeting_series s on s.org_id = o.org_id and s.series_id = ${p.series}
    where o.org_id = ${p.org}`.compile(db),
}))

/** Returns the facts of a series, and of the team and person that a new one is for. */
export async function seriesFacts(
  db: WriteDb,
  series: string,
  membership?: { teamId: string; subjectId: string },
): Promise<SeriesFacts | undefined> {
  const { teamId: team = null, subjectId: subject = null } = membership ?? {}
  const [row] = await db.run(factsStatement, { org: db.org, me: db.person, series, team, subject })
  return row
}

interface SeriesValues {
  org: string
  series: string
  startsOn: string
  time: string
  zone: string
  everyWeeks: number
  minutes: number
  place: string | null
}
const valuesOf = (
  db: WriteDb,
  { seriesId, startsOn, time, zone, everyWeeks, minutes, place }: SaveSeriesInput,
) => ({
  ...{ org: db.org, series: seriesId, startsOn, time, zone, everyWeeks, minutes, place },
})

const insertStatement = prepare<
  SeriesValues & { team: string; lead: string; subject: string },
  { timestamp: string }
>('meetings_insert', (db, p) =>
  db
    .insertInto('meeting_series')
    .values({
      ...{ org_id: p.org, series_id: p.series, team_id: p.team, lead_id: p.lead, subject_id: p.subject },
      ...{ starts_on: p.startsOn, wall_time: p.time, zone: p.zone, every_weeks: p.everyWeeks },
      ...{ minutes: p.minutes, place: p.place, ended_at: null },
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('created_at as timestamp'),
)

/** Adds a series. Returns when; undefined where one of this id exists. */
export async function insertSeries(db: WriteDb, input: SaveSeriesInput): Promise<string | undefined> {
  const people = { team: input.teamId, lead: db.person, subject: input.subjectId }
  const [row] = await db.run(insertStatement, { ...valuesOf(db, input), ...people })
  return row?.timestamp
}

const updateStatement = prepare<SeriesValues & { base: number }, { timestamp: string }>(
  'meetings_update',
  (db, p) =>
    db
      .updateTable('meeting_series')
      .set({
        ...{ starts_on: p.startsOn, wall_time: p.time, zone: p.zone, every_weeks: p.everyWeeks },
        ...{ minutes: p.minutes, place: p.place },
        changed_at: sql`clock_timestamp()`,
        version: sql`version + 1`,
      })
      .where('org_id', '=', p.org)
      .where('series_id', '=', p.series)
      .where('version', '=', p.base)
      .where('ended_at', 'is', null)
      .returning(sql<string>`changed_at`.as('timestamp')),
)

/** Revises a series by compare-and-set. Returns when; undefined where somebody was quicker. */
export async function updateSeries(
  db: WriteDb,
  input: SaveSeriesInput,
  base: number,
): Promise<string | undefined> {
  const [row] = await db.run(updateStatement, { ...valuesOf(db, input), base })
  return row?.timestamp
}

const unmoveStatement = prepare<{ org: string; series: string }, never>('meetings_unmove', (db, p) =>
  db
    .updateTable('meeting')
    .set({
      moved_day: null,
      moved_time: null,
      changed_at: sql`clock_timestamp()`,
      version: sql`version + 1`,
    })
    .where('org_id', '=', p.org)
    .where('series_id', '=', p.series)
    .where('moved_day', 'is not', null)
    .where('finished_at', 'is', null),
)

/** Takes back what was moved under the rule that a series had before. */
export async function unmoveMeetings(db: WriteDb, series: string): Promise<void> {
  await db.run(unmoveStatement, { org: db.org, series })
}

const endStatement = prepare<{ org: string; series: string; base: number }, { timestamp: string }>(
  'meetings_end',
  (db, p) =>
    db
      .updateTable('meeting_series')
      .set({
        ended_at: sql`clock_timestamp()`,
        changed_at: sql`clock_timestamp()`,
        version: sql`version + 1`,
      })
      .where('org_id', '=', p.org)
      .where('series_id', '=', p.series)
      .where('version', '=', p.base)
      .where('ended_at', 'is', null)
      .returning(sql<string>`changed_at`.as('timestamp')),
)

/** Ends a series by compare-and-set. Returns when; undefined where somebody was quicker. */
export async function endSeries(db: WriteDb, series: string, base: number): Promise<string | undefined> {
  const [row] = await db.run(endStatement, { org: db.org, series, base })
  return row?.timestamp
}

interface MeetingFacts {
  moved: boolean
  finished: boolean
  version: number
}
const meetingStatement = prepare<{ org: string; series: string; day: string }, MeetingFacts>(
  'meetings_meeting',
  (db, p) =>
    db
      .selectFrom('meeting')
      .select([
        sql<boolean>`moved_day is not null`.as('moved'),
        sql<boolean>`finished_at is not null`.as('finished'),
        'version',
      ])
      .where('org_id', '=', p.org)
      .where('series_id', '=', p.series)
      .where('day', '=', p.day),
)

/** Returns what is known of one meeting besides its series; undefined where nothing is. */
export async function meetingFacts(
  db: WriteDb,
  series: string,
  day: string,
): Promise<MeetingFacts | undefined> {
  const [row] = await db.run(meetingStatement, { org: db.org, series, day })
  return row
}

type Saved = { timestamp: string; version: number }

const moveStatement = prepare<
  {
    org: string
    series: string
    day: string
    toDay: string | null
    toTime: string | null
    cancelled: boolean
  },
  Saved
>('meetings_move', (db, p) => ({
  compile: () =>
    sql<Saved>`insert into meeting (org_id, series_id, day, moved_day, moved_time, cancelled)
      values (${p.org}, ${p.series}, ${p.day}, ${p.toDay}, ${p.toTime}, ${p.cancelled})
      on conflict (org_id, series_id, day) do update set moved_day = excluded.moved_day, moved_time = excluded.moved_time,
        cancelled = excluded.cancelled, changed_at = clock_timestamp(), version = meeting.version + 1
      where meeting.finished_at is null
      returning changed_at as timestamp, version`.compile(db),
}))

/** Moves one meeting, cancels it or puts it back. Returns when; undefined where it took place. */
export async function moveMeeting(
  db: WriteDb,
  { seriesId: series, day, to }: MoveMeetingInput,
): Promise<Saved | undefined> {
  const values = { org: db.org, series, day, toDay: to?.day ?? null, toTime: to?.time ?? null }
  const [row] = await db.run(moveStatement, { ...values, cancelled: to === null })
  return row
}

const finishStatement = prepare<
  { org: string; series: string; day: string; me: string; note: string | null },
  Saved
>('meetings_finish', (db, p) => ({
  compile: () =>
    sql<Saved>`insert into meeting (org_id, series_id, day, finished_at, finished_by, note_id)
      values (${p.org}, ${p.series}, ${p.day}, clock_timestamp(), ${p.me}, ${p.note})
      on conflict (org_id, series_id, day) do update set finished_at = clock_timestamp(), finished_by = excluded.finished_by,
        note_id = excluded.note_id, cancelled = false, changed_at = clock_timestamp(), version = meeting.version + 1
      where meeting.finished_at is null
      returning finished_at as timestamp, version`.compile(db),
}))

/** Finishes one meeting. Returns when; undefined where somebody was quicker. */
export async function finishMeeting(
  db: WriteDb,
  { seriesId: series, day, noteId: note }: { seriesId: string; day: string; noteId: string | null },
): Promise<Saved | undefined> {
  const [row] = await db.run(finishStatement, { org: db.org, series, day, me: db.person, note })
  return row
}
