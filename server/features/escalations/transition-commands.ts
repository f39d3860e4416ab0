import type { CommandScope } from '#server/core/scope.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import { approversAmong, nextDecider } from '#shared/escalations/approval-rules.ts'
import { isReached } from '#shared/escalations/chain-rules.ts'
import type {
  AssignInput,
  ChangeSeverityInput,
  CloseInput,
  MergeInput,
  ReopenInput,
  ResolveInput,
  StepInput,
  TakeOverInput,
} from '#shared/escalations/contracts.ts'
import { after, higherSeverity, maySetSeverity, type Severity } from '#shared/escalations/step-rules.ts'
import type { ClockKind } from '#shared/escalations/views.ts'
import { decisionsOn, newestRequest, voidRequests } from './approval-queries.ts'
import { approvalFacts, candidatesOf } from './approval-rules.ts'
import { callsOn } from './chain-queries.ts'
import { ofActor, setClocks } from './clock-commands.ts'
import { restartClocks, resumeClocks, startOf, stopClocks } from './clock-queries.ts'
import { decidersAway } from './delegation-queries.ts'
import { firstHolder } from './holder-commands.ts'
import { loadFor } from './load-commands.ts'
import { isUrgent, knownOn, notifyConcerned, notifyNewHolder, notifyReaders } from './notice-commands.ts'
import { type Known, readersOf } from './queries.ts'
import { clocksOfVoided, couldDecide, holderOfVoided, isWithApprover, refuseAddresses } from './rules.ts'
import {
  type EscalationChanges,
  insertEvent,
  type NewEvent,
  putParty,
  updateEscalation,
} from './transition-queries.ts'

const every = ['acknowledge', 'decide', 'confirm'] as const

/** The change with its event, and what everybody hears of it: the same at every step. */
async function record(
  { db, actor }: CommandScope,
  row: Known,
  {
    changes,
    event,
    also = [],
    urgent = false,
  }: { changes: EscalationChanges; event: NewEvent; also?: readonly string[]; urgent?: boolean },
): Promise<CommandResult> {
  const { version, at } = await updateEscalation(db, row.escalation_id, changes)
  await putParty(db, row.escalation_id, { personId: actor.person })
  await insertEvent(db, row, event)
  await notifyReaders(db, row)
  await notifyConcerned(db, row, { also, urgent })
  return { entityId: row.escalation_id, version, at }
}

/** Command escalations.acknowledge: it stops the clock for that alone. Who does it has it, where its raiser alone does. */
export async function acknowledge(scope: CommandScope, { escalationId }: StepInput): Promise<CommandResult> {
  const { row, relations } = await loadFor(scope, escalationId, 'acknowledge')
  await stopClocks(ofActor(scope.db, escalationId), ['acknowledge'])
  const takes = row.holder_id === row.raiser_id || relations.has('partner')
  return await record(scope, row, {
    changes: { status: after('acknowledge', row), ...(takes ? { holder_id: scope.actor.person } : {}) },
    event: { kind: 'acknowledged' },
  })
}

/**
 * Command escalations.takeOver: acknowledges it and has it from then on. Whoever the on-call chain called before, and still sees it,
 * is notified. CONFLICT where it was opened anew since it was looked at.
 */
export async function takeOver(
  scope: CommandScope,
  { escalationId, cycle }: TakeOverInput,
): Promise<CommandResult> {
  const { db, actor } = scope
  const { row } = await loadFor(scope, escalationId, 'acknowledge')
  if (row.cycle !== cycle)
    throw new AppError('CONFLICT', { reason: 'escalation_moved_on', values: { status: row.status } })
  await stopClocks(ofActor(db, escalationId), ['acknowledge'])
  const [calls, readers] = await Promise.all([
    callsOn(db, escalationId),
    readersOf(db, { team: row.team_id, fn: row.function }),
  ])
  const called = new Set(calls.filter(isReached).map(({ person_id }) => person_id))
  return await record(scope, row, {
    changes: { status: after('acknowledge', row), holder_id: actor.person },
    event: { kind: 'taken_over' },
    also: readers.map(({ person_id }) => person_id).filter((id) => called.has(id)),
    // Whoever was called at night does not have to get up for it any more.
    urgent: isUrgent(row),
  })
}

/** Command escalations.start: work on it has begun, which at P0 and P3 needs nobody's yes. Who begins it has it. */
export async function start(scope: CommandScope, { escalationId }: StepInput): Promise<CommandResult> {
  const { row } = await loadFor(scope, escalationId, 'start')
  await stopClocks(ofActor(scope.db, escalationId), ['acknowledge', 'decide'])
  return await record(scope, row, {
    changes: { status: after('start', row), holder_id: scope.actor.person },
    event: { kind: 'started' },
  })
}

/** Command escalations.assign, to somebody who may read it. */
export async function assign(
  scope: CommandScope,
  { escalationId, personId }: AssignInput,
): Promise<CommandResult> {
  const { db, actor } = scope
  const { row } = await loadFor(scope, escalationId, 'assign')
  const readers = await readersOf(db, { team: row.team_id, fn: row.function })
  const known = personId === actor.person || readers.some((reader) => reader.person_id === personId)
  if (!known || personId === row.subject_id) throw new AppError('INVALID', { field: 'personId' })
  await putParty(db, escalationId, { personId })
  const result = await record(scope, row, {
    changes: { holder_id: personId },
    event: { kind: 'assigned', otherId: personId },
  })
  await notifyNewHolder(db, { ...row, holder_id: personId })
  return result
}

