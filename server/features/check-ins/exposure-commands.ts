import type { CommandScope } from '#server/core/scope.ts'
import { announce } from '#server/db/announce.ts'
import type { BudgetInput, ExposureInput, RemoveExposureInput } from '#shared/check-ins/contracts.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import { can } from '#shared/policy.ts'
import { deleteEntry, ownDay, putBudget, putEntry } from './exposure-queries.ts'

/** Command checkIns.setBudget, by who leads the team; `base` is the version looked at. */
export async function setBudget(
  { db, actor, meta, now }: CommandScope,
  input: BudgetInput,
): Promise<CommandResult> {
  if (!can(actor, 'budget.set', input)) throw new AppError('NOT_FOUND')
  const set = await putBudget(db, input, meta.base)
  if (!set) throw new AppError('CONFLICT')
  await announce(db, { feature: 'check-ins', audience: { teams: [input.teamId] } })
  return { entityId: input.teamId, version: set.version, at: new Date(now()).toISOString() }
}

/** Command checkIns.saveExposure. A day that has not come yet was not seen. */
export async function saveExposure({ db, now }: CommandScope, input: ExposureInput): Promise<CommandResult> {
  const { day } = await ownDay(db, new Date(now()).toISOString())
  if (input.day > day) throw new AppError('INVALID', { field: 'day' })
  const put = await putEntry(db, input)
  if (!put) throw new AppError('CONFLICT')
  await announce(db, { feature: 'check-ins', audience: { people: [db.person] } })
  return { entityId: input.entryId, version: put.version, at: put.entered_at }
}

/** Command checkIns.removeExposure; what is gone already is no refusal. */
export async function removeExposure(
  { db, now }: CommandScope,
  { entryId }: RemoveExposureInput,
): Promise<CommandResult> {
  await deleteEntry(db, entryId)
  await announce(db, { feature: 'check-ins', audience: { people: [db.person] } })
  return { entityId: entryId, version: 0, at: new Date(now()).toISOString() }
}
