import { dateParts } from './zoned-date.ts'

/** YYYY-MM-DD of a moment (milliseconds) on the wall calendar of that zone. */
export function calendarDay(ms: number, timeZone: string): string {
  const { year, month, date } = dateParts(ms, timeZone)
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`
}

/** The day that many days later; days are whole, whatever the clocks did. */
export function daysLater(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** The moment (milliseconds) at which that day's clock shows this time, such as 16:30, in the zone. */
export function atTime(day: string, time: string, timeZone: string): number {
  const wanted = Date.parse(`${day}T${time}:00Z`)
  const shown = dateParts(wanted, timeZone)
  const offset = Date.UTC(shown.year, shown.month - 1, shown.date, shown.hour, shown.minute) - wanted
  return wanted - offset
}

/** The same for a full hour. */
export const atHour = (day: string, hour: number, timeZone: string): number =>
  atTime(day, `${String(hour).padStart(2, '0')}:00`, timeZone)
