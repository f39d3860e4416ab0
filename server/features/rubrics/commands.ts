import { type EffectsOf, effect } from '#server/core/effect.ts'
import type { CommandScope } from '#server/core/scope.ts'
import type { WriteDb } from '#server/db/actor-db.ts'
import { announce } from '#server/db/announce.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import { can } from '#shared/policy.ts'
import type { ArchiveRubricInput, PublishRubricInput, SaveRubricInput } from '#shared/rubrics/contracts.ts'
import { rubrics } from '#shared/rubrics/contracts.ts'
import { problemsOf } from '#shared/rubrics/rules.ts'
import type { RubricVersionRow } from './queries.ts'
import * as queries from './queries.ts'

/**
 * Command rubrics.save: makes a draft with base null, revises the version `base` otherwise. CONFLICT where another draft of
 * the rubric is open, where this one moved on, or where it is a draft no more; INVALID for another team or rubric than it has.
 */
async function save({ db, actor, meta }: CommandScope, input: SaveRubricInput): Promise<CommandResult> {
  const { versionId, rubricId, teamId } = input
  if (!can(actor, 'rubric.write', { teamId })) throw new AppError('NOT_FOUND')
  const facts = await queries.rubricFacts(db, rubricId, versionId)
  if (!facts || (meta.base !== null && facts.version === null)) throw new AppError('NOT_FOUND')
  if (facts.team_id && facts.team_id !== teamId) throw new AppError('INVALID', { field: 'teamId' })
  if (facts.rubric_of_version && facts.rubric_of_version !== rubricId)
    throw new AppError('INVALID', { field: 'rubricId' })
  if (facts.version !== meta.base || (facts.state && facts.state !== 'draft')) throw new AppError('CONFLICT')
  if (facts.has_other_draft) throw new AppError('CONFLICT', { reason: 'draft_open' })
  const timestamp =
    meta.base === null
      ? await queries.insertDraft(db, input, meta.claimedAt)
      : await queries.updateDraft(db, input, meta.base)
  if (!timestamp) throw new AppError('CONFLICT')
  await announceRubrics(db, teamId)
  return { entityId: versionId, version: (meta.base ?? 0) + 1, at: timestamp }
}

/** Command rubrics.publish. INVALID with the first reason why it cannot be published; CONFLICT where it moved on. */
async function publish(scope: CommandScope, { versionId }: PublishRubricInput): Promise<CommandResult> {
  const { db, meta } = scope
  const row = await versionToChange(scope, versionId)
  if (row.state !== 'draft') throw new AppError('CONFLICT')
  const [problem] = problemsOf(row.content)
  if (problem)
    throw new AppError('INVALID', { field: problem.criterionId ?? 'content', reason: problem.kind })
  const base = meta.base ?? 0
  const timestamp = await queries.publishVersion(db, { id: versionId, rubric: row.rubric_id, base })
  if (!timestamp) throw new AppError('CONFLICT')
  await announceRubrics(db, row.team_id)
  return { entityId: versionId, version: base + 1, at: timestamp }
}

/** Command rubrics.archive, of a draft or a published version. CONFLICT where it moved on. */
async function archive(scope: CommandScope, { versionId }: ArchiveRubricInput): Promise<CommandResult> {
  const { db, meta } = scope
  const row = await versionToChange(scope, versionId)
  const base = meta.base ?? 0
  const timestamp = await queries.archiveVersion(db, versionId, base)
  if (!timestamp) throw new AppError('CONFLICT')
  await announceRubrics(db, row.team_id)
  return { entityId: versionId, version: base + 1, at: timestamp }
}

async function versionToChange(
  { db, actor }: Pick<CommandScope, 'db' | 'actor'>,
  versionId: string,
): Promise<RubricVersionRow> {
  const row = await queries.versionById(db, versionId)
  if (!row || !can(actor, 'rubric.read', { teamId: row.team_id, state: row.state }))
    throw new AppError('NOT_FOUND')
  if (!can(actor, 'rubric.write', { teamId: row.team_id })) throw new AppError('FORBIDDEN')
  return row
}

async function announceRubrics(db: WriteDb, teamId: string): Promise<void> {
  await announce(db, { feature: 'rubrics', audience: { teams: [teamId] } })
}

export const effects: EffectsOf<'rubrics'> = {
  save: effect(rubrics.save, save),
  publish: effect(rubrics.publish, publish),
  archive: effect(rubrics.archive, archive),
}
