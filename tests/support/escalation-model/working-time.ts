/**
 * Time as the model counts it, apart from the product's own arithmetic: Korea is nine hours ahead all year, and works from
 * nine to six, Monday to Friday, but for the holidays below and the days that an organisation says itself.
 */
const minute = 60_000
const day = 24 * 60 * minute
const ahead = 9 * 60 * minute
const opens = 9 * 60 * minute
const closes = 18 * 60 * minute

/** Weekdays off in Korea from September 2026 to June 2027, from the almanac (월력요항). */
const holidays = new Set([
  ...['2026-09-24', '2026-09-25', '2026-10-05', '2026-10-09', '2026-12-25', '2027-01-01'],
  ...['2027-02-08', '2027-02-09', '2027-03-01', '2027-05-03', '2027-05-05', '2027-05-13'],
])

/** Days of the organisation: true where it works. */
export type OwnDays = ReadonlyMap<string, boolean>

/** Returns the date in Korea on which an instant falls. */
export const dateOf = (instant: number): string => new Date(instant + ahead).toISOString().slice(0, 10)

function isWorked(midnight: number, ownDays: OwnDays): boolean {
  const date = new Date(midnight).toISOString().slice(0, 10)
  const weekday = new Date(midnight).getUTCDay()
  return ownDays.get(date) ?? (weekday !== 0 && weekday !== 6 && !holidays.has(date))
}

/** Returns the worked milliseconds between two instants, or all of them where `ownDays` is undefined. */
export function workedBetween(from: number, until: number, ownDays: OwnDays | undefined): number {
  if (until <= from) return 0
  if (!ownDays) return until - from
  let sum = 0
  for (let midnight = Math.floor((from + ahead) / day) * day; midnight < until + ahead; midnight += day)
    if (isWorked(midnight, ownDays))
      sum += Math.max(
        0,
        Math.min(midnight + closes, until + ahead) - Math.max(midnight + opens, from + ahead),
      )
  return sum
}

/** Returns the first instant by which so many worked milliseconds have passed since `from`. */
export function workedUntil(from: number, work: number, ownDays: OwnDays | undefined): number {
  if (!ownDays) return from + work
  let left = work
  for (let midnight = Math.floor((from + ahead) / day) * day; ; midnight += day) {
    if (!isWorked(midnight, ownDays)) continue
    const begin = Math.max(midnight + opens, from + ahead)
    const room = midnight + closes - begin
    if (room < 0 || (room === 0 && left === 0)) continue
    if (left <= room) return begin + left - ahead
    left -= room
  }
}
