import { type Calendar, iso } from './calendar.ts'
import type { MakeId } from './identity.ts'
import { type AuditingTeam, analysts, joinedInWeek, leadOf, newJoiner, teamIn } from './people.ts'
import type { RowOf } from './rows.ts'

/** For how many of the last weeks the demo knows who looked at whose record. */
const viewedWeeks = 5

/** A lead opens each scorecard in the first days of a week, and the person's page on the day of a note about them. */
export function viewsIn(
  team: AuditingTeam,
  calendar: Calendar,
  { org, id, notes }: { org: string; id: MakeId; notes: readonly RowOf<'note'>[] },
): RowOf<'record_view'>[] {
  const lead = leadOf[team]
  const view = (
    subject: string,
    kind: RowOf<'record_view'>['kind'],
    timestamp: number,
    how: RowOf<'record_view'>['how'] = 'opened',
  ): RowOf<'record_view'> => ({
    org_id: org,
    subject_id: subject,
    viewer_id: id('person', lead),
    kind,
    how,
    day: Temporal.Instant.fromEpochMilliseconds(timestamp)
      .toZonedDateTimeISO(calendar.zone)
      .toPlainDate()
      .toString(),
    team_id: id('team', team),
    first_at: iso(timestamp),
  })
  const weekly = calendar.weeks.slice(-viewedWeeks).flatMap((monday) => {
    const week = calendar.weekOf(monday)
    const days = calendar.worked.filter((day) => calendar.weekOf(day) === week)
    return analysts
      .filter((person) => teamIn(person, week) === team)
      .filter(({ key }) => key !== newJoiner || week > joinedInWeek)
      .flatMap(({ key }, place) => {
        const day = days[place % 2]
        return day ? [view(id('person', key), 'scorecard', calendar.instant(day, 14 * 60 + place * 6))] : []
      })
  })
  // In the morning of the last day the lead's phone made itself ready for the way to work.
  const lastDay = calendar.worked.at(-1)
  const fetched = lastDay
    ? analysts
        .filter((person) => teamIn(person, calendar.weekOf(lastDay)) === team)
        .flatMap(({ key }) =>
          (['person', 'scorecard', 'cases'] as const).map((kind) =>
            view(id('person', key), kind, calendar.instant(lastDay, 7 * 60 + 40), 'fetched'),
          ),
        )
    : []
  const own = notes.filter((note) => note.team_id === id('team', team))
  const withNotes = own.flatMap(({ subject_id, created_at, criterion }) => {
    const timestamp = Date.parse(created_at) - 20 * 60_000
    return [
      view(subject_id, 'person', timestamp),
      ...(criterion ? [view(subject_id, 'cases', timestamp + 120_000)] : []),
    ]
  })
  const key = ({ subject_id, day, kind, how }: RowOf<'record_view'>) => `${subject_id} ${day} ${kind} ${how}`
  return [...new Map([...weekly, ...withNotes, ...fetched].map((row) => [key(row), row])).values()]
}
