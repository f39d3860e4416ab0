import type { CommandScope } from '#server/core/scope.ts'
import { clockState } from '#shared/core/clock.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import type { PauseInput, StepInput } from '#shared/escalations/contracts.ts'
import { ofActor, setClocks } from './clock-commands.ts'
import { clocksOf, endPause, openPause, setPaused } from './clock-queries.ts'
import { loadFor } from './load-commands.ts'
import { notifyConcerned, notifyReaders } from './notice-commands.ts'
import { insertEvent, updateEscalation } from './transition-queries.ts'

/** Command escalations.pause. FORBIDDEN for who has it while it is overdue: a second person is needed for that. */
export async function pause(
  scope: CommandScope,
  { escalationId, reason }: PauseInput,
): Promise<CommandResult> {
  const { db, actor, now } = scope
  const { row } = await loadFor(scope, escalationId, 'pause')
  const escalation = ofActor(db, escalationId)
  const clocks = (await clocksOf(escalation)).map((row) =>
    clockState(
      {
        startedAt: row.started_at,
        riskAt: row.risk_at,
        dueAt: row.due_at,
        stoppedAt: row.stopped_at,
        pausedAt: row.paused_at,
      },
      now(),
    ),
  )
  if (clocks.every((state) => state === 'stopped' || state === 'paused'))
    throw new AppError('CONFLICT', { reason: 'nothing_runs' })
  if (clocks.includes('overdue') && actor.person === row.holder_id)
    throw new AppError('FORBIDDEN', { reason: 'own_overdue' })
  await openPause(db, escalationId, { reason })
  await setPaused(escalation, true)
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
  if (!(await endPause(escalation))) throw new AppError('CONFLICT', { reason: 'nothing_paused' })
  await setPaused(escalation, false)
  await setClocks(escalation, { severity: row.severity, zone: row.zone, now: now() })
  await insertEvent(db, row, { kind: 'resumed' })
  const { version, at } = await updateEscalation(db, escalationId, {})
  await notifyReaders(db, row)
  await notifyConcerned(db, row)
  return { entityId: escalationId, version, at }
}
