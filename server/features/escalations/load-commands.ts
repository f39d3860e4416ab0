import type { CommandScope } from '#server/core/scope.ts'
import { AppError } from '#shared/core/errors.ts'
import { fits, type Relation, type Step } from '#shared/escalations/step-rules.ts'
import { can, relationsTo } from '#shared/policy.ts'
import { type Known, lockEscalation } from './queries.ts'
import { factsOf, stepFacts } from './rules.ts'

export interface Loaded {
  row: Known
  relations: Set<Relation>
}

/**
 * Loads an escalation for a step of the actor's, locked until the transaction ends.
 * @throws NOT_FOUND where it is hidden, FORBIDDEN where the step is not theirs, CONFLICT where the step does not fit the
 * status any more.
 */
export async function loadFor({ db, actor }: CommandScope, id: string, step: Step): Promise<Loaded> {
  const row = await lockEscalation(db, id)
  const relations = row ? relationsTo(actor, factsOf(row)) : new Set<Relation>()
  if (!row || relations.size === 0) throw new AppError('NOT_FOUND')
  if (!can(actor, 'escalation.step', { ...factsOf(row), step })) throw new AppError('FORBIDDEN')
  if (!fits(step, stepFacts(row)))
    throw new AppError('CONFLICT', { reason: 'escalation_moved_on', values: { status: row.status } })
  return { row, relations }
}
