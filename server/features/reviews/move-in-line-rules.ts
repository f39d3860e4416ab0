import type { MovedReview } from '#shared/reviews/move-in-history.ts'
import { criterionName } from '#shared/reviews/move-in-rubrics.ts'
import { isLow, type ReviewScore, scoreReview } from '#shared/reviews/rules.ts'
import { criteriaOf } from '#shared/rubrics/rules.ts'
import type { RubricContent } from '#shared/rubrics/views.ts'
import type { Planning } from './move-in-rules.ts'

/** Holds a review of the files that is taken, or was before, with what it became here. */
export interface Taken {
  review: MovedReview
  reviewId: string
  scorecardId: string
  content: RubricContent
  isNew: boolean
  /** Milliseconds since the epoch. */
  writtenAt: number
  analystId: string
  reviewerId: string | null
}

export const scoresOf = (content: RubricContent, lines: Parameters<typeof scoreReview>[1]) => {
  const rated: ReviewScore = scoreReview(content, lines, { own: false })
  const own = scoreReview(content, lines, { own: true })
  return {
    ...{ score: rated.score, rawScore: rated.rawScore, autoFail: rated.autoFail },
    ...{ ownScore: own.score, ownAutoFail: own.autoFail, ownCritical: own.critical },
  }
}

export const criterionId = ({ scorecardId }: Taken, categoryId: string, idOf: Planning['idOf']): string =>
  idOf('criterion', criterionName(scorecardId, categoryId))

/** Returns a line for each criterion of the review's version; what was not rated does not apply. */
export function linesOf(taken: Taken, idOf: Planning['idOf']) {
  const levels = new Map(
    taken.review.ratings.map(({ categoryId, percent }) => [criterionId(taken, categoryId, idOf), percent]),
  )
  return criteriaOf(taken.content).map((criterion) => {
    const level = levels.get(criterion.criterionId) ?? null
    return { criterionId: criterion.criterionId, ...lineValue(level) }
  })
}

/** A low rating counts against the person there, so that it is the person's error here. */
export const lineValue = (level: number | null) => ({
  level,
  fault: isLow({ scale: 'percent' }, level) ? ('analyst' as const) : null,
})
