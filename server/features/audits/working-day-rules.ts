import { isWeekday } from '#shared/core/business-time.ts'

/** Mondays to Fridays after the day of `since` up to and with `day`, as days of the zone; public holidays count. */
export function workingDaysBetween(since: string, day: string, zone: string): number {
  const to = Temporal.PlainDate.from(day)
  const from = Temporal.Instant.from(since).toZonedDateTimeISO(zone).toPlainDate()
  const days = Math.max(0, from.until(to).days)
  let working = Math.floor(days / 7) * 5
  for (let back = 0; back < days % 7; back++) if (isWeekday(to.subtract({ days: back }))) working++
  return working
}
