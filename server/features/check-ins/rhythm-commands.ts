import type { CommandScope } from '#server/core/scope.ts'
import { announce } from '#server/db/announce.ts'
import type { FollowUpInput, SetRhythmInput } from '#shared/check-ins/contracts.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import { consentLog } from './queries.ts'
import { deleteFollowUps, deleteRhythm, insertFollowUp, putRhythm } from './rhythm-queries.ts'

/** Notifies the person's own phones and nobody else's. */
const announceOwn = ({ db }: Pick<CommandScope, 'db'>) =>
  announce(db, { feature: 'check-ins', audience: { people: [db.person] } })

/** Command checkIns.setRhythm. */
export async function setRhythm(scope: CommandScope, { rhythm }: SetRhythmInput): Promise<CommandResult> {
  const { db, now } = scope
  if (rhythm.kind === 'weekly') await deleteRhythm(db)
  else await putRhythm(db, rhythm)
  await announceOwn(scope)
  return { entityId: db.person, version: 0, at: new Date(now()).toISOString() }
}

/** Command checkIns.requestFollowUp. FORBIDDEN without consent. */
export async function requestFollowUp(
  scope: CommandScope,
  { followUpId }: FollowUpInput,
): Promise<CommandResult> {
  const { db, now, meta } = scope
  const [consent] = await consentLog(db)
  if (!consent?.given) throw new AppError('FORBIDDEN', { reason: 'no_consent' })
  await insertFollowUp(db, followUpId, meta.claimedAt)
  await announceOwn(scope)
  return { entityId: followUpId, version: 1, at: new Date(now()).toISOString() }
}

/** Command checkIns.cancelFollowUp. What is gone already is no refusal. */
export async function cancelFollowUp(
  scope: CommandScope,
  { followUpId }: FollowUpInput,
): Promise<CommandResult> {
  await deleteFollowUps(scope.db, followUpId)
  await announceOwn(scope)
  return { entityId: followUpId, version: 0, at: new Date(scope.now()).toISOString() }
}
