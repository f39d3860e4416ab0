import { v7 as uuidv7 } from 'uuid'
import type { CommandScope } from '#server/core/scope.ts'
import type { UndoImportInput } from '#shared/audits/contracts.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import { can } from '#shared/policy.ts'
import type { ImportTarget } from './import-queries.ts'
import * as imports from './import-queries.ts'
import { undoMachines } from './machine-commands.ts'
import { restorePutRight } from './put-right-queries.ts'
import { changeRollupsBy, removeEmptyRollups } from './rollup-queries.ts'
import { createRollup, verifiedAs } from './rollup-rules.ts'
import * as queries from './undo-queries.ts'

/**
 * Command audits.undoImport. CONFLICT with reason import_undone, import_running, or import_stands where something stands on
 * it by now, with how much of what.
 */
export async function undoImport(
  { db, actor, now }: CommandScope,
  { importId }: UndoImportInput,
): Promise<CommandResult> {
  const target = { org: db.org, actor: db.person, query: db.query }
  const batch = await queries.importById(target, importId)
  if (!batch || !can(actor, 'team.import', { teamId: batch.team_id })) throw new AppError('NOT_FOUND')
  await undoWhole(target, batch)
  await queries.removeMadeAsLead(target, importId)
  return { entityId: importId, version: 1, at: new Date(now()).toISOString() }
}

/** Takes everything that an import stored away again, with its counts and its verifications. */
export async function undoWhole(target: ImportTarget, batch: queries.BatchRow): Promise<void> {
  const { import_id: importId, team_id: teamId } = batch
  if (batch.undone_at !== null) throw new AppError('CONFLICT', { reason: 'import_undone' })
  if (!(await imports.takeTurn(target))) throw new AppError('CONFLICT', { reason: 'import_running' })
  const team = await imports.teamOf(target, teamId)
  if (!team) throw new AppError('NOT_FOUND')
  const dependents = await queries.dependentsOf(target, importId)
  if (Object.values(dependents).some((count) => count > 0))
    throw new AppError('CONFLICT', { reason: 'import_stands', values: { ...dependents } })
  // Before the verifications go back: with them what they opened is closed.
  await restorePutRight(target, importId)
  const rollup = createRollup(team.zone)
  const touched = new Set<string>()
  for (const audit of await queries.restoreVerifications(target, importId)) {
    const { after_outcome: outcome, after_decision: verified_decision } = audit
    rollup.change(verifiedAs(audit, { outcome, verified_decision }), audit, Date.parse(audit.decided_at))
    touched.add(audit.analyst_id)
  }
  for (const audit of await removed(target, importId)) {
    rollup.remove(audit, Date.parse(audit.decided_at))
    touched.add(audit.analyst_id)
  }
  await undoMachines(target, importId, rollup)
  await changeRollupsBy(target, teamId, rollup.rows())
  await removeEmptyRollups(target, teamId)
  await queries.resetDataDate(target, teamId)
  await queries.markUndone(target, importId)
  await imports.logImport(target, {
    entryId: uuidv7(),
    action: 'audits.import.undo',
    importId,
    teamId,
    details: { added: batch.added, updated: batch.updated },
  })
  await imports.announceImport(target, teamId, [...touched])
}

/** A thing that the reader may not see may stand on a case too: the database knows. */
async function removed(target: ImportTarget, importId: string): Promise<queries.CountedAudit[]> {
  try {
    return await queries.removeAudits(target, importId)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '23503')
      throw new AppError('CONFLICT', { reason: 'import_stands' })
    throw error
  }
}
