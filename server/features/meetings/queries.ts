import { sql } from 'kysely'
import type { ActorDb } from '#server/db/actor-db.ts'
import { prepare } from '#server/db/prepared.ts'
import type { Outcome, Source } from '#shared/meetings/rules.ts'

export interface SeriesRow {
  series_id: string
  team_id: string
  lead_id: string
  lead_name: string
  subject_id: string
  starts_on: string
  wall_time: string
  zone: string
  every_weeks: number
  minutes: number
  place: string | null
  ended_at: string | null
  /** Its lead leads the team today. */
  led: boolean
  version: number
}

const isLed = sql<boolean>`exists (select 1 from app.membership_today m where m.org_id = s.org_id and m.role = 'lead'
  and m.person_id = s.lead_id and m.team_id = s.team_id)`

const seriesStatement = prepare<{ org: string; subject: string }, SeriesRow>('meetings_series', (db, p) => ({
  compile: () =>
    sql<SeriesRow>`select s.series_id, s.team_id, s.lead_id, l.name as lead_name, s.subject_id, s.starts_on, s.wall_time,
        s.zone, s.every_weeks, s.minutes, s.place, s.ended_at, ${isLed} as led, s.version
      from meeting_series s
      join person l on l.org_id = s.org_id and l.person_id = s.lead_id
      where s.org_id = ${p.org} and s.subject_id = ${p.subject}
      order by s.created_at desc, s.series_id desc`.compile(db),
}))

/** Returns the series of an analyst that the reader may see, the newest first. */
export const seriesOf = (db: ActorDb, subject: string): Promise<SeriesRow[]> =>
  db.run(seriesStatement, { org: db.org, subject })

export interface MeetingRow {
  series_id: string
  day: string
  moved_day: string | null
  moved_time: string | null
  cancelled: boolean
  finished_at: string | null
  finished_by: string | null
  finished_by_name: string | null
  note_id: string | null
}

/** The newest of a person's that a phone keeps: years of them. */
const meetingsKept = 200
const itemsKept = 400

const meetingsStatement = prepare<{ org: string; subject: string }, MeetingRow>(
  'meetings_of_person',
  (db, p) => ({
    compile: () =>
      sql<MeetingRow>`select m.series_id, m.day, m.moved_day, m.moved_time, m.cancelled, m.finished_at, m.finished_by,
        f.name as finished_by_name, m.note_id
      from meeting_series s
      join meeting m on m.org_id = s.org_id and m.series_id = s.series_id
      left join person f on f.org_id = m.org_id and f.person_id = m.finished_by
      where s.org_id = ${p.org} and s.subject_id = ${p.subject}
      order by m.day desc limit ${sql.lit(meetingsKept)}`.compile(db),
  }),
)

/** Returns the meetings of an analyst that depart from their series or took place, the newest first. */
export const meetingsOf = (db: ActorDb, subject: string): Promise<MeetingRow[]> =>
  db.run(meetingsStatement, { org: db.org, subject })

export interface ItemRow {
  item_id: string
  series_id: string
  author_id: string
  author_name: string
  text: string
  is_private: boolean
  source_kind: Source | null
  source_id: string | null
  added_at: string
  version: number
  done_at: string | null
  outcome: Outcome | null
  closed_day: string | null
}

const itemsStatement = prepare<{ org: string; subject: string }, ItemRow>('meetings_items', (db, p) => ({
  compile: () =>
    sql<ItemRow>`select i.item_id, i.series_id, i.author_id, a.name as author_name, i.text, i.is_private, i.source_kind,
        i.source_id, i.added_at, i.version, t.done_at, t.outcome, t.closed_day
      from meeting_series s
      join agenda_item i on i.org_id = s.org_id and i.series_id = s.series_id
      join person a on a.org_id = i.org_id and a.person_id = i.author_id
      left join agenda_item_state t on t.org_id = i.org_id and t.item_id = i.item_id
      where s.org_id = ${p.org} and s.subject_id = ${p.subject}
      order by (t.outcome is null) desc, i.added_at desc limit ${sql.lit(itemsKept)}`.compile(db),
}))

/** Returns the agenda items of an analyst's series that the reader may see, what is open first. */
export const itemsOf = (db: ActorDb, subject: string): Promise<ItemRow[]> =>
  db.run(itemsStatement, { org: db.org, subject })

const nameStatement = prepare<{ org: string; id: string }, { name: string }>('meetings_person', (db, p) =>
  db.selectFrom('person').select('name').where('org_id', '=', p.org).where('person_id', '=', p.id),
)

/** Returns a person's name; undefined where the reader may not know them. */
export async function personName(db: ActorDb, id: string): Promise<string | undefined> {
  const [row] = await db.run(nameStatement, { org: db.org, id })
  return row?.name
}

/** A series that waits on Today, with its meetings and how many items are open for the reader. */
export interface WaitingSeries extends Omit<SeriesRow, 'led'> {
  subject_name: string
  open: number
  meetings: {
    day: string
    moved_day: string | null
    moved_time: string | null
    cancelled: boolean
    finished_at: string | null
  }[]
}

const waitingStatement = prepare<{ org: string; me: string }, WaitingSeries>('meetings_waiting', (db, p) => ({
  compile: () =>
    sql<WaitingSeries>`select s.series_id, s.team_id, s.lead_id, l.name as lead_name, s.subject_id, x.name as subject_name,
        s.starts_on, s.wall_time, s.zone, s.every_weeks, s.minutes, s.place, s.ended_at, s.version,
        (select count(*)::int from agenda_item i
          left join agenda_item_state t on t.org_id = i.org_id and t.item_id = i.item_id
          where i.org_id = s.org_id and i.series_id = s.series_id and t.done_at is null and t.outcome is null) as open,
        coalesce((select json_agg(json_build_object('day', m.day, 'moved_day', m.moved_day, 'moved_time', m.moved_time,
            'cancelled', m.cancelled, 'finished_at', m.finished_at))
          from meeting m where m.org_id = s.org_id and m.series_id = s.series_id and m.day > current_date - 60), '[]') as meetings
      from meeting_series s
      join person l on l.org_id = s.org_id and l.person_id = s.lead_id
      join person x on x.org_id = s.org_id and x.person_id = s.subject_id
      where s.org_id = ${p.org} and (s.lead_id = ${p.me} or s.subject_id = ${p.me}) and s.ended_at is null and ${isLed}`.compile(
      db,
    ),
}))

/** Returns the reader's series that go on. */
export const waitingSeries = (db: ActorDb): Promise<WaitingSeries[]> =>
  db.run(waitingStatement, { org: db.org, me: db.person })
