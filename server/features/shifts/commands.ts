import { type EffectsOf, effect } from '#server/core/effect.ts'
import type { CommandScope } from '#server/core/scope.ts'
import { announce } from '#server/db/announce.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import { can } from '#shared/policy.ts'
import {
  type RemoveEntryInput,
  type RemovePatternInput,
  type SaveEntryInput,
  type SetPatternInput,
  shifts,
} from '#shared/shifts/contracts.ts'
import { teamsOf } from './queries.ts'
import { renewShifts } from './renew-queries.ts'
import { importRoster } from './roster-commands.ts'
import { deletePattern, insertEntry, putPattern, removeEntryRow, updateEntry } from './save-queries.ts'

/** Command shifts.setPattern, by the person or who leads them today; who says it last, says it. */
async function setPattern(scope: CommandScope, input: SetPatternInput): Promise<CommandResult> {
  const teamIds = await requireWriter(scope, input.personId)
  const { version, timestamp } = await putPattern(scope.db, input)
  await renew(scope, input.personId, teamIds)
  return { entityId: input.personId, version, at: timestamp }
}

/** Command shifts.removePattern. Nothing happens where it is gone already. */
async function removePattern(scope: CommandScope, input: RemovePatternInput): Promise<CommandResult> {
  const teamIds = await requireWriter(scope, input.personId)
  if (await deletePattern(scope.db, input)) await renew(scope, input.personId, teamIds)
  return { entityId: input.personId, version: 1, at: new Date(scope.now()).toISOString() }
}

/** Command shifts.saveEntry: creates with base null, revises the version `base` otherwise. CONFLICT where it moved on. */
async function saveEntry(scope: CommandScope, input: SaveEntryInput): Promise<CommandResult> {
  const { db, meta } = scope
  const teamIds = await requireWriter(scope, input.personId)
  const saved = meta.base === null ? await insertEntry(db, input) : await updateEntry(db, input, meta.base)
  if (!saved) throw new AppError('CONFLICT')
  await renew(scope, input.personId, teamIds)
  return { entityId: input.entryId, version: saved.version, at: saved.timestamp }
}

/** Command shifts.removeEntry. Nothing happens where it is gone already. */
async function removeEntry(scope: CommandScope, input: RemoveEntryInput): Promise<CommandResult> {
  const teamIds = await requireWriter(scope, input.personId)
  if (await removeEntryRow(scope.db, input)) await renew(scope, input.personId, teamIds)
  return { entityId: input.entryId, version: 1, at: new Date(scope.now()).toISOString() }
}

/** Returns the teams in which the person is an analyst today. NOT_FOUND for who may not enter their shifts. */
async function requireWriter(
  { db, actor }: Pick<CommandScope, 'db' | 'actor'>,
  personId: string,
): Promise<string[]> {
  const teamIds = await teamsOf(db, personId)
  if (!can(actor, 'shift.write', { personId, teamIds })) throw new AppError('NOT_FOUND')
  return teamIds
}

async function renew(
  { db, now }: Pick<CommandScope, 'db' | 'now'>,
  personId: string,
  teams: readonly string[],
): Promise<void> {
  await renewShifts({ org: db.org, query: db.query }, personId, now())
  await announce(db, { feature: 'shifts', subjectId: personId, audience: { people: [personId], teams } })
}

export const effects: EffectsOf<'shifts'> = {
  setPattern: effect(shifts.setPattern, setPattern),
  removePattern: effect(shifts.removePattern, removePattern),
  saveEntry: effect(shifts.saveEntry, saveEntry),
  removeEntry: effect(shifts.removeEntry, removeEntry),
  importRoster: effect(shifts.importRoster, importRoster),
}
