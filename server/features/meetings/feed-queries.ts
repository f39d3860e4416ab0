import { createHash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { ActorDb, ActorRef, WriteDb } from '#server/db/actor-db.ts'
import { prepare } from '#server/db/prepared.ts'
import type { Schema } from '#server/db/schema.ts'
import type { ActorRole } from '#shared/people/role-views.ts'

/** Returns whose feed an address opens; undefined where it was taken back or never was. */
export async function findFeed(
  db: Kysely<Schema>,
  token: string,
): Promise<{ actor: ActorRef; showsNames: boolean } | undefined> {
  const hash = createHash('sha256').update(token).digest()
  const { rows } = await sql<{ org_id: string; person_id: string; shows_names: boolean }>`
    select org_id, person_id, shows_names from app.calendar_feed_lookup(${hash})`.execute(db)
  const [row] = rows
  return row && { actor: { org: row.org_id, person: row.person_id }, showsNames: row.shows_names }
}

export interface FeedRow {
  series_id: string
  team_id: string
  lead_id: string
  subject_id: string
  other_name: string
  starts_on: string
  wall_time: string
  zone: string
  every_weeks: number
  minutes: number
  place: string | null
  ended_at: string | null
  changed_at: string
  version: number
  meetings: {
    day: string
    moved_day: string | null
    moved_time: string | null
    cancelled: boolean
    finished: boolean
    changed_at: string
    version: number
  }[]
}

const feedStatement = prepare<{ org: string; me: string }, FeedRow>('meetings_feed', (db, p) => ({
  compile: () =>
    sql<FeedRow>`select s.series_id, s.team_id, s.lead_id, s.subject_id, o.name as other_name, s.starts_on, s.wall_time,
        s.zone, s.every_weeks, s.minutes, s.place, s.ended_at, s.changed_at, s.version,
        coalesce((select json_agg(json_build_object('day', m.day, 'moved_day', m.moved_day, 'moved_time', m.moved_time,
            'cancelled', m.cancelled, 'finished', m.finished_at is not null, 'changed_at', m.changed_at,
            'version', m.version) order by m.day)
          from meeting m where m.org_id = s.org_id and m.series_id = s.series_id), '[]') as meetings
      from meeting_series s
      join person o on o.org_id = s.org_id
        and o.person_id = case when s.lead_id = ${p.me} then s.subject_id else s.lead_id end
      where s.org_id = ${p.org} and (s.lead_id = ${p.me} or s.subject_id = ${p.me})
      order by s.created_at, s.series_id`.compile(db),
}))

/** Returns the reader's series with all that a calendar shows of them. */
export const feedRows = (db: ActorDb): Promise<FeedRow[]> =>
  db.run(feedStatement, { org: db.org, me: db.person })

const rolesStatement = prepare<{ org: string; me: string }, ActorRole>('meetings_roles', (db, p) => ({
  compile: () =>
    sql<ActorRole>`select m.role, m.team_id as "teamId", m.function from app.membership_today m
      where m.org_id = ${p.org} and m.person_id = ${p.me}`.compile(db),
}))

/** Returns the roles that the reader holds today. */
export const rolesOf = (db: ActorDb): Promise<ActorRole[]> =>
  db.run(rolesStatement, { org: db.org, me: db.person })

const openStatement = prepare<
  { org: string; feed: string; person: string; hash: Buffer; names: boolean },
  { timestamp: string }
>('meetings_open_feed', (db, p) => ({
  compile: () =>
    sql<{ timestamp: string }>`insert into calendar_feed (org_id, feed_id, person_id, token_hash, shows_names)
      values (${p.org}, ${p.feed}, ${p.person}, ${p.hash}, ${p.names})
      on conflict do nothing returning opened_at as timestamp`.compile(db),
}))

/** Opens a feed of the actor's. Returns when; undefined where one of this id exists. */
export async function insertFeed(
  db: WriteDb,
  {
    feedId: feed,
    tokenHash: hash,
    showsNames: names,
  }: { feedId: string; tokenHash: Buffer; showsNames: boolean },
): Promise<string | undefined> {
  const [row] = await db.run(openStatement, { org: db.org, feed, person: db.person, hash, names })
  return row?.timestamp
}

const closeStatement = prepare<{ org: string; person: string }, { feed_id: string; timestamp: string }>(
  'meetings_close_feed',
  (db, p) =>
    db
      .updateTable('calendar_feed')
      .set({ closed_at: sql`clock_timestamp()` })
      .where('org_id', '=', p.org)
      .where('person_id', '=', p.person)
      .where('closed_at', 'is', null)
      .returning(['feed_id', sql<string>`closed_at`.as('timestamp')]),
)

/** Takes back every open feed of the actor's. Returns which and when. */
export const closeFeeds = (db: WriteDb): Promise<{ feed_id: string; timestamp: string }[]> =>
  db.run(closeStatement, { org: db.org, person: db.person })

const ownStatement = prepare<
  { org: string; person: string },
  { feed_id: string; shows_names: boolean; opened_at: string }
>('meetings_own_feed', (db, p) =>
  db
    .selectFrom('calendar_feed')
    .select(['feed_id', 'shows_names', 'opened_at'])
    .where('org_id', '=', p.org)
    .where('person_id', '=', p.person)
    .where('closed_at', 'is', null)
    .orderBy('opened_at', 'desc'),
)

/** Returns the reader's open feed. */
export async function ownFeedRow(
  db: ActorDb,
): Promise<{ feed_id: string; shows_names: boolean; opened_at: string } | undefined> {
  const [row] = await db.run(ownStatement, { org: db.org, person: db.person })
  return row
}
