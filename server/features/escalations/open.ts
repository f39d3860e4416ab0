import type { CommandScope } from '#server/trpc.ts'
import { AppError } from '#shared/core/errors.ts'
import { leadsNowhere } from '#shared/escalations/rules.ts'
import { fits, type Relation, type Step, type StepFacts } from '#shared/escalations/step-rules.ts'
import { can, type EscalationFacts, relationsTo } from '#shared/policy.ts'
import { type Known, lockEscalation } from './queries.ts'

export const factsOf = (row: Known): EscalationFacts => ({
  raiserId: row.raiser_id,
  subjectId: row.subject_id,
  teamId: row.team_id,
  function: row.function,
  submitted: row.submitted_at !== null,
  acting: row.acting.map(({ role }) => role),
})

export const stepFacts = (row: Known): StepFacts => ({
  status: row.status,
  severity: row.severity,
  approved: row.approved_version === row.content_version,
})

export interface Opened {
  row: Known
  relations: Set<Relation>
}

/**
 * The escalation, locked until the end of the transaction, where the actor may take this step on it now. NOT_FOUND where it
 * is hidden, FORBIDDEN where the step is not theirs, CONFLICT where it does not fit the status any more.
 */
export async function openFor({ db, actor }: CommandScope, id: string, step: Step): Promise<Opened> {
  const row = await lockEscalation(db, id)
  const relations = row ? relationsTo(actor, factsOf(row)) : new Set<Relation>()
  if (!row || relations.size === 0) throw new AppError('NOT_FOUND')
  if (!can(actor, 'escalation.step', { ...factsOf(row), step })) throw new AppError('FORBIDDEN')
  if (!fits(step, stepFacts(row)))
    throw new AppError('CONFLICT', { reason: 'escalation_moved_on', values: { status: row.status } })
  return { row, relations }
}

/** INVALID at the first of these where the escalation is about child safety and the words could lead to a picture. */
export function refuseLeading({ child_safety }: Known, words: Record<string, string | null>): void {
  if (!child_safety) return
  for (const [field, text] of Object.entries(words))
    if (text !== null && !leadsNowhere(text))
      throw new AppError('INVALID', { field, reason: 'child_safety_words' })
}
