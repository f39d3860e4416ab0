import type { PeriodScorecard } from './period-views.ts'

/** Calendar periods in the team's zone: weeks from Monday, months and quarters as the calendar has them. */
export const periodUnits = ['week', 'month', 'quarter'] as const
export type PeriodUnit = (typeof periodUnits)[number]

/** Months in which a decision can still be appealed; what was decided later is not yet all appealed. */
export const appealMonths = 6

/** Periods of a trail: the shown one and those before it. */
export const trailLength = 6

/** Returns the like periods up to the one that begins with `from`, the oldest first. */
export function trailOf(unit: PeriodUnit, from: string): { from: string; to: string }[] {
  const last = Temporal.PlainDate.from(from)
  const beginOf = (before: number) =>
    last.subtract(unit === 'week' ? { weeks: before } : { months: unit === 'month' ? before : 3 * before })
  return Array.from({ length: trailLength }, (_, place) => {
    const before = trailLength - 1 - place
    return {
      from: beginOf(before).toString(),
      to: beginOf(before - 1)
        .subtract({ days: 1 })
        .toString(),
    }
  })
}

/** Returns a day of the period that begins before this one. */
export const dayBefore = (from: string): string =>
  Temporal.PlainDate.from(from).subtract({ days: 1 }).toString()

/** Returns a day of the period that comes after this one. */
export const dayAfter = (to: string): string => Temporal.PlainDate.from(to).add({ days: 1 }).toString()

/** Returns the day up to which data is known, on the calendar of the team; null before the first import. */
export function dataDay({ dataThrough, zone }: Pick<PeriodScorecard, 'dataThrough' | 'zone'>): string | null {
  if (dataThrough === null) return null
  return Temporal.Instant.from(dataThrough).toZonedDateTimeISO(zone).toPlainDate().toString()
}

/** Returns whether data reaches the last day of a period. */
export function isComplete(card: Pick<PeriodScorecard, 'dataThrough' | 'zone' | 'to'>): boolean {
  const day = dataDay(card)
  return day !== null && day >= card.to
}

/** Returns whether decisions of a period can still be appealed, counted from the data date. */
export function isImmature(card: Pick<PeriodScorecard, 'dataThrough' | 'zone' | 'to'>): boolean {
  const day = dataDay(card)
  return day === null || Temporal.PlainDate.from(card.to).add({ months: appealMonths }).toString() > day
}

/** Returns whether there may be figures before, or after, this period. */
export function neighbours({ earliest, from, to, ...card }: PeriodScorecard): {
  earlier: boolean
  later: boolean
} {
  const day = dataDay(card)
  return { earlier: earliest !== null && earliest < from, later: day !== null && day > to }
}
