import { fieldsNamed, type Reading, readWith, withFaults } from '#client/forms/reading.ts'
import { type PublishReviewInput, publishReviewInput } from '#shared/reviews/contracts.ts'
import { type Fault, isLow, type Purpose, type RootCause, unratedIn } from '#shared/reviews/rules.ts'
import { criteriaOf } from '#shared/rubrics/rules.ts'
import type { Criterion, RubricContent } from '#shared/rubrics/views.ts'

export type RatingForm = {
  criterionId: string
  /** Null is "not applicable". */
  level: number | null
  causes: RootCause[]
  fault: Fault | null
  comment: string
}
/** A case that is entered by hand, as it is typed. */
export type EnteredForm = {
  reference: string
  policy: string
  queue: string
  language: string
  decision: string
  isCorrect: 'yes' | 'no' | 'unknown'
}

/** A review as it is written: what is rated so far, in the order of the taps. */
export type ReviewForm = {
  reviewId: string
  /** The id of the command that will send it: a second tap is the same writing. */
  commandId: string
  /** The version of the rubric that it was begun on; it stays where another is published meanwhile. */
  versionId: string
  purpose: Purpose
  entered: EnteredForm
  ratings: RatingForm[]
}

export const newReviewForm = (ids: Pick<ReviewForm, 'reviewId' | 'commandId' | 'versionId'>): ReviewForm => ({
  ...ids,
  purpose: 'coaching',
  entered: { reference: '', policy: '', queue: '', language: '', decision: '', isCorrect: 'unknown' },
  ratings: [],
})

export const isEmpty = ({ ratings, entered }: ReviewForm): boolean =>
  ratings.length === 0 && entered.reference.trim() === ''

/** Tells a form of this release from a draft of another one. */
export function isReviewForm(value: unknown): value is ReviewForm {
  const form = newReviewForm({ reviewId: '', commandId: '', versionId: '' })
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.keys(form).every((key) => Object.hasOwn(value, key)) &&
    Array.isArray(Reflect.get(value, 'ratings'))
  )
}

/** Returns the form of a review that was refused. */
export function formOf(input: PublishReviewInput, commandId: string): ReviewForm {
  const { reviewId, versionId, purpose, ratings } = input
  const form = newReviewForm({ reviewId, versionId, commandId })
  const typed = input.case.kind === 'entered' ? input.case : undefined
  return {
    ...form,
    purpose,
    ratings: ratings.map((rating) => ({ ...rating, comment: rating.comment ?? '' })),
    ...(typed
      ? {
          entered: {
            reference: typed.reference,
            policy: typed.policy ?? '',
            queue: typed.queue ?? '',
            language: typed.language ?? '',
            decision: typed.decision ?? '',
            isCorrect: typed.isCorrect === null ? 'unknown' : typed.isCorrect ? 'yes' : 'no',
          },
        }
      : {}),
  }
}

/** Returns the ratings with one criterion rated; a low one is the analyst's error until something else is said. */
export function withRating(
  ratings: readonly RatingForm[],
  criterion: Pick<Criterion, 'criterionId' | 'scale'>,
  level: number | null,
): RatingForm[] {
  const { criterionId } = criterion
  const before = ratings.find((rating) => rating.criterionId === criterionId)
  const low = isLow(criterion, level)
  const rated: RatingForm = {
    criterionId,
    level,
    causes: low ? (before?.causes ?? []) : [],
    fault: low ? (before?.fault ?? 'analyst') : null,
    comment: before?.comment ?? '',
  }
  return before ? ratings.map((rating) => (rating === before ? rated : rating)) : [...ratings, rated]
}

/** Returns the ratings with something else said of one criterion. */
export const withDetail = (
  ratings: readonly RatingForm[],
  criterionId: string,
  part: Partial<Pick<RatingForm, 'causes' | 'fault' | 'comment'>>,
): RatingForm[] =>
  ratings.map((rating) => (rating.criterionId === criterionId ? { ...rating, ...part } : rating))

export const fieldOf = fieldsNamed(['entered.reference', 'entered.policy', 'ratings', 'entered', 'versionId'])
export type ReviewField = NonNullable<ReturnType<typeof fieldOf>>

/** Names what a review is about, beside what is rated. */
export interface ReviewFacts {
  teamId: string
  analystId: string
  /** Undefined where the case is entered by hand. */
  auditId: string | undefined
  content: RubricContent
  /** Codes of the policies that this phone knows; empty where it has never heard of any. */
  policies: readonly string[]
}

/** Reads the form as the input of reviews.publish; the first criterion that is not rated is its fault. */
export function readReview(
  { reviewId, versionId, purpose, entered, ratings }: ReviewForm,
  { teamId, analystId, auditId, content, policies }: ReviewFacts,
): Reading<ReviewField, PublishReviewInput> {
  const order = criteriaOf(content).map(({ criterionId }) => criterionId)
  const policy = entered.policy.trim()
  const typed = {
    kind: 'entered',
    reference: entered.reference.trim(),
    policy: policy || null,
    queue: entered.queue.trim() || null,
    language: entered.language.trim() || null,
    decision: entered.decision.trim() || null,
    isCorrect: entered.isCorrect === 'unknown' ? null : entered.isCorrect === 'yes',
    ...(policy !== '' && policies.length > 0 && !policies.includes(policy) ? { newPolicy: true } : {}),
  }
  const unclear = auditId === undefined && ratings.some(({ fault }) => fault === 'unclear_policy')
  const sent = {
    ...{ reviewId, teamId, analystId, versionId, purpose },
    case: auditId ? { kind: 'audit', auditId } : typed,
    ratings: ratings
      .toSorted((left, right) => order.indexOf(left.criterionId) - order.indexOf(right.criterionId))
      .map((rating) => ({ ...rating, comment: rating.comment.trim() || null })),
  }
  const isWhole = unratedIn(content, ratings) === undefined
  return withFaults(
    {
      ...(isWhole ? {} : { ratings: 'missing' as const }),
      ...(unclear && policy === '' ? { 'entered.policy': 'missing' as const } : {}),
    },
    readWith(publishReviewInput, sent, (path) => fieldOf(path.replace(/^case\./, 'entered.'))),
  )
}
