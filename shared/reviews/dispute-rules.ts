import { criteriaOf } from '#shared/rubrics/rules.ts'
import type { Criterion, RubricContent } from '#shared/rubrics/views.ts'
import { type Fault, faultOfCase, misfits, type OthersFault, type ReviewScore, scoreReview } from './rules.ts'

/** Working days after its delivery in which a line may be disputed, and after the dispute in which it is to be decided. */
export const raiseWithinDays = 10
export const decideWithinDays = 5

export const verdicts = ['kept', 'partly', 'accepted'] as const
export type Verdict = (typeof verdicts)[number]
export const disputeStates = ['open', ...verdicts, 'withdrawn'] as const
export type DisputeState = (typeof disputeStates)[number]

/** A rating without its words: its level, null for "not applicable", and whose error a low one was. */
export interface LineValue {
  level: number | null
  fault: Fault | null
}
interface Line extends LineValue {
  criterionId: string
}
/** Holds what of a dispute decides the value of its line. */
export interface Settled {
  criterionId: string
  state: DisputeState
  /** Null unless it was accepted or partly accepted. */
  final: LineValue | null
}

export const isSameValue = (left: LineValue, right: LineValue): boolean =>
  left.level === right.level && left.fault === right.fault

/** Returns whether a value can be that of a criterion. */
export const fitsCriterion = (criterion: Criterion, value: LineValue): boolean => !misfits(criterion, value)

/** Returns the lines with the values that hold now: what was published, but where a dispute changed it. */
export function linesNow<L extends Line>(lines: readonly L[], disputes: readonly Settled[]): L[] {
  const finals = new Map(
    disputes.flatMap(({ criterionId, final }) => (final ? [[criterionId, final] as const] : [])),
  )
  return lines.map((line) => ({ ...line, ...finals.get(line.criterionId) }))
}

/** Returns the lines with another value of one of them. */
export const linesWith = <L extends Line>(
  lines: readonly L[],
  criterionId: string,
  value: LineValue,
): readonly L[] => lines.map((line) => (line.criterionId === criterionId ? { ...line, ...value } : line))

export interface Rescore {
  rated: ReviewScore
  own: ReviewScore
  /** The cause of the case's error where it is not the analyst's. */
  others: OthersFault | null
}

/** Counts a review's lines: the scores as rated and the analyst's own, and whose the error of the case was. */
export const rescore = (content: Pick<RubricContent, 'sections'>, lines: readonly Line[]): Rescore => ({
  rated: scoreReview(content, lines, { own: false }),
  own: scoreReview(content, lines, { own: true }),
  others: faultOfCase(content, lines),
})

/**
 * Returns whether the decision of a reviewed case counts as right; null where nobody knows, or where its error is not the
 * analyst's.
 */
export const decisionCounts = (isCorrect: boolean | null, others: OthersFault | null): boolean | null =>
  others && isCorrect === false ? null : isCorrect

/**
 * Returns the value that a verdict gives a line, null where it leaves the line as it is; undefined where the third value of
 * a partial acceptance is missing, cannot be, or is one of the two that were there.
 */
export function finalValue(
  criterion: Criterion,
  { before, asked }: { before: LineValue; asked: LineValue },
  { verdict, value }: { verdict: Verdict; value: LineValue | null },
): LineValue | null | undefined {
  if (verdict === 'kept') return null
  if (verdict === 'accepted') return asked
  if (!value || !fitsCriterion(criterion, value)) return undefined
  return isSameValue(value, before) || isSameValue(value, asked) ? undefined : value
}

/** Returns who judged a review: nobody here where a machine did, or somebody who is not in Dure. */
export const judgesOf = (reviewerId: string | null): string[] => (reviewerId === null ? [] : [reviewerId])

/** Returns a criterion of a rubric by its id. */
export const criterionIn = (
  content: Pick<RubricContent, 'sections'>,
  criterionId: string,
): Criterion | undefined => criteriaOf(content).find((criterion) => criterion.criterionId === criterionId)
