import type { Outcome } from '#shared/audits/rules.ts'
import { isSameLabel, verdictOutcome } from '#shared/audits/rules.ts'
import { decisionCounts, rescore } from '#shared/reviews/dispute-rules.ts'
import type { OthersFault, RootCause } from '#shared/reviews/rules.ts'
import { criteriaOf, levelsOf } from '#shared/rubrics/rules.ts'
import type { RubricContent } from '#shared/rubrics/views.ts'
import type { RulingChange } from '#shared/rulings/contracts.ts'
import { ruledFault } from '#shared/rulings/rules.ts'
import type { BasisCase, BasisLine, BasisReview, PlannedAudit, PlannedReview } from './table.ts'

interface PlannedCase {
  entryId: string
  caseRef: string | null
  audit: PlannedAudit | null
  reviews: PlannedReview[]
  /** Lines that it would reach and that stay, because a dispute about them is open. */
  disputed: number
}

/** Root causes of an error that the words of a policy can be the reason of. */
const causesOfPolicy: readonly RootCause[] = ['policy_knowledge', 'wrong_clause']

const errors: readonly (Outcome | null)[] = ['missed', 'over_enforced', 'other_error']

/**
 * Works out what a ruling changes: verifications, whose an error was, and the reviews that rest on them. Cases that were
 * decided before it holds are not reached, nor those that nobody verified, nor lines with an open dispute. Undefined where a
 * change names no case of it, or a verdict that is no decision of the case.
 */
export function planOf(
  basis: readonly BasisCase[],
  { holdsFrom, changes }: { holdsFrom: string; changes: readonly RulingChange[] },
): PlannedCase[] | undefined {
  const byEntry = new Map(basis.map((found) => [found.entryId, found]))
  const planned: PlannedCase[] = []
  for (const change of changes) {
    const found = byEntry.get(change.entryId)
    if (!found || (change.verdict !== null && !isDecisionOf(found, change.verdict))) return undefined
    if (found.decidedOn < holdsFrom) continue
    const item = change.verdict === null ? unclearCase(found) : ruledCase(found, change.verdict)
    if (item.audit || item.reviews.length > 0 || item.disputed > 0) planned.push(item)
  }
  return planned.toSorted((left, right) => left.entryId.localeCompare(right.entryId))
}

/** Tells the decisions that were given, and the one that means a violation to the team, from any other word. */
function isDecisionOf({ decision, verified, violating, reviews }: BasisCase, verdict: string): boolean {
  const known = [decision, verified, violating, ...reviews.map((review) => review.decision)]
  return known.some((label) => label !== null && isSameLabel(label, verdict))
}

/** Takes the error of a case off its analyst, unless a review of it says that another part of it was theirs. */
function unclearCase(found: BasisCase): PlannedCase {
  const lines = found.reviews.map((review) =>
    review.lines.map((line) => (isOfPolicy(line) ? { ...line, fault: ruledFault } : line)),
  )
  const isTheirs = lines.some((ofReview) => ofReview.some(({ fault }) => fault === 'analyst'))
  const attributedTo = errors.includes(found.outcome) && !isTheirs ? ruledFault : found.attributedTo
  return {
    ...headOf(found),
    disputed: found.reviews.flatMap((review) => review.lines.filter(isDisputed)).length,
    audit: auditOf(found, { decision: found.verified, outcome: found.outcome, attributedTo }),
    reviews: found.reviews.flatMap((review, place) => {
      const isCorrect = correctnessOf(found.outcome) ?? review.decisionCorrect
      return reviewOf(review, { lines: lines[place] ?? [], isCorrect, attributedTo })
    }),
  }
}

