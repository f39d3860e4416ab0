import { type ScoredCriterion, scoreAudit } from '#shared/statistics/score.ts'
import type { MovedRating, MovedReview, MovedScorecard, StoredScore } from './move-in-history.ts'

/** Reasons that a stored score differs from the one that its ratings make, as far as one of them explains it. */
export const differenceReasons = [
  'critical_counts_here',
  'critical_of_group',
  'critical_counted_there',
  'weights_of_scorecard',
  'unweighted',
  'not_applicable_as_zero',
  'not_applicable_as_full',
  'cut_not_rounded',
  'nothing_rated',
  'unexplained',
] as const
export type DifferenceReason = (typeof differenceReasons)[number]

export interface Reckoned {
  /** In per cent; null where nothing was rated. */
  score: number | null
  /** Why it differs from the stored score; null where it does not, or where none is stored. */
  difference: DifferenceReason | null
}

type Line = ScoredCriterion & { categoryId: string; ofGroup: boolean }

/** Returns what a rating counts: its own weight and critical flag, else those of the scorecard. */
export function lineOf(rating: MovedRating, scorecard: MovedScorecard | undefined): Line {
  const category = scorecard?.categories.find(({ id }) => id === rating.categoryId)
  const ofGroup = category?.ofGroup ?? false
  return {
    categoryId: rating.categoryId,
    weight: rating.weight ?? category?.weight ?? 1,
    score: rating.percent === null ? null : rating.percent / 100,
    critical: !ofGroup && (rating.critical ?? category?.critical ?? false),
    ofGroup,
  }
}

/** Computes a review's score from its ratings and compares it with the stored one. */
export function reckon(
  { ratings, score }: Pick<MovedReview, 'ratings' | 'score'>,
  scorecard: MovedScorecard | undefined,
): Reckoned {
  const lines = ratings.map((rating) => lineOf(rating, scorecard))
  const reckoned = scoreAudit(lines)
  const percent = reckoned.score === null ? null : reckoned.score * 100
  if (score === null || isSame(score, reckoned.score)) return { score: percent, difference: null }
  return { score: percent, difference: reasonOf(score, lines, scorecard) }
}

/** Returns whether a score is the stored one, but for half of its last stored decimal. */
function isSame({ value, decimals, outOf }: StoredScore, share: number | null): boolean {
  return share !== null && Math.abs(value - share * outOf) <= 0.5 * 10 ** -decimals + 1e-9
}

function reasonOf(
  stored: StoredScore,
  lines: readonly Line[],
  scorecard: MovedScorecard | undefined,
): DifferenceReason {
  const { score, rawScore, autoFail } = scoreAudit(lines)
  if (score === null) return 'nothing_rated'
  if (autoFail && isSame(stored, rawScore)) return 'critical_counts_here'
  const failedOfGroup = lines.some(({ ofGroup, score: line }) => ofGroup && line !== null && line < 0.5)
  if (failedOfGroup) return 'critical_of_group'
  if (stored.value === 0 && !autoFail) return 'critical_counted_there'
  const scored = (change: (line: Line) => Partial<Line>) =>
    scoreAudit(lines.map((line) => ({ ...line, ...change(line) }))).score
  const weightIn = (id: string) => scorecard?.categories.find((category) => category.id === id)?.weight
  if (
    isSame(
      stored,
      scored(({ categoryId, weight }) => ({ weight: weightIn(categoryId) ?? weight })),
    )
  )
    return 'weights_of_scorecard'
  if (
    isSame(
      stored,
      scored(() => ({ weight: 1 })),
    )
  )
    return 'unweighted'
  const filled = (value: number) => scored((line) => ({ score: line.score ?? value }))
  if (isSame(stored, filled(0))) return 'not_applicable_as_zero'
  if (isSame(stored, filled(1))) return 'not_applicable_as_full'
  const unit = 10 ** stored.decimals
  const cut = Math.floor(score * stored.outOf * unit + 1e-9) / unit
  return cut === stored.value ? 'cut_not_rounded' : 'unexplained'
}
