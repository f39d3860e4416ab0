const shape =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i
/** Nobody has an audit log older than this: an earlier year is a slip. */
const firstYear = 2000

/**
 * Milliseconds since the epoch of an ISO 8601 date or date and time; without an offset it is the clock of `zone`, and a
 * date alone is its midnight. Undefined where the text is none, or names a day or hour that no calendar has.
 */
export function instantOf(text: string, zone: string): number | undefined {
  const found = shape.exec(text)
  if (!found) return undefined
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', offset] = found
  const milliseconds = fraction.padEnd(3, '0').slice(0, 3)
  const wall = `${year}-${month}-${day}T${hour}:${minute}:${second}.${milliseconds}`
  if (Number(year) < firstYear) return undefined
  if (offset) {
    const utc = Date.parse(`${wall}Z`)
    const ahead = offsetOf(offset)
    // Date.parse lets a 31 February slide into March.
    if (
      Number.isNaN(utc) ||
      ahead === undefined ||
      !new Date(utc).toISOString().startsWith(wall.slice(0, 19))
    )
      return undefined
    return utc - ahead
  }
  try {
    return Temporal.PlainDateTime.from(wall, { overflow: 'reject' }).toZonedDateTime(zone).epochMilliseconds
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** Milliseconds ahead of UTC. */
function offsetOf(text: string): number | undefined {
  if (text.toUpperCase() === 'Z') return 0
  const hours = Number(text.slice(1, 3))
  const minutes = Number(text.slice(3).replace(':', '') || 0)
  if (hours > 14 || minutes > 59) return undefined
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000
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