/**
 * Command escalations.changeSeverity, on the version that was looked at. Clocks are computed again from the original
 * start and may be overdue at once. FORBIDDEN for lowering by who raised it, INVALID without a reason for it.
 */
export async function changeSeverity(
  scope: CommandScope,
  { escalationId, severity, reason }: ChangeSeverityInput,
): Promise<CommandResult> {
  const { db, meta, now } = scope
  const { row, relations } = await loadFor(scope, escalationId, 'changeSeverity')
  if (row.version !== meta.base) throw new AppError('CONFLICT')
  if (severity === row.severity) throw new AppError('INVALID', { field: 'severity' })
  refuseAddresses(row, { reason })
  const way = maySetSeverity(row.severity, severity, relations)
  if (!way) throw new AppError('FORBIDDEN', { reason: 'lowering_needs_approver' })
  if (way === 'lower' && reason === null) throw new AppError('INVALID', { field: 'reason' })
  const escalation = ofActor(db, escalationId)
  const status = after('changeSeverity', { status: row.status, severity })
  if (severity === 'P0') await resumeClocks(escalation)
  await restartClocks(escalation, clocksOfVoided(row, { status, severity }))
  await setClocks(escalation, { severity, zone: row.zone, now: now() })
  const voided = await voidRequests(db, escalationId)
  const result = await record(scope, row, {
    changes: {
      severity,
      status,
      holder_id: holderOfVoided(row, voided),
      content_version: row.content_version + 1,
    },
    event: { kind: 'severity_changed', code: severity, words: reason },
  })
  if (voided || status !== row.status) await insertEvent(db, row, { kind: 'voided' })
  return result
}

/**
 * Command escalations.merge: this one is closed, and the other goes on from the earlier start with the higher severity of
 * the two. INVALID where the other is about somebody who could decide on this one.
 */
export async function merge(
  scope: CommandScope,
  { escalationId, intoId }: MergeInput,
): Promise<CommandResult> {
  const { db, now } = scope
  if (escalationId === intoId) throw new AppError('INVALID', { field: 'intoId' })
  // In the order of their ids, so that two merges cross without waiting for each other.
  const opened = new Map<string, Known>()
  for (const id of [escalationId, intoId].sort()) opened.set(id, (await loadFor(scope, id, 'merge')).row)
  const [row, into] = [opened.get(escalationId), opened.get(intoId)]
  if (!row || !into) throw new Error('Both were opened')
  if (row.team_id !== into.team_id) throw new AppError('INVALID', { field: 'intoId' })
  const readers = await readersOf(db, { team: row.team_id, fn: row.function })
  if (couldDecide(readers, row, into.subject_id))
    throw new AppError('INVALID', { field: 'intoId', reason: 'subject_could_decide' })
  await endClocks(scope, escalationId, every)
  await voidRequests(db, escalationId)
  const startedAt = await startOf(ofActor(db, escalationId))
  const severity = higherSeverity(row.severity, into.severity)
  const risen = await raiseTo(scope, into, severity)
  await setClocks(ofActor(db, intoId), {
    ...{ severity, zone: into.zone, now: now() },
    ...(startedAt ? { startedAt } : {}),
  })
  // Who raised or wrote what is merged into it decides on it as little as who wrote it.
  const barred = [row.raiser_id, ...row.editor_ids]
  const holder = await holderOfMerged(scope, into, barred)
  await updateEscalation(db, intoId, { ...risen, ...holder, editor_ids: barred })
  await putParty(db, intoId, { personId: row.raiser_id, watching: true })
  if (holder.holder_id) await notifyNewHolder(db, { ...into, severity, holder_id: holder.holder_id })
  await insertEvent(db, into, { kind: 'merged', code: escalationId })
  return await record(scope, row, {
    changes: { status: 'closed', merged_into_id: intoId },
    event: { kind: 'merged', code: intoId },
  })
}

/** Returns who has the other instead of somebody who was to decide on it and wrote what is merged into it. */
async function holderOfMerged(
  { db }: CommandScope,
  into: Known,
  barred: readonly string[],
): Promise<EscalationChanges> {
  const request = await newestRequest(db, into.escalation_id)
  if (request?.state !== 'open' || !isWithApprover(into.status)) return {}
  if (!into.holder_id || !barred.includes(into.holder_id)) return {}
  const facts = approvalFacts(
    { ...into, editor_ids: [...into.editor_ids, ...barred] },
    request,
    await decisionsOn(db, request.request_id),
  )
  const candidates = candidatesOf(await readersOf(db, { team: into.team_id, fn: into.function }))
  const absent = new Set((await decidersAway(db, into.team_id)).keys())
  const next = nextDecider(candidates, approversAmong(candidates, facts), { holderId: null, absent })
  return next ? { holder_id: next } : {}
}

