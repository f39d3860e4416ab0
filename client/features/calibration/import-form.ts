import type { ImportRoundInput } from '#shared/calibration/contracts.ts'
import { type CalibrationLevel, caseLimit, optionLimit } from '#shared/calibration/rules.ts'
import { cleanRatings, type RawRating } from '#shared/statistics/clean-ratings.ts'
import { cleanCell } from '#shared/tables/clean.ts'

/** A table of ratings as it was read. */
export interface RatingsFile {
  ratings: readonly RawRating[]
  gold: readonly { unit: string; value: string }[]
}
/** Holds what a file says, before it is known who its raters are. */
export interface FoundRound {
  raters: string[]
  round: Omit<ImportRoundInput, 'roundId' | 'teamId' | 'title' | 'raters'>
  /** The values of each rater, one for each case. */
  valuesOf: (rater: string) => (string | null)[]
}
export type FileFault = 'empty' | 'cases' | 'options'

/** Separates a rater from the number of the showing, as `cleanRatings` does. */
const showing = '\0'

/** Returns whether the values are numbers, which may have an order. */
export const isNumbered = ({ ratings }: RatingsFile): boolean =>
  ratings.every(({ value }) => /^\s*(\d{1,3}|)\s*$/.test(value))

/**
 * Reads a round from ratings whose values are names, or numbers that have an order. A second rating of a case by one rater is a
 * second showing of the case. Returns what is wrong with it where it is no round.
 */
export function foundRound(
  { ratings: raw, gold }: RatingsFile,
  level: CalibrationLevel,
  newId: () => string,
): { found: FoundRound } | { fault: FileFault } {
  const given = cleanRatings(raw, { level, repeats: 'all' }).ratings.map(({ unit, rater, value }) => {
    const [name = '', time = '0'] = rater.split(showing)
    return { unit, rater: name, time: Number(time), value: String(value) }
  })
  if (given.length === 0) return { fault: 'empty' }
  const values = [...new Set(given.map(({ value }) => value))].sort((left, right) =>
    level === 'ordinal' ? Number(left) - Number(right) : left < right ? -1 : 1,
  )
  if (values.length < 2 || values.length > optionLimit) return { fault: 'options' }
  const expected = new Map(gold.map(({ unit, value }) => [cleanCell(unit), cleanCell(value)]))
  const showings = new Map<string, number>()
  for (const { unit, time } of given) showings.set(unit, Math.max(showings.get(unit) ?? 0, time))
  const firstIds = new Map([...showings.keys()].map((unit) => [unit, newId()]))
  const cases = [...showings].flatMap(([unit, last]) =>
    Array.from({ length: last + 1 }, (_, time) => {
      const label = expected.get(unit)
      return {
        ...{ unit, time },
        caseId: time === 0 ? (firstIds.get(unit) ?? '') : newId(),
        repeatOf: time === 0 ? null : (firstIds.get(unit) ?? null),
        expected: time === 0 && label !== undefined && values.includes(label) ? label : null,
      }
    }),
  )
  // First showings come first, as a round that is rated here has them.
  cases.sort((left, right) => left.time - right.time)
  if (cases.length > caseLimit) return { fault: 'cases' }
  const said = new Map(
    given.map(({ unit, rater, time, value }) => [JSON.stringify([unit, rater, time]), value]),
  )
  return {
    found: {
      raters: [...new Set(given.map(({ rater }) => rater))],
      round: {
        level,
        options: values.map((value) => ({ value, ko: null, en: null })),
        cases: cases.map(({ unit, caseId, repeatOf, expected }) => ({
          ...{ caseId, reference: unit, policy: null, description: null, repeatOf, expected },
        })),
      },
      valuesOf: (rater) =>
        cases.map(({ unit, time }) => said.get(JSON.stringify([unit, rater, time])) ?? null),
    },
  }
}
