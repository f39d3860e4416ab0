import type { CommandScope } from '#server/core/scope.ts'
import { announce } from '#server/db/announce.ts'
import type {
  BudgetInput,
  ExposureInput,
  ImportExposureInput,
  RemoveExposureInput,
} from '#shared/check-ins/contracts.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import { can } from '#shared/policy.ts'
import { deleteEntry, isReadIn, ownDay, putBudget, putEntry, putFileEntries } from './exposure-queries.ts'
import { suggestRotation } from './rotation-commands.ts'

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

/**
 * Command checkIns.saveExposure. A day that has not come yet was not seen. CONFLICT where what was read in would have the day
 * and the kind of another that was.
 */
export async function saveExposure(scope: CommandScope, input: ExposureInput): Promise<CommandResult> {
  const { db, now } = scope
  const { day } = await ownDay(db, new Date(now()).toISOString())
  if (input.day > day) throw new AppError('INVALID', { field: 'day' })
  if (await isReadIn(db, input)) throw new AppError('CONFLICT', { reason: 'entry_exists' })
  const put = await putEntry(db, input)
  if (!put) throw new AppError('CONFLICT')
  await announce(db, { feature: 'check-ins', audience: { people: [db.person] } })
  await suggestRotation(scope)
  return { entityId: input.entryId, version: put.version, at: put.entered_at }
}

/** Command checkIns.importExposure: INVALID for a day to come, and where a day and a kind stand twice. */
export async function importExposure(
  scope: CommandScope,
  { entries }: ImportExposureInput,
): Promise<CommandResult> {
  const { db, now } = scope
  const { day: today } = await ownDay(db, new Date(now()).toISOString())
  const different = new Set(entries.map(({ day, harm }) => `${day} ${harm}`))
  if (different.size < entries.length || entries.some(({ day }) => day > today))
    throw new AppError('INVALID', { field: 'entries' })
  if (!(await putFileEntries(db, entries))) throw new AppError('CONFLICT')
  await announce(db, { feature: 'check-ins', audience: { people: [db.person] } })
  await suggestRotation(scope)
  return { entityId: db.person, version: 0, at: new Date(now()).toISOString() }
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
