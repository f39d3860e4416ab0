import { AppError } from '#shared/core/errors.ts'
import { isPlain } from '#shared/escalations/rules.ts'
import type { StepFacts } from '#shared/escalations/step-rules.ts'
import type { EscalationFacts } from '#shared/policy.ts'
import type { Known } from './queries.ts'

/** Returns what the policy has to know of an escalation. */
export const factsOf = (row: Known): EscalationFacts => ({
  raiserId: row.raiser_id,
  subjectId: row.subject_id,
  teamId: row.team_id,
  function: row.function,
  submitted: row.submitted_at !== null,
  acting: row.acting.map(({ role }) => role),
})

/** Returns what decides which steps fit an escalation now. */
export const stepFacts = (row: Known): StepFacts => ({
  status: row.status,
  severity: row.severity,
  approved: row.approved_version === row.content_version,
})

/**
 * Refuses words with more than letters, digits and a few signs, in an escalation about child safety.
 * @throws INVALID with the first field that has such words.
 */
export function refuseAddresses({ child_safety }: Known, texts: Record<string, string | null>): void {
  if (!child_safety) return
  for (const [field, text] of Object.entries(texts))
    if (text !== null && !isPlain(text))
      throw new AppError('INVALID', { field, reason: 'child_safety_words' })
}
