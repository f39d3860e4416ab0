import { atTime, calendarDay, daysLater } from '#client/lib/calendar-day.ts'

const minute = 60_000
const hour = 60 * minute
/** A time that is put off by an hour comes back at a full five minutes. */
const rounding = 5 * minute
/** Hours of the wall clock at which a row comes back. */
const morning = '09:00'
const afternoon = '16:00'

/**
 * Lists when a row that is put off now may come back, as ISO timestamps: the next morning, which a swipe chooses, then in an hour,
 * this afternoon while it is at least an hour away, and the next Monday morning. None twice.
 */
export function laterTimes(now: number, timeZone: string): [string, ...string[]] {
  const today = calendarDay(now, timeZone)
  const morningIn = (days: number) => atTime(daysLater(today, days), morning, timeZone)
  const untilMonday = 8 - Temporal.PlainDate.from(today).dayOfWeek
  const inAnHour = Math.ceil((now + hour) / rounding) * rounding
  const thisAfternoon = atTime(today, afternoon, timeZone)
  const tomorrow = morningIn(1)
  const others = [
    inAnHour,
    ...(thisAfternoon > inAnHour ? [thisAfternoon] : []),
    ...(untilMonday > 1 ? [morningIn(untilMonday)] : []),
  ]
  const iso = (time: number) => new Date(time).toISOString()
  return [iso(tomorrow), ...others.filter((time) => time !== tomorrow).map(iso)]
}
