import type { CriticalKind } from '#shared/rubrics/rules.ts'
import type { Proportion } from '#shared/statistics/interval.ts'
import { type MeanScore, meanScore } from '#shared/statistics/score.ts'
import type { ReviewSummary } from './views.ts'

type Counted = Pick<ReviewSummary, 'ownScore' | 'ownAutoFail' | 'ownCritical' | 'decisionCorrect'> &
  Partial<Pick<ReviewSummary, 'byMachine'>>

export interface ReviewFigures {
  /** Scored reviews without a critical error of the analyst's. */
  critical: Proportion
  /** Right decisions, of those whose verification is known and whose error, if any, is the analyst's. */
  decision: Proportion
  /** The mean of the analyst's own scores, the critical zeros in it; null without any. */
  mean: MeanScore | null
  /** Reviews with a critical error of each kind. */
  byKind: Record<CriticalKind, number>
}

/** Sums reviews by people up in three figures; those that are "not scored" are in none of the scores. */
export function figuresOf(all: readonly Counted[]): ReviewFigures {
  const reviews = all.filter(({ byMachine }) => !byMachine)
  const scored = reviews.filter(({ ownScore }) => ownScore !== null)
  const verified = reviews.filter(({ decisionCorrect }) => decisionCorrect !== null)
  const countOf = (kind: CriticalKind) =>
    scored.filter(({ ownCritical }) => ownCritical.includes(kind)).length
  return {
    critical: { x: scored.filter(({ ownAutoFail }) => !ownAutoFail).length, n: scored.length },
    decision: {
      x: verified.filter(({ decisionCorrect }) => decisionCorrect).length,
      n: verified.length,
    },
    mean: meanScore(scored.flatMap(({ ownScore }) => ownScore ?? [])),
    byKind: { user_harm: countOf('user_harm'), rights: countOf('rights'), legal: countOf('legal') },
  }
}
