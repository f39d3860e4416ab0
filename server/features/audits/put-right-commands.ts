import type { CommandScope } from '#server/core/scope.ts'
import { announce } from '#server/db/announce.ts'
import type { SetPutRightInput } from '#shared/audits/contracts.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import { can } from '#shared/policy.ts'
import * as queries from './put-right-queries.ts'

/**
 * Command audits.setPutRight. INVALID where a day or a reason is missing or is too many, and for a day to come; CONFLICT with
 * reason nothing_wrong where a later verification says that nothing is wrong, and where it is not as the lead saw it.
 */
export async function setPutRight(
  { db, actor, meta, now }: CommandScope,
  input: SetPutRightInput,
): Promise<CommandResult> {
  const row = await queries.putRightById(db, input.itemId)
  if (!row || !can(actor, 'putRight.read', { analystId: row.analyst_id, teamId: row.team_id }))
    throw new AppError('NOT_FOUND')
  if (!can(actor, 'putRight.set', { teamId: row.team_id })) throw new AppError('FORBIDDEN')
  if ((input.state === 'not_needed') !== (input.reason !== null))
    throw new AppError('INVALID', { field: 'reason' })
  const today = Temporal.Instant.fromEpochMilliseconds(now()).toZonedDateTimeISO(row.zone).toPlainDate()
  if ((input.state === 'done') !== (input.doneOn !== null) || (input.doneOn ?? '') > today.toString())
    throw new AppError('INVALID', { field: 'doneOn' })
  if (row.state === 'withdrawn') throw new AppError('CONFLICT', { reason: 'nothing_wrong' })
  if (meta.base !== null && meta.base !== row.version) throw new AppError('CONFLICT')
  const set = await queries.setPutRight(db, input, row.version)
  if (!set) throw new AppError('CONFLICT')
  await announce(db, {
    feature: 'audits',
    ...(row.analyst_id ? { subjectId: row.analyst_id } : {}),
    audience: { people: row.analyst_id ? [row.analyst_id] : [], teams: [row.team_id] },
  })
  return { entityId: input.itemId, version: set.version, at: set.set_at }
}
