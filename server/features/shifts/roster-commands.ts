import type { CommandScope } from '#server/core/scope.ts'
import { announce } from '#server/db/announce.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import { can } from '#shared/policy.ts'
import type { ImportRosterInput } from '#shared/shifts/contracts.ts'
import { rosterChanges } from '#shared/shifts/roster-rules.ts'
import type { RosterReport } from '#shared/shifts/views.ts'
import { analystsAmong } from './queries.ts'
import { renewShifts } from './renew-queries.ts'
import {
  deleteImported,
  insertImported,
  knownEntries,
  type RosterTarget,
  teamZone,
} from './roster-queries.ts'

/**
 * Command shifts.importRoster, by who leads the team. INVALID with the entry for somebody who is neither an analyst of the
 * team today nor the actor.
 */
export async function importRoster(
  { db, actor, now }: CommandScope,
  input: ImportRosterInput,
): Promise<CommandResult> {
  const { teamId, entries } = input
  if (!can(actor, 'team.import', { teamId })) {
    throw new AppError(can(actor, 'team.read', { teamId }) ? 'FORBIDDEN' : 'NOT_FOUND')
  }
  const people = [...new Set(entries.map(({ personId }) => personId))]
  const analysts = await analystsAmong(db, teamId, people)
  const mayWrite = (personId: string) =>
    can(actor, 'shift.write', { personId, teamIds: analysts.has(personId) ? [teamId] : [] })
  const stranger = entries.findIndex(({ personId }) => !mayWrite(personId))
  if (stranger >= 0) throw new AppError('INVALID', { field: `input.entries.${stranger}.personId` })
  const { changed } = await storeRoster({ org: db.org, actor: actor.person, query: db.query }, input, now())
  for (const personId of changed)
    await announce(db, {
      feature: 'shifts',
      subjectId: personId,
      audience: { people: [personId], teams: [teamId] },
    })
  return { entityId: teamId, version: 1, at: new Date(now()).toISOString() }
}

/** Stores a roster as what its source says now. Returns what changed, and for whom. */
export async function storeRoster(
  target: RosterTarget,
  { teamId, source, entries }: ImportRosterInput,
  now: number,
): Promise<{ report: RosterReport; changed: string[] }> {
  const known = await knownEntries(target, { teamId, source })
  const zone = await teamZone({ ...target, teamId })
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate().toString()
  const { added, removed, unchanged, kept } = rosterChanges(entries, known, today)
  await deleteImported(
    target,
    removed.map(({ entryId }) => entryId),
  )
  await insertImported(target, { teamId, source }, added)
  const changed = [...new Set([...added, ...removed].map(({ personId }) => personId))]
  for (const personId of changed) await renewShifts(target, personId, now)
  return { report: { added: added.length, removed: removed.length, unchanged, kept }, changed }
}
