import { type DayOrder, type WallClock, wallClockOf } from './import-date-shapes-rules.ts'

/** Nobody has an audit log older than this: an earlier year is a slip. */
const firstYear = 2000

/**
 * Milliseconds since the epoch of a date or a date and time; without an offset it is the clock of `zone`, and a date alone
 * is its midnight. 'ambiguous' where day and month could be either and `order` does not say; undefined where the text is
 * no date, or names a day or hour that no calendar has.
 */
export const instantOf = (text: string, zone: string, order?: DayOrder): number | 'ambiguous' | undefined =>
  instantReader(zone, order)(text)

/** Returns a reader of the dates of one file, which keeps what it learns of the zones that the file names. */
export function instantReader(
  zone: string,
  order?: DayOrder,
): (text: string) => number | 'ambiguous' | undefined {
  const aheadIn = new Map<string, (wall: number) => number | undefined>()
  return (text) => {
    const read = wallClockOf(text, order)
    if (read === undefined || read === 'ambiguous') return read
    if ('instant' in read)
      return new Date(read.instant).getUTCFullYear() < firstYear ? undefined : read.instant
    if (read.year < firstYear) return undefined
    const wall = wallOf(read)
    if (wall === undefined) return undefined
    if (typeof read.offset === 'number') return wall - read.offset
    const named = read.offset ?? zone
    let ahead = aheadIn.get(named)
    if (!ahead) {
      ahead = clockOf(named)
      aheadIn.set(named, ahead)
    }
    const offset = ahead(wall)
    return offset === undefined ? undefined : wall - offset
  }
}

/**
 * Returns a wall clock as if it were UTC, in milliseconds since the epoch; undefined for a day or an hour that no calendar has.
 * 24:00 is the midnight after; the 61st second that clocks once had is the 60th here.
 */
function wallOf({ year, month, day, hour, minute, second, millisecond }: WallClock): number | undefined {
  const isMidnight = hour === 24 && minute === 0 && second === 0 && millisecond === 0
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined
  if ((hour > 23 && !isMidnight) || minute > 59 || second > 60) return undefined
  return Date.UTC(year, month - 1, day, hour, minute, Math.min(59, second), millisecond)
}

const daysIn = (year: number, month: number): number =>
  month === 2
    ? (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
      ? 29
      : 28
    : [4, 6, 9, 11].includes(month)
      ? 30
      : 31

const quarterMs = 900_000

/**
 * Returns by how many milliseconds the wall clock of a zone is ahead of UTC when it shows a time; undefined for a zone that is
 * not there. A quarter of an hour is looked up once, unless the clock was changed within it.
 */
function clockOf(zone: string): (wall: number) => number | undefined {
  const known = new Map<number, number>()
  const aheadAt = (wall: number): number | undefined => {
    try {
      const shown = Temporal.Instant.fromEpochMilliseconds(wall).toZonedDateTimeISO('UTC').toPlainDateTime()
      return wall - shown.toZonedDateTime(zone).epochMilliseconds
    } catch (error) {
      if (error instanceof RangeError) return undefined
      throw error
    }
  }
  return (wall) => {
    const quarter = Math.floor(wall / quarterMs)
    const found = known.get(quarter)
    if (found !== undefined) return found
    const [first, last] = [aheadAt(quarter * quarterMs), aheadAt((quarter + 1) * quarterMs - 1)]
    if (first === undefined || first !== last) return aheadAt(wall)
    known.set(quarter, first)
    return first
  }
}

/** Milliseconds since the epoch at which a calendar day begins in that zone. */
export function startOfDay(day: string, zone: string): number {
  return Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds
}

export interface CalendarDay {
  /** 'YYYY-MM-DD'. */
  day: string
  /** The Monday of its week. */
  week: string
}

interface SpannedDay {
  /** Milliseconds since the epoch, half open. */
  from: number
  to: number
  named: CalendarDay
}

/** Returns the days of instants in that zone. Two hundred thousand decisions share a few hundred days. */
export function calendarIn(zone: string): (timestamp: number) => CalendarDay {
  /** By the days of UTC that they begin or go on in. */
  const days = new Map<number, SpannedDay[]>()
  return (timestamp) => {
    const dayOfUtc = Math.floor(timestamp / 86_400_000)
    const known = days.get(dayOfUtc) ?? []
    const found = known.find(({ from, to }) => from <= timestamp && timestamp < to)
    if (found) return found.named
    const begun = Temporal.Instant.fromEpochMilliseconds(timestamp).toZonedDateTimeISO(zone).startOfDay()
    const day = begun.toPlainDate()
    const named = {
      day: day.toString(),
      week: day.subtract({ days: day.dayOfWeek - 1 }).toString(),
    }
    const to = startOfDay(day.add({ days: 1 }).toString(), zone)
    days.set(dayOfUtc, [...known, { from: begun.epochMilliseconds, to, named }])
    return named
  }
}
