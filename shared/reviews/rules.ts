import { type CriticalKind, criteriaOf, shareOfLevel } from '#shared/rubrics/rules.ts'
import type { Criterion, RubricContent } from '#shared/rubrics/views.ts'
import { scoreAudit } from '#shared/statistics/score.ts'

/** A case has one review for each of them. */
export const purposes = ['coaching', 'quality', 'second'] as const
export type Purpose = (typeof purposes)[number]

/** The causes of an error. Only the analyst's own counts against the analyst. */
export const faults = ['analyst', 'unclear_policy', 'tool', 'missing_information', 'technical'] as const
export type Fault = (typeof faults)[number]
export type OthersFault = Exclude<Fault, 'analyst'>

export const rootCauses = [
  'policy_knowledge',
  'wrong_clause',
  'missed_detail',
  'misread_context',
  'language',
  'time_pressure',
] as const
export type RootCause = (typeof rootCauses)[number]

/** A criterion as it was rated. Levels count from 1; null is "not applicable". */
export interface Rating {
  criterionId: string
  level: number | null
  comment: string | null
  causes: readonly RootCause[]
  /** Only of a low rating. */
  fault: Fault | null
}

/** Returns whether a level is an error: half of the scale or less. It asks for its causes and for whose it was. */
export const isLow = ({ scale }: Pick<Criterion, 'scale'>, level: number | null): boolean =>
  level !== null && shareOfLevel(scale, level) <= 0.5

export interface ReviewScore {
  score: number | null
  rawScore: number | null
  autoFail: boolean
  /** The kinds of the critical criteria that were failed, each once. */
  critical: CriticalKind[]
}

type Rated = Pick<Rating, 'criterionId' | 'level' | 'fault'>

/** Returns the score of a review: as it was rated, or, `own`, without the errors that are not the analyst's. */
export function scoreReview(
  content: Pick<RubricContent, 'sections'>,
  ratings: readonly Rated[],
  { own }: { own: boolean },
): ReviewScore {
  const byCriterion = new Map(ratings.map((rating) => [rating.criterionId, rating]))
  const scored = criteriaOf(content).map(({ criterionId, weight, scale, critical }) => {
    const rating = byCriterion.get(criterionId)
    const counts = rating && !(own && isOthers(rating.fault))
    const score = counts && rating.level !== null ? shareOfLevel(scale, rating.level) : null
    return { weight, score, kind: critical, critical: critical !== null }
  })
  const failed = scored.flatMap(({ kind, score }) => (kind && score !== null && score < 0.5 ? [kind] : []))
  return { ...scoreAudit(scored), critical: [...new Set(failed)] }
}

const isOthers = (fault: Fault | null): fault is OthersFault => fault !== null && fault !== 'analyst'

/**
 * Returns whose the error of the whole case was, where none of its errors is the analyst's: that of the heaviest of them.
 * Null where one is the analyst's, or where there is none.
 */
export function faultOfCase(
  content: Pick<RubricContent, 'sections'>,
  ratings: readonly Rated[],
): OthersFault | null {
  const faultOf = new Map(ratings.map(({ criterionId, fault }) => [criterionId, fault]))
  if (ratings.some(({ fault }) => fault === 'analyst')) return null
  // In the order of the rubric, so that of two as heavy the first decides whatever the order of the ratings.
  const found = criteriaOf(content).flatMap(({ criterionId, weight }) => {
    const fault = faultOf.get(criterionId)
    return fault ? [{ weight, fault }] : []
  })
  const [heaviest] = found.toSorted((left, right) => right.weight - left.weight)
  return heaviest && isOthers(heaviest.fault) ? heaviest.fault : null
}

/** Returns whether a review tells the analyst of an error of theirs: it waits for their working hours. */
export const isCorrectiveReview = (ratings: readonly Pick<Rating, 'fault'>[]): boolean =>
  ratings.some(({ fault }) => fault === 'analyst')

/** Returns whether a criterion cannot have this rating: a level that it does not know, or a fault without an error. */
export function misfits(criterion: Criterion, { level, fault }: Pick<Rating, 'level' | 'fault'>): boolean {
  if (level === null) return !criterion.mayNotApply || fault !== null
  const share = shareOfLevel(criterion.scale, level)
  const isBetween = criterion.scale !== 'percent' && !Number.isInteger(level)
  return isBetween || share < 0 || share > 1 || isLow(criterion, level) !== (fault !== null)
}

/** Returns the first criterion whose rating is missing or cannot be; undefined where all are rated. */
export function unratedIn(
  content: Pick<RubricContent, 'sections'>,
  ratings: readonly Rated[],
): Criterion | undefined {
  const byCriterion = new Map(ratings.map((rating) => [rating.criterionId, rating]))
  return criteriaOf(content).find((criterion) => {
    const rating = byCriterion.get(criterion.criterionId)
    return !rating || misfits(criterion, rating)
  })
}
