import type { CommandScope } from '#server/core/scope.ts'
import { clockState } from '#shared/core/clock.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import type { PauseInput, StepInput } from '#shared/escalations/contracts.ts'
import { ofActor, setClocks } from './clock-commands.ts'
import { type ClockRow, clocksOf, pauseClocks, resumeClocks } from './clock-queries.ts'
import { loadFor } from './load-commands.ts'
import { notifyConcerned, notifyReaders } from './notice-commands.ts'
import { insertEvent, updateEscalation } from './transition-queries.ts'

function stateOf(row: ClockRow, now: number) {
  const { started_at: startedAt, risk_at: riskAt, due_at: dueAt } = row
  const { stopped_at: stoppedAt, paused_at: pausedAt } = row
  return clockState({ startedAt, riskAt, dueAt, stoppedAt, pausedAt }, now)
}

/** Command escalations.pause. FORBIDDEN for who had it when it ran out: a second person is needed for that. */
export async function pause(
  scope: CommandScope,
  { escalationId, reason }: PauseInput,
): Promise<CommandResult> {
  const { db, actor, now } = scope
  const { row } = await loadFor(scope, escalationId, 'pause')
  const escalation = ofActor(db, escalationId)
  const clocks = (await clocksOf(escalation)).map((clock) => ({
    state: stateOf(clock, now()),
    // Giving it away once it is late makes it nobody else's to answer for.
    answers: clock.late_holder_id ?? row.holder_id,
  }))
  if (clocks.every(({ state }) => state === 'stopped' || state === 'paused'))
    throw new AppError('CONFLICT', { reason: 'nothing_runs' })
  if (clocks.some(({ state, answers }) => state === 'overdue' && answers === actor.person))
    throw new AppError('FORBIDDEN', { reason: 'own_overdue' })
  await pauseClocks(escalation)
  await insertEvent(db, row, { kind: 'paused', code: reason })
  const { version, at } = await updateEscalation(db, escalationId, {})
  await notifyReaders(db, row)
  await notifyConcerned(db, row)
  return { entityId: escalationId, version, at }
}

/** Command escalations.resume: every clock moves by exactly the time that it stood still. */
export async function resume(scope: CommandScope, { escalationId }: StepInput): Promise<CommandResult> {
  const { db, now } = scope
  const { row } = await loadFor(scope, escalationId, 'resume')
  const escalation = ofActor(db, escalationId)
  if (!(await resumeClocks(escalation))) throw new AppError('CONFLICT', { reason: 'nothing_paused' })
  await setClocks(escalation, { severity: row.severity, zone: row.zone, now: now() })
  await insertEvent(db, row, { kind: 'resumed' })
  const { version, at } = await updateEscalation(db, escalationId, {})
  await notifyReaders(db, row)
  await notifyConcerned(db, row)
  return { entityId: escalationId, version, at }
}
