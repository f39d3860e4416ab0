import { everyWeekday, spansFrom } from '#shared/core/business-time.ts'
import { during, firstMoment, outside, type Span, within } from '#shared/core/working-hours.ts'

export interface Roster {
  work: readonly Span[]
  away: readonly Span[]
  zone: string
}

/** Nobody is sent home with it: the last minutes of a shift are no time for such a message. */
export const lastMinutes = 60
/** After the end of a roster office hours are looked through so far ahead. */
const officeDays = 60

/**
 * When a message about a person's failure, written at `at`, is to reach them: in their working hours, not in the last of
 * them, and not on a day after what they have seen that day was heavy (`heavy`: from then to the end of that day). Of who
 * has no roster nobody knows when that would be: at once. After the roster's end, office hours.
 */
export function deliverAt(
  timestamp: number,
  { work, away, zone }: Roster,
  heavy: readonly Span[] = [],
): number {
  if (work.length === 0) return timestamp
  const last = Math.max(...work.map(({ until }) => until))
  for (const hours of [work, officeHours(Math.max(timestamp, last), zone)]) {
    const open = hours.map(({ from, until }) => ({ from, until: until - lastMinutes * 60_000 }))
    const found = firstMoment(timestamp, [outside(open), during(away), during(heavy)])
    if (within(open, found)) return found
  }
  return timestamp
}

function officeHours(since: number, zone: string): Span[] {
  const ahead = since + officeDays * 86_400_000
  return spansFrom(everyWeekday(zone), since)
    .map(([from, until]) => ({ from, until }))
    .filter(({ until }) => until > since)
    .take(officeDays)
    .toArray()
    .filter(({ from }) => from < ahead)
}

/**
 * Returns the spans of a heavy day: from the entry with which the day's minutes reach the budget to the end of that
 * day.
 */
export function heavySpans(
  entries: readonly { day: string; minutes: number; enteredAt: string }[],
  { minutesPerDay, endOf }: { minutesPerDay: number; endOf: (day: string) => number },
): Span[] {
  return [...Map.groupBy(entries, ({ day }) => day)].flatMap(([day, ofDay]) => {
    let sum = 0
    const reached = [...ofDay]
      .sort((a, b) => a.enteredAt.localeCompare(b.enteredAt))
      .find(({ minutes }) => {
        sum += minutes
        return sum >= minutesPerDay
      })
    return reached ? [{ from: Date.parse(reached.enteredAt), until: endOf(day) }] : []
  })
}
