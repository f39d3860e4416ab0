import { type DayOrder, wallClockOf } from './import-date-shapes-rules.ts'

/** Nobody has an audit log older than this: an earlier year is a slip. */
const firstYear = 2000

/**
 * Milliseconds since the epoch of a date or a date and time; without an offset it is the clock of `zone`, and a date alone
 * is its midnight. 'ambiguous' where day and month could be either and `order` does not say; undefined where the text is
 * no date, or names a day or hour that no calendar has.
 */
export function instantOf(text: string, zone: string, order?: DayOrder): number | 'ambiguous' | undefined {
  const read = wallClockOf(text, order)
  if (read === undefined || read === 'ambiguous') return read
  if ('instant' in read) return new Date(read.instant).getUTCFullYear() < firstYear ? undefined : read.instant
  const { year, month, day, hour, minute, second, millisecond, offset } = read
  if (year < firstYear) return undefined
  try {
    // 24:00 is the midnight after; the 61st second that clocks once had is the 60th here.
    const midnight = hour === 24 && minute === 0 && second === 0 && millisecond === 0
    const wall = Temporal.PlainDateTime.from(
      {
        year,
        month,
        day,
        hour: midnight ? 0 : hour,
        minute,
        second: second === 60 ? 59 : second,
        millisecond,
      },
      { overflow: 'reject' },
    ).add({ days: midnight ? 1 : 0 })
    if (typeof offset === 'number') return wall.toZonedDateTime('UTC').epochMilliseconds - offset
    return wall.toZonedDateTime(offset ?? zone).epochMilliseconds
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
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

/**
 * The days of instants in that zone. Two hundred thousand decisions share a few thousand quarters of an hour, and clocks
 * change at none but their borders.
 */
export function calendarIn(zone: string): (timestamp: number) => CalendarDay {
  const quarters = new Map<number, CalendarDay>()
  return (timestamp) => {
    const quarter = Math.floor(timestamp / 900_000)
    let found = quarters.get(quarter)
    if (!found) {
      const day = Temporal.Instant.fromEpochMilliseconds(quarter * 900_000)
        .toZonedDateTimeISO(zone)
        .toPlainDate()
      found = { day: day.toString(), week: day.subtract({ days: day.dayOfWeek - 1 }).toString() }
      quarters.set(quarter, found)
    }
    return found
  }
}
