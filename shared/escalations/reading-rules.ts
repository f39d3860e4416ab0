/** A decision under so many seconds counts as unread: nobody reads a question, a recommendation and two effects in less. */
export const leastSeconds = 5
/** Days that the measure readings back. */
export const readingDays = 90
/** Decisions from which on a median is told. */
export const leastDecisions = 5

export interface Reading {
  /** From the opening of the sheet to the decision. */
  seconds: number
  /** The end of the sheet, and so the evidence, was on the screen. */
  reachedEnd: boolean
}

/** Returns whether a decision was given without the sheet being read, as far as a phone can know: it knows time and place, not attention. */
export const isUnread = ({ seconds, reachedEnd }: Reading): boolean => !reachedEnd || seconds < leastSeconds

/** Sums readings up; the median is null where there are too few for one. */
export function sumOf(readings: readonly Reading[]): {
  n: number
  medianSeconds: number | null
  unread: number
} {
  const seconds = readings.map((reading) => reading.seconds).sort((a, b) => a - b)
  const middle = Math.floor(seconds.length / 2)
  const [low = 0, high = 0] = [seconds[seconds.length % 2 === 0 ? middle - 1 : middle], seconds[middle]]
  return {
    n: readings.length,
    medianSeconds: readings.length < leastDecisions ? null : (low + high) / 2,
    unread: readings.filter(isUnread).length,
  }
}
