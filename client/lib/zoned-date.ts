export type DateParts = {
  year: number
  /** 1 to 12 */
  month: number
  date: number
  /** 0 is Sunday */
  weekday: number
  hour: number
  minute: number
}

const formatters = new Map<string, Intl.DateTimeFormat>()

/** Making a formatter costs about a hundred times a use of it, so one is kept per zone. */
function formatter(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  })
  formatters.set(timeZone, made)
  return made
}

/**
 * What a calendar and a clock on the wall of that zone show at this moment (milliseconds since 1970).
 * Only digits are asked of Intl: its Korean and English wordings differ between browsers.
 */
export function dateParts(ms: number, timeZone: string): DateParts {
  const found: Record<string, number> = {}
  for (const { type, value } of formatter(timeZone).formatToParts(ms)) found[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = found
  return {
    year,
    month,
    date: day,
    weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay(),
    hour,
    minute,
  }
}

/** Days since 1 January 1970 of a calendar date: differences of it are whole days, whatever the clocks did. */
export function dayNumber({ year, month, date }: Pick<DateParts, 'year' | 'month' | 'date'>): number {
  return Date.UTC(year, month - 1, date) / 86_400_000
}
