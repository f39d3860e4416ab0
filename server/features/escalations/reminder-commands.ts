import type { CommandScope } from '#server/core/scope.ts'
import { notify } from '#server/features/inbox/facade.ts'
import { clockState } from '#shared/core/clock.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import type { StepInput } from '#shared/escalations/contracts.ts'
import { isDecisionAwaited, isRecent } from '#shared/escalations/reminder-rules.ts'
import { newestRequest } from './approval-queries.ts'
import { ofActor } from './clock-commands.ts'
import { clocksOf } from './clock-queries.ts'
import { loadFor } from './load-commands.ts'
import { isUrgent, notifyReaders } from './notice-commands.ts'
import { insertEvent, lastReminderAt, updateEscalation } from './transition-queries.ts'

/**
 * Command escalations.remind: tells who has an escalation that is overdue, or on which a decision is waited for, once more, and
 * writes it into its log. One reminder stands for a while, whoever sends it.
 * @throws CONFLICT where nothing is late, where nobody else has it, and where somebody was reminded of late.
 */
export async function remind(scope: CommandScope, { escalationId }: StepInput): Promise<CommandResult> {
  const { db, actor, now } = scope
  const { row } = await loadFor(scope, escalationId, 'comment')
  const clocks = await clocksOf(ofActor(db, escalationId))
  const isLate = clocks.some(
    ({ started_at: startedAt, due_at: dueAt, stopped_at: stoppedAt, paused_at: pausedAt }) =>
      clockState({ startedAt, dueAt, stoppedAt, pausedAt }, now()) === 'overdue',
  )
  const isAwaited = isDecisionAwaited(await newestRequest(db, escalationId), now())
  if (!isLate && !isAwaited) throw new AppError('CONFLICT', { reason: 'nothing_overdue' })
  if (row.holder_id === null || row.holder_id === actor.person)
    throw new AppError('CONFLICT', { reason: 'nobody_to_remind' })
  const last = await lastReminderAt(db, escalationId)
  if (last !== undefined && isRecent(last, now()))
    throw new AppError('CONFLICT', { reason: 'reminded_already', values: { at: last } })
  await insertEvent(db, row, { kind: 'reminded', otherId: row.holder_id })
  await notify(db, {
    to: row.holder_id,
    kind: isLate ? 'clock_overdue' : 'approval_waiting',
    entityId: escalationId,
    urgent: isUrgent(row),
  })
  const { version, at } = await updateEscalation(db, escalationId, {})
  await notifyReaders(db, row)
  return { entityId: escalationId, version, at }
}