/** Returns what a higher severity changes of the other; an approval that was asked for or given on it is void. */
async function raiseTo({ db }: CommandScope, into: Known, severity: Severity): Promise<EscalationChanges> {
  if (severity === into.severity) return {}
  const escalation = ofActor(db, into.escalation_id)
  const status = after('changeSeverity', { status: into.status, severity })
  if (severity === 'P0') await resumeClocks(escalation)
  await restartClocks(escalation, clocksOfVoided(into, { status, severity }))
  const voided = await voidRequests(db, into.escalation_id)
  await insertEvent(db, into, { kind: 'severity_changed', code: severity })
  if (voided || status !== into.status) await insertEvent(db, into, { kind: 'voided' })
  return {
    severity,
    status,
    holder_id: holderOfVoided(into, voided),
    content_version: into.content_version + 1,
  }
}

/**
 * Command escalations.resolve. Its raiser has it again where a partner had it, who cannot close it. INVALID where a
 * follow-up is given to somebody who may not read the escalation.
 */
export async function resolve(scope: CommandScope, input: ResolveInput): Promise<CommandResult> {
  const { row } = await loadFor(scope, input.escalationId, 'resolve')
  refuseAddresses(row, { resolution: input.resolution, whatChanged: input.whatChanged })
  for (const [index, { title }] of input.followUps.entries())
    refuseAddresses(row, { [`followUps.${index}.title`]: title })
  await refuseStrangers(scope, row, input)
  const timestamp = new Date(scope.now()).toISOString()
  await endClocks(scope, input.escalationId, ['acknowledge', 'decide'])
  return await record(scope, row, {
    changes: {
      status: after('resolve', row),
      holder_id: await holderOfResolved(scope, row),
      resolved_at: timestamp,
      resolution: input.resolution,
      what_changed: input.whatChanged,
      follow_ups: JSON.stringify(input.followUps),
    },
    event: { kind: 'resolved', words: input.resolution },
  })
}

async function holderOfResolved({ db }: CommandScope, row: Known): Promise<string | null> {
  const readers = await readersOf(db, { team: row.team_id, fn: row.function })
  const partner = readers.some(({ person_id, role }) => person_id === row.holder_id && role === 'partner')
  const staff = readers.some(({ person_id, role }) => person_id === row.holder_id && role !== 'partner')
  return partner && !staff ? row.raiser_id : row.holder_id
}

async function refuseStrangers({ db }: CommandScope, row: Known, input: ResolveInput): Promise<void> {
  if (input.followUps.length === 0) return
  const known = await knownOn(db, row)
  const stranger = input.followUps.findIndex(({ ownerId }) => !known.has(ownerId))
  if (stranger >= 0) throw new AppError('INVALID', { field: `followUps.${stranger}.ownerId` })
}

/** Command escalations.close: what was resolved or rejected, or what its raiser takes back. Nothing is asked of it then. */
export async function close(
  scope: CommandScope,
  { escalationId, reason }: CloseInput,
): Promise<CommandResult> {
  const { row, relations } = await loadFor(scope, escalationId, 'close')
  if (row.status === 'submitted' && !relations.has('raiser')) throw new AppError('FORBIDDEN')
  refuseAddresses(row, { reason })
  await endClocks(scope, escalationId, every)
  const voided = await voidRequests(scope.db, escalationId)
  const result = await record(scope, row, {
    changes: { status: after('close', row) },
    event: { kind: 'closed', words: reason },
  })
  if (voided) await insertEvent(scope.db, row, { kind: 'voided' })
  return result
}

/** Stops these for good, as far as anybody knows; a pause does not outlast that. */
async function endClocks({ db }: CommandScope, id: string, kinds: readonly ClockKind[]): Promise<void> {
  await resumeClocks(ofActor(db, id))
  await stopClocks(ofActor(db, id), kinds)
}

/**
 * Command escalations.reopen: the clock to decide goes on from where it was, and is told of once more. Its raiser cannot
 * acknowledge it: somebody else has it.
 */
export async function reopen(
  scope: CommandScope,
  { escalationId, reason }: ReopenInput,
): Promise<CommandResult> {
  const { db, now } = scope
  const { row } = await loadFor(scope, escalationId, 'reopen')
  refuseAddresses(row, { reason })
  const escalation = ofActor(db, escalationId)
  await restartClocks(escalation, row.severity === 'P0' ? ['decide', 'confirm'] : ['decide'])
  await setClocks(escalation, { severity: row.severity, zone: row.zone, now: now() })
  const voided = await voidRequests(db, escalationId)
  const had = holderOfVoided(row, voided)
  const result = await record(scope, row, {
    changes: {
      // What was never submitted is its raiser's draft again.
      status: row.submitted_at === null ? 'draft' : after('reopen', row),
      holder_id: had === row.raiser_id ? await firstHolder(db, row) : had,
      cycle: row.cycle + 1,
      content_version: row.content_version + 1,
      merged_into_id: null,
      resolved_at: null,
    },
    event: { kind: 'reopened', words: reason },
  })
  if (voided) await insertEvent(db, row, { kind: 'voided' })
  return result
}
