import { fieldsNamed, type Reading, readWith, withFaults } from '#client/forms/reading.ts'
import { type SubmitRatingsInput, submitRatingsInput } from '#shared/calibration/contracts.ts'

export type RatedCase = { caseId: string; value: string; comment: string }

/** The ratings of a round as they are given, on this phone until they are submitted. */
export type RateForm = {
  /** The id of the command that will send them: a second tap is the same writing. */
  commandId: string
  ratings: RatedCase[]
}

export const isEmpty = ({ ratings }: RateForm): boolean => ratings.length === 0

/** Tells a form of this release from a draft of another one. */
export const isRateForm = (value: unknown): value is RateForm =>
  typeof value === 'object' &&
  value !== null &&
  typeof Reflect.get(value, 'commandId') === 'string' &&
  Array.isArray(Reflect.get(value, 'ratings'))

/** Returns the form of ratings that were refused. */
export const formOf = ({ ratings }: SubmitRatingsInput, commandId: string): RateForm => ({
  commandId,
  ratings: ratings.map(({ comment, ...rating }) => ({ ...rating, comment: comment ?? '' })),
})

/** Returns the ratings with something else said of one case. */
export function withRating(
  ratings: readonly RatedCase[],
  caseId: string,
  part: Partial<Omit<RatedCase, 'caseId'>>,
): RatedCase[] {
  const before = ratings.find((rating) => rating.caseId === caseId)
  return before
    ? ratings.map((rating) => (rating === before ? { ...rating, ...part } : rating))
    : [...ratings, { caseId, value: '', comment: '', ...part }]
}

/** Returns the first case that is not rated. */
export const unratedIn = <Item extends { caseId: string }>(
  items: readonly Item[],
  ratings: readonly RatedCase[],
): Item | undefined =>
  items.find(({ caseId }) => !ratings.some((rating) => rating.caseId === caseId && rating.value !== ''))

export const fieldOf = fieldsNamed(['ratings'])

/** Reads the form as the input of calibration.submit; a case that is not rated is its fault. */
export function readRatings(
  { ratings }: RateForm,
  { roundId, items }: { roundId: string; items: readonly { caseId: string }[] },
): Reading<'ratings', SubmitRatingsInput> {
  const known = new Set(items.map(({ caseId }) => caseId))
  const sent = {
    roundId,
    ratings: ratings
      .filter(({ caseId }) => known.has(caseId))
      .map(({ comment, ...rating }) => ({ ...rating, comment: comment.trim() || null })),
  }
  return withFaults(
    unratedIn(items, ratings) ? { ratings: 'missing' } : {},
    readWith(submitRatingsInput, sent, fieldOf),
  )
}
