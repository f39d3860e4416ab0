import { wallClock } from './wall-clock.ts'

/** A calendar day, 'YYYY-MM-DD'. */
const dayShape = /^\d{4}-\d{2}-\d{2}$/

/** Returns whether the text names a day that the calendar has: 30 February is none. */
export function isCalendarDay(text: string): boolean {
  if (!dayShape.test(text)) return false
  try {
    Temporal.PlainDate.from(text)
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/** Returns the day, YYYY-MM-DD, of a moment (milliseconds) on the wall calendar of that zone. */
export const calendarDay = (ms: number, timeZone: string): string =>
  wallClock(ms, timeZone).toPlainDate().toString()

/** Returns the day that many days later; days are whole, whatever the clocks did. */
export const daysLater = (day: string, days: number): string =>
  Temporal.PlainDate.from(day).add({ days }).toString()

/**
 * Returns the moment (milliseconds) at which that day's clock shows this time, such as 16:30, in the zone. A time that the
 * clocks skip that day is as much later as they were put forward; one that they show twice is the first of the two.
 */
export const atTime = (day: string, time: string, timeZone: string): number =>
  Temporal.PlainDate.from(day).toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds

/** Returns the moment (milliseconds) at which the day begins in the zone; some clocks skip its midnight. */
export const startOfDay = (day: string, timeZone: string): number =>
  Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds
