import { businessHours } from '#shared/core/business-time.ts'

const hour = 60

/** A day as it is drawn, in minutes after midnight: whole hours around work, now, and everything that runs out. */
export interface DaySpan {
  readonly begins: number
  readonly ends: number
  /** Returns where a minute lies, as a share of the whole. */
  readonly share: (minutes: number) => number
}

/** When one works on a day, in minutes after midnight; what ends later ends with the day. */
export interface WorkHours {
  readonly opens: number
  readonly closes: number
}

/** Returns the hours to draw: those of work, and more where it is earlier or later, or something runs out outside them. */
export function daySpan(
  now: number,
  clocks: readonly number[],
  { opens, closes }: WorkHours = businessHours,
): DaySpan {
  const begins = Math.floor(Math.min(opens, now, ...clocks) / hour) * hour
  const ends = Math.ceil(Math.max(closes, now, ...clocks) / hour) * hour
  return { begins, ends, share: (minutes) => (minutes - begins) / (ends - begins) }
}