/** Makes another verdict the right one; what was rated down for the decision is no error where the decision is right now. */
function ruledCase(found: BasisCase, verdict: string): PlannedCase {
  const { decision, verified, outcome } = found
  const isVerified = outcome === 'correct' || errors.includes(outcome)
  const stays = !isVerified || decision === null || (verified !== null && isSameLabel(verdict, verified))
  const ruled = stays ? outcome : outcomeBy(found, decision, verdict)
  const attributedTo = ruled === 'correct' ? null : found.attributedTo
  const correctOf = (review: BasisReview): boolean => {
    const judged = decision ?? review.decision
    return found.auditId === null ? judged !== null && isSameLabel(judged, verdict) : ruled === 'correct'
  }
  // An audit that nobody verified, or an error of the tools, says nothing of a review either.
  const reached = found.auditId !== null && !isVerified ? [] : found.reviews
  return {
    ...headOf(found),
    disputed: reached.filter(correctOf).flatMap((review) => review.lines.filter(isDisputed)).length,
    audit: auditOf(found, { decision: stays ? verified : verdict, outcome: ruled, attributedTo }),
    reviews: reached.flatMap((review) => {
      const isCorrect = correctOf(review)
      const lines = isCorrect ? review.lines.map((line) => withoutError(review.content, line)) : review.lines
      return reviewOf(review, { lines, isCorrect, attributedTo })
    }),
  }
}

const headOf = ({ entryId, caseRef }: BasisCase) => ({ entryId, caseRef })

const isForPolicy = ({ fault, causes, disputed }: BasisLine): boolean =>
  fault === 'analyst' && !disputed && causes.some((cause) => causesOfPolicy.includes(cause))
const isOfPolicy = (line: BasisLine): boolean => isForPolicy(line) && !line.open
/** Decided later, the dispute would give the line what it held before the ruling, or less. */
const isDisputed = (line: BasisLine): boolean => isForPolicy(line) && line.open

function withoutError(content: RubricContent, line: BasisLine): BasisLine {
  const criterion = criteriaOf(content).find(({ criterionId }) => criterionId === line.criterionId)
  if (!criterion || !isOfPolicy(line)) return line
  return { ...line, level: levelsOf[criterion.scale].at(-1) ?? line.level, fault: null }
}

/** The side that the audit log gives the analyst's decision holds; a verdict cannot turn it round. */
function outcomeBy({ acted, violating }: BasisCase, decision: string, verdict: string): Outcome {
  const outcome = verdictOutcome(decision, verdict, violating)
  const turned = (outcome === 'missed' && acted === true) || (outcome === 'over_enforced' && acted === false)
  return turned ? 'other_error' : outcome
}

const correctnessOf = (outcome: Outcome | null): boolean | null =>
  outcome === 'correct' ? true : errors.includes(outcome) ? false : null

function auditOf(
  { auditId, ...before }: BasisCase,
  after: { decision: string | null; outcome: Outcome | null; attributedTo: OthersFault | null },
): PlannedAudit | null {
  const { decision, outcome, attributedTo } = after
  if (auditId === null || outcome === null) return null
  if (decision === before.verified && outcome === before.outcome && attributedTo === before.attributedTo)
    return null
  const isTheirs = errors.includes(outcome) && attributedTo === null
  const wasTheirs = errors.includes(before.outcome) && before.attributedTo === null
  return { auditId, decision, outcome, attributedTo, corrective: isTheirs && !wasTheirs }
}

function reviewOf(
  review: BasisReview,
  after: {
    lines: readonly BasisLine[]
    isCorrect: boolean | null
    attributedTo: OthersFault | null
  },
): PlannedReview[] {
  const changed = after.lines.filter((line, place) => line !== review.lines[place])
  const counted = rescore(review.content, after.lines)
  const decisionCorrect = decisionCounts(after.isCorrect, counted.others ?? after.attributedTo)
  if (changed.length === 0 && decisionCorrect === review.decisionCorrect) return []
  const lines = changed.map(({ criterionId, level, fault }) => ({ criterionId, level, fault }))
  return [{ reviewId: review.reviewId, decisionCorrect, counted, lines }]
}
