import { isSameLabel, type Outcome } from './rules.ts'

/** Answers to a request for another look; 'partly' states a third verdict, 'changed' makes the analyst's decision the verified one. */
export const recheckAnswers = ['kept', 'partly', 'changed'] as const
export type RecheckAnswer = (typeof recheckAnswers)[number]

/** Outcomes that a third verdict can give the analyst's decision. */
export const finalOutcomes = [
  'missed',
  'over_enforced',
  'other_error',
  'technical',
] as const satisfies readonly Outcome[]
export type FinalOutcome = (typeof finalOutcomes)[number]

/** A third verdict: the verified decision from then on, and what the analyst's decision is by it. */
export interface FinalVerdict {
  decision: string
  outcome: FinalOutcome
}

interface Judged {
  decision: string
  verifiedDecision: string | null
  outcome: Outcome
  /** The analyst's decision says that the case violates; null where nobody knows. */
  acted: boolean | null
}

/**
 * Returns the outcomes that a third verdict can have. None where it is the analyst's decision, which would be an acceptance; what
 * was verified before can stand with another outcome alone: as an error of the tools, or no longer as one.
 */
export function outcomesWith(judged: Judged, verdict: string): FinalOutcome[] {
  if (isSameLabel(verdict, judged.decision)) return []
  const isTechnical = judged.outcome === 'technical'
  const stays = judged.verifiedDecision !== null && isSameLabel(verdict, judged.verifiedDecision)
  return finalOutcomes.filter((outcome) => {
    if (outcome === 'missed') return judged.acted !== true && (!stays || isTechnical)
    if (outcome === 'over_enforced') return judged.acted !== false && (!stays || isTechnical)
    return outcome === 'technical' ? !stays || !isTechnical : !stays || isTechnical
  })
}

/**
 * Returns the verdict that an answer leaves verified, null where it is another than the answer's to state; undefined where a third
 * verdict is missing, given without need, or cannot be.
 */
export function finalVerdict(
  judged: Judged,
  { status, final }: { status: RecheckAnswer; final?: FinalVerdict | null | undefined },
): FinalVerdict | null | undefined {
  if (status !== 'partly') return final ? undefined : null
  return final && outcomesWith(judged, final.decision).includes(final.outcome) ? final : undefined
}
