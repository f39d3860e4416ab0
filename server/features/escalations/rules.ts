import { AppError } from '#shared/core/errors.ts'
import { isPlain } from '#shared/escalations/rules.ts'
import {
  fits,
  type Severity,
  type Status,
  type Step,
  type StepFacts,
  stepNames,
} from '#shared/escalations/step-rules.ts'
import type { ClockKind } from '#shared/escalations/views.ts'
import { type Actor, can, type EscalationFacts } from '#shared/policy.ts'
import type { Known, Reader } from './queries.ts'

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

/** Returns what the actor may do with it as it stands. */
export const stepsOf = (actor: Actor, row: Known): Step[] =>
  stepNames.filter(
    (step) => can(actor, 'escalation.step', { ...factsOf(row), step }) && fits(step, stepFacts(row)),
  )

/** Returns whether it would be hidden from somebody who leads or manages the team, were it about this person. */
export const couldDecide = (
  readers: readonly Reader[],
  { raiser_id, subject_id }: Known,
  subjectId: string | null,
): boolean =>
  subjectId !== null &&
  subjectId !== subject_id &&
  subjectId !== raiser_id &&
  readers.some(({ person_id, role }) => person_id === subjectId && role !== 'partner')

/**
 * Returns the clocks that run again, where they stand, because the content is another now: the one to decide where the
 * status went back, and at P0 the one to confirm.
 */
export const clocksOfVoided = (
  before: Known,
  now: { status: Status; severity: Severity },
): readonly ClockKind[] => [
  ...(before.status === now.status ? [] : (['decide'] as const)),
  ...(now.severity === 'P0' ? (['confirm'] as const) : []),
]

/** Returns whether the escalation is with who may decide: everybody else has done their part. */
export const isWithApprover = (status: Status): boolean =>
  status === 'awaiting_approval' || status === 'resolved'

/**
 * Returns who has it once an open request is void: who asked, and has to ask again. `author` is undefined where none was
 * open.
 */
export const holderOfVoided = (row: Known, author: string | undefined): string | null =>
  author !== undefined && isWithApprover(row.status) ? author : row.holder_id

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
