import { type EffectsOf, effect } from '#server/core/effect.ts'
import type { CommandScope } from '#server/core/scope.ts'
import { announce } from '#server/db/announce.ts'
import { escalationNow, raiseEscalation, resolveEscalation } from '#server/features/escalations/facade.ts'
import { gathered } from '#server/features/policies/facade.ts'
import { addRuledPrecedent } from '#server/features/questions/facade.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import { can } from '#shared/policy.ts'
import { type RuleInput, rulings, type WriteUpInput } from '#shared/rulings/contracts.ts'
import { bothLanguages, gatheredLimit } from '#shared/rulings/rules.ts'
import { planOf } from './plan-rules.ts'
import { previewOf } from './preview-rules.ts'
import { applyRuling, insertWriteUp, lockPlace, lockReached, rulingBasis, writeUpOf } from './queries.ts'

/**
 * Command rulings.writeUp. It is one escalation to Policy, with the entries that stand on the clause and version when it
 * arrives and in no other write-up. CONFLICT with reason nothing_gathered where nothing does, and written_up where all of it
 * waits for a ruling already.
 */
async function writeUp(scope: CommandScope, input: WriteUpInput): Promise<CommandResult> {
  const { db, actor } = scope
  const { escalationId, teamId, summary } = input
  if (!can(actor, 'ledger.append', { teamId })) throw new AppError('NOT_FOUND')
  await lockPlace(db, input)
  const facts = await gathered(db, input, gatheredLimit)
  if (facts.entryIds.length === 0 && facts.questions === 0)
    throw new AppError('CONFLICT', { reason: facts.waits ? 'written_up' : 'nothing_gathered' })
  const raised = await raiseEscalation(scope, {
    ...{ escalationId, teamId, severity: 'P3', kind: 'policy_gap', category: null },
    ...{ summary, details: bothLanguages(input), caseReference: null, function: 'policy', subjectId: null },
    ...{ links: [], submit: true },
  })
  await insertWriteUp(db, input, facts)
  await announce(db, { feature: 'rulings', audience: { teams: [teamId] } })
  return raised
}

/**
 * Command rulings.rule. The precedent, what it changes and the end of the escalation are one transaction. CONFLICT with
 * reason ruled where it was ruled on, ruling_moved where the ruling would change something else than what was looked at;
 * escalation_moved_on where it is not acknowledged and open; INVALID with field changes where a case is none of the write-up's,
 * or a verdict is no decision of it.
 */
async function rule(scope: CommandScope, input: RuleInput): Promise<CommandResult> {
  const { db, actor } = scope
  const { escalationId, precedentId, holdsFrom } = input
  const escalation = await escalationNow(db, escalationId)
  const known = await writeUpOf(db, escalationId)
  if (!escalation || !known) throw new AppError('NOT_FOUND')
  if (!can(actor, 'writeUp.read', escalation)) throw new AppError('NOT_FOUND')
  if (known.precedent_id !== null) throw new AppError('CONFLICT', { reason: 'ruled' })
  if (!can(actor, 'ruling.give', { ...escalation, status: 'acknowledged' })) throw new AppError('FORBIDDEN')
  if (!can(actor, 'ruling.give', escalation))
    throw new AppError('CONFLICT', { reason: 'escalation_moved_on' })
  await lockReached(db, escalationId)
  const plan = planOf(await rulingBasis(db, escalationId), input)
  if (!plan) throw new AppError('INVALID', { field: 'changes' })
  if (previewOf(plan).seen !== input.seen) throw new AppError('CONFLICT', { reason: 'ruling_moved' })
  const keptAt = await addRuledPrecedent(db, {
    ...{ precedentId, escalationId, holdsFrom, textKo: input.textKo, textEn: input.textEn },
    ...{ policy: known.policy, clauseId: known.clause_id, versionId: known.policy_version_id },
  })
  if (!keptAt) throw new AppError('CONFLICT', { reason: 'ruled' })
  const applied = await applyRuling(
    db,
    { escalationId, precedentId },
    { audits: plan.flatMap(({ audit }) => audit ?? []), reviews: plan.flatMap(({ reviews }) => reviews) },
  )
  if (!applied) throw new AppError('CONFLICT', { reason: 'ruling_moved' })
  // Last: who has it afterwards is who raised it.
  await resolveEscalation(scope, {
    ...{ escalationId, resolution: bothLanguages(input), whatChanged: null, followUps: [] },
  })
  await announce(db, {
    feature: 'rulings',
    audience: { people: [actor.person], teams: [known.team_id] },
  })
  return { entityId: precedentId, version: 1, at: keptAt }
}

export const effects: EffectsOf<'rulings'> = {
  writeUp: effect(rulings.writeUp, writeUp),
  rule: effect(rulings.rule, rule),
}
