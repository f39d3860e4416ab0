import type { CommandScope } from '#server/core/scope.ts'
import { announce } from '#server/db/announce.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import { approversAmong, nextDecider, roleToDecide } from '#shared/escalations/approval-rules.ts'
import type {
  DecideInput,
  RecallInput,
  RequestApprovalInput,
  UndoInput,
} from '#shared/escalations/contracts.ts'
import { after } from '#shared/escalations/step-rules.ts'
import { can, relationsTo } from '#shared/policy.ts'
import {
  type DecisionRow,
  decisionsOn,
  insertDecision,
  insertRequest,
  newestRequest,
  ownDecision,
  type RequestRow,
  undoDecision,
  voidRequests,
} from './approval-queries.ts'
import { approvalFacts, candidatesOf, decidingRolesOf } from './approval-rules.ts'
import { ofActor, runAgain } from './clock-commands.ts'
import { stopClocks } from './clock-queries.ts'
import { decidersAway } from './delegation-queries.ts'
import { loadFor } from './load-commands.ts'
import { notifyApprovers, notifyConcerned, notifyReaders } from './notice-commands.ts'
import { type Known, lockEscalation, readersOf } from './queries.ts'
import { putReading } from './reading-queries.ts'
import { clocksOfVoided, factsOf, holderOfVoided, isWithApprover, refuseAddresses } from './rules.ts'
import { insertEvent, putParty, updateEscalation } from './transition-queries.ts'

/**
 * Command escalations.requestApproval: the recommendation, with what yes and no would do. It replaces an open one. Who
 * decides has it from here on, but for P0 where the work goes on.
 * FORBIDDEN 'nobody_can_decide' where nobody but the requester could give it.
 */
export async function requestApproval(
  scope: CommandScope,
  input: RequestApprovalInput,
): Promise<CommandResult> {
  const { db, actor } = scope
  const { row } = await loadFor(scope, input.escalationId, 'requestApproval')
  const { question, recommendation, ifApproved, ifRejected } = input
  refuseAddresses(row, { question, recommendation, ifApproved, ifRejected })
  const candidates = candidatesOf(await readersOf(db, { team: row.team_id, fn: row.function }))
  const approvers = approversAmong(candidates, approvalFacts(row, { author_id: actor.person }))
  if (approvers.length === 0) throw new AppError('FORBIDDEN', { reason: 'nobody_can_decide' })
  await voidRequests(db, input.escalationId)
  if (!(await insertRequest(db, row, input))) throw new AppError('CONFLICT')
  if (actor.person !== row.raiser_id) await stopClocks(ofActor(db, input.escalationId), ['acknowledge'])
  const status = after('requestApproval', row)
  await runAgain(
    scope,
    row,
    row.severity === 'P0' ? clocksOfVoided(row, { status, severity: 'P0' }) : ['decide'],
  )
  const absent = new Set((await decidersAway(db, row.team_id)).keys())
  const holder = isWithApprover(status)
    ? nextDecider(candidates, approvers, { holderId: row.holder_id, absent })
    : undefined
  const { version, at } = await updateEscalation(db, input.escalationId, {
    status,
    holder_id: holder ?? row.holder_id,
  })
  for (const personId of [actor.person, holder])
    if (personId) await putParty(db, row.escalation_id, { personId })
  await insertEvent(db, row, { kind: 'requested' })
  await notifyReaders(db, row)
  await notifyApprovers(db, row, approvers)
  return { entityId: input.escalationId, version, at }
}

/**
 * escalations.decide, exactly once a place. CONFLICT 'already_decided' tells who was quicker, what they said and when;
 * 'changed' that the thing approved is another now; FORBIDDEN why the actor may not. Nothing happens until it takes effect.
 */
