import { atNight, during, firstMoment, outside, type Span } from '#shared/core/working-hours.ts'
import type { QuietHours } from '#shared/people/views.ts'

/** When a person works or is away, as far as it is entered; office hours stand in where no work is. */
interface ReminderHours {
  zone: string
  work: readonly Span[]
  away: readonly Span[]
  office: readonly Span[]
  quiet: QuietHours | null
}

const dayStart = (day: Temporal.PlainDate, zone: string) => day.toZonedDateTime(zone).epochMilliseconds

/**
 * Returns whether a due date is to be reminded of now: from the beginning of the person's first work on or after that day, outside
 * their quiet hours, to the end of the day after, in case Dure did not run. What was due before that is not brought up again.
 */
export function isReminderDue(
  dueOn: string,
  now: number,
  { zone, work, away, office, quiet }: ReminderHours,
): boolean {
  const start = dayStart(Temporal.PlainDate.from(dueOn), zone)
  // A shift that began the evening before belongs to the day before.
  const shifts = work.filter(({ from }) => from >= start)
  const begins = firstMoment(start, [
    outside(shifts.length > 0 ? shifts : office),
    during(away),
    ...(quiet ? [atNight(quiet, zone)] : []),
  ])
  const day = Temporal.Instant.fromEpochMilliseconds(begins).toZonedDateTimeISO(zone).toPlainDate()
  return begins <= now && now < dayStart(day.add({ days: 2 }), zone)
}
