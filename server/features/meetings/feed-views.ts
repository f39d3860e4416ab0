import type { Scope } from '#server/core/scope.ts'
import type { Database } from '#server/db/database.ts'
import { AppError } from '#shared/core/errors.ts'
import type { CalendarFeed } from '#shared/meetings/views.ts'
import { type Actor, can } from '#shared/policy.ts'
import { type CalendarSeries, calendarOf } from './calendar-rules.ts'
import { type FeedRow, feedRows, findFeed, ownFeedRow, rolesOf } from './feed-queries.ts'

/** Returns the reader's own feed, without the secret, which nobody has any more. */
export async function ownFeed({ db }: Scope): Promise<CalendarFeed> {
  const row = await db.last(() => ownFeedRow(db))
  if (!row) return { feed: null }
  return { feed: { feedId: row.feed_id, showsNames: row.shows_names, openedAt: row.opened_at } }
}

/**
 * Returns the calendar that an address opens: what its person may see today, as that person.
 * @throws NOT_FOUND where the address was taken back or never was.
 */
export async function calendarFor(
  database: Database,
  { token, domain }: { token: string; domain: string },
): Promise<string> {
  const found = await database.anonymous((db) => findFeed(db, token))
  if (!found) throw new AppError('NOT_FOUND')
  const { actor, showsNames } = found
  const [roles, rows] = await database.read(actor, (db) => Promise.all([rolesOf(db), feedRows(db)]))
  const reader: Actor = { ...actor, roles }
  const mine = rows.filter((row) =>
    can(reader, 'meeting.attend', { leadId: row.lead_id, subjectId: row.subject_id, teamId: row.team_id }),
  )
  return calendarOf(mine.map(seriesOf), { domain, showsNames })
}

const seriesOf = (row: FeedRow): CalendarSeries => ({
  seriesId: row.series_id,
  name: row.other_name,
  startsOn: row.starts_on,
  time: row.wall_time,
  zone: row.zone,
  everyWeeks: row.every_weeks,
  minutes: row.minutes,
  place: row.place,
  endedAt: row.ended_at,
  changedAt: row.changed_at,
  version: row.version,
  meetings: row.meetings.map((meeting) => ({
    day: meeting.day,
    movedTo:
      meeting.moved_day && meeting.moved_time ? { day: meeting.moved_day, time: meeting.moved_time } : null,
    cancelled: meeting.cancelled,
    finished: meeting.finished,
    changedAt: meeting.changed_at,
    version: meeting.version,
  })),
})
