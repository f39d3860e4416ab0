import { type EffectsOf, effect } from '#server/core/effect.ts'
import type { CommandScope } from '#server/core/scope.ts'
import type { WriteDb } from '#server/db/actor-db.ts'
import { announce } from '#server/db/announce.ts'
import { notify } from '#server/features/inbox/facade.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import { type EndGoalInput, goals, type SaveGoalInput } from '#shared/goals/contracts.ts'
import { can } from '#shared/policy.ts'
import { endGoal, goalFacts, insertGoal, leadsOf, updateGoal } from './queries.ts'

/**
 * Command goals.save: creates with base null, revises the version `base` otherwise. CONFLICT where the goal moved on or has
 * ended, INVALID for another team, person or metric than it has.
 */
async function save({ db, actor, meta }: CommandScope, input: SaveGoalInput): Promise<CommandResult> {
  const { goalId, teamId, subjectId } = input
  const facts = await goalFacts(db, goalId, input)
  if (!facts?.analyst || !can(actor, 'goal.write', { teamId, subjectId })) throw new AppError('NOT_FOUND')
  if (meta.base !== null && facts.version === null) throw new AppError('NOT_FOUND')
  if (facts.version !== meta.base || facts.ended) throw new AppError('CONFLICT')
  const refuse = (field: string) => {
    throw new AppError('INVALID', { field })
  }
  if (facts.team_id && facts.team_id !== teamId) refuse('teamId')
  if (facts.subject_id && facts.subject_id !== subjectId) refuse('subjectId')
  if (facts.metric && facts.metric !== input.metric) refuse('metric')
  const timestamp =
    meta.base === null ? await insertGoal(db, input, meta.claimedAt) : await updateGoal(db, input, meta.base)
  if (!timestamp) throw new AppError('CONFLICT')
  await notifyBoth(db, { goalId, teamId, subjectId })
  return { entityId: goalId, version: (meta.base ?? 0) + 1, at: timestamp }
}

/** Command goals.end, by the person or who leads the team. CONFLICT where the goal moved on or has ended. */
async function end({ db, actor, meta }: CommandScope, input: EndGoalInput): Promise<CommandResult> {
  const { goalId } = input
  const { team_id: teamId = null, subject_id: subjectId = null } = (await goalFacts(db, goalId)) ?? {}
  if (!teamId || !subjectId) throw new AppError('NOT_FOUND')
  if (!can(actor, 'goal.write', { teamId, subjectId })) throw new AppError('FORBIDDEN')
  const base = meta.base ?? 0
  const timestamp = await endGoal(db, { ...input, base })
  if (!timestamp) throw new AppError('CONFLICT')
  await notifyBoth(db, { goalId, teamId, subjectId })
  return { entityId: goalId, version: base + 1, at: timestamp }
}

type Goal = { goalId: string; teamId: string; subjectId: string }

/** Announces and notifies a change to the person and to who leads the team, but not to who made it. */
async function notifyBoth(db: WriteDb, { goalId, teamId, subjectId }: Goal): Promise<void> {
  const people = [subjectId, ...(await leadsOf(db, teamId))]
  await announce(db, { feature: 'goals', subjectId, audience: { people } })
  await notify(db, { to: people, kind: 'goal_changed', entityId: goalId })
}

export const effects: EffectsOf<'goals'> = {
  save: effect(goals.save, save),
  end: effect(goals.end, end),
}
