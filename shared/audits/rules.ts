import type { Counts, Weights } from './views.ts'

/** Which of somebody's cases are asked for. */
export const caseFilters = ['errors', 'missed', 'over_enforced', 'all'] as const
export type CaseFilter = (typeof caseFilters)[number]

/** An analyst's day: audits of moderators' decisions, appeals, feedback and policy questions. */
export const auditKinds = ['audit', 'appeal', 'feedback', 'policy_question'] as const
/**
 * The analyst's decision against its verification. 'missed': verified as violating, decided as not; 'over_enforced':
 * the reverse; 'other_error': another label on the same side, a wrong selection; 'technical': right on what was
 * shown, an error of the tools came between, as the file says; 'unverified': nothing to compare with. Neither of the last two is in
 * any rate.
 */
export const outcomes = [
  'correct',
  'missed',
  'over_enforced',
  'other_error',
  'technical',
  'unverified',
] as const
export type Outcome = (typeof outcomes)[number]
/** Makers of the moderator's decision: a person, a machine, or a person helped by one. */
export const deciders = ['person', 'automated', 'assisted'] as const
export type DecidedBy = (typeof deciders)[number]
/** Sources of a verified decision. */
export const verifications = ['gold', 'second_review', 'appeal_outcome'] as const
export type VerifiedBy = (typeof verifications)[number]
/** `violating` is the label that means a violation, 'hateful' for instance; compared without case and outer space. */
export function outcomeOf(decision: string, verified: string | null, violating: string): Outcome {
  if (verified === null) return 'unverified'
  if (fold(decision) === fold(verified)) return 'correct'
  if (isAction(verified, violating)) return 'missed'
  if (isAction(decision, violating)) return 'over_enforced'
  return 'other_error'
}

/**
 * Returns the outcome of a decision that a person verified. `violating` is null where no file said which label means a
 * violation: another label is then a wrong selection, because its side is not known.
 */
export function verdictOutcome(decision: string, verdict: string, violating: string | null): Outcome {
  if (violating !== null) return outcomeOf(decision, verdict, violating)
  return fold(decision) === fold(verdict) ? 'correct' : 'other_error'
}

/** Returns whether two labels are the same decision. */
export const isSameLabel = (a: string, b: string): boolean => fold(a) === fold(b)

/** Returns whether a decision says that the case violates, so that something was done about it. */
export const isAction = (decision: string, violating: string): boolean => fold(decision) === fold(violating)
const fold = (label: string) => label.trim().toLowerCase()

export const noCounts: Counts = {
  ...{ n: 0, correct: 0, missed: 0, overEnforced: 0, unverified: 0 },
  ...{ acted: 0, unsided: 0 },
}
export function addCounts(a: Counts, b: Counts): Counts {
  const weights = a.weights && b.weights ? addWeights(a.weights, b.weights) : (a.weights ?? b.weights)
  return {
    n: a.n + b.n,
    correct: a.correct + b.correct,
    missed: a.missed + b.missed,
    overEnforced: a.overEnforced + b.overEnforced,
    unverified: a.unverified + b.unverified,
    acted: (a.acted ?? 0) + (b.acted ?? 0),
    unsided: unsidedOf(a) + unsidedOf(b),
    ...(weights ? { weights } : {}),
  }
}

/** Returns the right decisions of an unknown side: all where a phone holds counts of before that was kept. */
export const unsidedOf = ({ unsided, acted, correct }: Counts): number =>
  unsided ?? (acted === undefined ? correct : 0)

function addWeights(a: Weights, b: Weights): Weights {
  return {
    drawn: a.drawn + b.drawn,
    w: a.w + b.w,
    w2: a.w2 + b.w2,
    correct: a.correct + b.correct,
    missed: a.missed + b.missed,
    overEnforced: a.overEnforced + b.overEnforced,
    acted: a.acted + b.acted,
    correct2: a.correct2 + b.correct2,
    missed2: a.missed2 + b.missed2,
    overEnforced2: a.overEnforced2 + b.overEnforced2,
    acted2: a.acted2 + b.acted2,
  }
}