export async function decide(scope: CommandScope, input: DecideInput): Promise<CommandResult> {
  const { db, actor } = scope
  const row = await lockEscalation(db, input.escalationId)
  const relations = row ? relationsTo(actor, factsOf(row)) : undefined
  if (!row || !relations?.size) throw new AppError('NOT_FOUND')
  const request = await newestRequest(db, input.escalationId)
  if (request?.request_id !== input.requestId) throw new AppError('CONFLICT', { reason: 'changed' })
  const decisions = await decisionsOn(db, request.request_id)
  const decidingRole = roleToDecide(
    { personId: actor.person, decidingRoles: decidingRolesOf(actor, row) },
    approvalFacts(row, request, decisions),
    candidatesOf(await readersOf(db, { team: row.team_id, fn: row.function })),
  )
  if (typeof decidingRole === 'string') throw new AppError('FORBIDDEN', { reason: decidingRole })
  refuseDecided(request, decisions)
  const stands =
    request.state === 'open' &&
    input.contentVersion === row.content_version &&
    request.content_version === row.content_version
  if (!stands) throw new AppError('CONFLICT', { reason: 'changed' })
  refuseAddresses(row, { reason: input.reason })
  if (input.verdict === 'ask') return await ask(scope, { row, request, text: input.reason })
  const put = await insertDecision(db, {
    decision_id: input.decisionId,
    escalation_id: row.escalation_id,
    request_id: request.request_id,
    place: decisions.length + 1,
    for_id: decidingRole.forId,
    role: decidingRole.role,
    verdict: input.verdict,
    reason: input.reason,
    content_version: row.content_version,
    child_safety: row.child_safety,
  })
  if (!put) {
    refuseDecided(request, await decisionsOn(db, request.request_id))
    throw new AppError('CONFLICT')
  }
  if (input.reading) await putReading(db, { decisionId: input.decisionId, ...input.reading })
  await putParty(db, row.escalation_id, { personId: actor.person })
  // Only who might have decided learns of it before it takes effect.
  await announce(db, {
    feature: 'escalations',
    audience: { people: [actor.person], teams: [row.team_id], exceptId: row.subject_id },
  })
  return { entityId: row.escalation_id, version: row.version, at: put.at }
}

/** A request that is settled, or a decision that waits for its effect, leaves no place. */
function refuseDecided(request: RequestRow, decisions: readonly DecisionRow[]): void {
  const last = decisions.at(-1)
  if (!last || (request.state === 'open' && last.effected_at !== null)) return
  throw new AppError('CONFLICT', {
    reason: 'already_decided',
    values: { by: last.decider_name ?? '', byId: last.decider_id, verdict: last.verdict, at: last.at },
  })
}

/**
 * Command escalations.recall, by who asked and may still ask: the request is void, and they have the escalation again.
 * CONFLICT 'changed' where another request is open by now, or none; 'already_decided' while a decision waits for its effect.
 */
export async function recall(scope: CommandScope, input: RecallInput): Promise<CommandResult> {
  const { db, actor } = scope
  const row = await lockEscalation(db, input.escalationId)
  if (!row || relationsTo(actor, factsOf(row)).size === 0) throw new AppError('NOT_FOUND')
  if (!can(actor, 'escalation.step', { ...factsOf(row), step: 'requestApproval' }))
    throw new AppError('FORBIDDEN')
  const request = await newestRequest(db, input.escalationId)
  if (request?.request_id !== input.requestId || request.state !== 'open')
    throw new AppError('CONFLICT', { reason: 'changed' })
  if (request.author_id !== actor.person) throw new AppError('FORBIDDEN')
  refuseDecided(request, await decisionsOn(db, request.request_id))
  const status = after('edit', row)
  const author = await voidRequests(db, input.escalationId)
  const { version, at } = await updateEscalation(db, input.escalationId, {
    status,
    holder_id: holderOfVoided(row, author),
  })
  await runAgain(scope, row, clocksOfVoided(row, { status, severity: row.severity }))
  await insertEvent(db, row, { kind: 'voided', code: 'recalled' })
  await notifyReaders(db, row)
  await notifyConcerned(db, row, { but: [actor.person] })
  return { entityId: input.escalationId, version, at }
}

async function ask(
  { db }: CommandScope,
  { row, request, text }: { row: Known; request: RequestRow; text: string | null },
): Promise<CommandResult> {
  await insertEvent(db, row, { kind: 'asked', words: text })
  await putParty(db, row.escalation_id, { personId: db.person, watching: true })
  const { version, at } = await updateEscalation(db, row.escalation_id, {})
  await notifyReaders(db, row)
  await notifyConcerned(db, row, { also: [request.author_id] })
  return { entityId: row.escalation_id, version, at }
}

/** escalations.undo, by who decided, before it takes effect. CONFLICT 'took_effect' after that. */
export async function undo(
  { db, actor }: CommandScope,
  { escalationId, decisionId }: UndoInput,
): Promise<CommandResult> {
  const row = await lockEscalation(db, escalationId)
  const own = row && (await ownDecision(db, escalationId, decisionId))
  if (!row || !own) throw new AppError('NOT_FOUND')
  const timestamp = own.undone_at ?? (await undoDecision(db, escalationId, decisionId))
  if (!timestamp) throw new AppError('CONFLICT', { reason: 'took_effect' })
  await announce(db, {
    feature: 'escalations',
    audience: { people: [actor.person], teams: [row.team_id], exceptId: row.subject_id },
  })
  return { entityId: escalationId, version: row.version, at: timestamp }
}
