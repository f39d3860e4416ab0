import { v7 as uuidv7 } from 'uuid'
import type { CommandScope } from '#server/core/scope.ts'
import type { WriteDb } from '#server/db/actor-db.ts'
import { announce } from '#server/db/announce.ts'
import type {
  RotationInput,
  SettleRotationInput,
  SuggestsInput,
  TopicInput,
} from '#shared/check-ins/contracts.ts'
import { daysOverBudget, suggestAfter } from '#shared/check-ins/exposure-rules.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import { can } from '#shared/policy.ts'
import { entriesSince, ownDay } from './exposure-queries.ts'
import { daysBefore, readBudgets, strictest } from './exposure-views.ts'
import * as queries from './rotation-queries.ts'

const resultOf = ({ now }: Pick<CommandScope, 'now'>, entityId: string, version: number): CommandResult => ({
  entityId,
  version,
  at: new Date(now()).toISOString(),
})

/** Command checkIns.setTopic: the person's alone; nobody else is notified. INVALID for a policy that there is not. */
export async function setTopic(scope: CommandScope, { policy, leftOut }: TopicInput): Promise<CommandResult> {
  const { db } = scope
  if (!(await queries.putTopic(db, policy, leftOut)))
    throw new AppError('INVALID', { field: 'policy', reason: 'unknown_policy' })
  await announce(db, { feature: 'check-ins', audience: { people: [db.person] } })
  return resultOf(scope, db.person, 0)
}

/** Command checkIns.setSuggests. Where the days are over the budget already, the suggestion is made at once. */
export async function setSuggests(scope: CommandScope, { suggests }: SuggestsInput): Promise<CommandResult> {
  const { db } = scope
  await queries.putSuggests(db, suggests)
  await announce(db, { feature: 'check-ins', audience: { people: [db.person] } })
  if (suggests) await suggestRotation(scope)
  return resultOf(scope, db.person, 0)
}

/**
 * Command checkIns.askRotation, by an analyst. While a request is open another adds nothing; one to a team that the person
 * has left is withdrawn.
 */
export async function askRotation(
  scope: CommandScope,
  { rotationId }: RotationInput,
): Promise<CommandResult> {
  const { db, actor } = scope
  const teamId = await queries.analystTeam(db)
  if (teamId === undefined || !can(actor, 'rotation.ask', { personId: db.person, teamId }))
    throw new AppError('NOT_FOUND')
  const open = (await queries.ownRotations(db)).find(({ state }) => state === 'open')
  if (open?.team_id === teamId) return resultOf(scope, open.rotation_id, open.version)
  if (open) await queries.endRotation(db, open.rotation_id, 'withdrawn')
  if (!(await queries.insertRotation(db, { rotationId, teamId }))) throw new AppError('CONFLICT')
  await announceRotation(db, teamId)
  return resultOf(scope, rotationId, 1)
}

/** Command checkIns.withdrawRotation, by the person; one that has ended stays as it is. */
export async function withdrawRotation(
  scope: CommandScope,
  { rotationId }: RotationInput,
): Promise<CommandResult> {
  const { db, actor } = scope
  const row = await queries.rotationById(db, rotationId)
  if (!row || !can(actor, 'check-in.own', { personId: row.person_id })) throw new AppError('NOT_FOUND')
  const version = await queries.endRotation(db, rotationId, 'withdrawn')
  if (version !== undefined) await announceRotation(db, row.team_id)
  return resultOf(scope, rotationId, version ?? row.version)
}

/** Command checkIns.settleRotation, by who leads the team; one that has ended stays as it is. */
export async function settleRotation(
  scope: CommandScope,
  { rotationId, outcome }: SettleRotationInput,
): Promise<CommandResult> {
  const { db, actor } = scope
  const row = await queries.rotationById(db, rotationId)
  const facts = row && { personId: row.person_id, teamId: row.team_id, inTeam: row.in_team }
  if (!row || !facts || !can(actor, 'rotation.settle', facts)) throw new AppError('NOT_FOUND')
  const version = await queries.endRotation(db, rotationId, outcome)
  if (version !== undefined)
    await announce(
      db,
      { feature: 'check-ins', audience: { people: [row.person_id] } },
      { feature: 'check-ins', subjectId: row.person_id, audience: { teams: [row.team_id] } },
    )
  return resultOf(scope, rotationId, version ?? row.version)
}

/** The person's phones follow, and those of who leads the team. */
async function announceRotation(db: WriteDb, teamId: string): Promise<void> {
  const leads = await queries.leadsAbove(db, teamId)
  await announce(db, {
    feature: 'check-ins',
    subjectId: db.person,
    audience: { people: [db.person, ...leads] },
  })
}

/**
 * Asks for a rotation in the person's name where they switched that on and several days reached the budget. The request
 * looks like any other; within the days that were counted there is one at most.
 */
export async function suggestRotation(scope: Pick<CommandScope, 'db' | 'actor' | 'now'>): Promise<void> {
  const { db, actor, now } = scope
  if (!(await queries.readSuggests(db))) return
  const teamId = await queries.analystTeam(db)
  if (teamId === undefined || !can(actor, 'rotation.ask', { personId: db.person, teamId })) return
  const { day } = await ownDay(db, new Date(now()).toISOString())
  const since = daysBefore(day, suggestAfter.ofDays - 1)
  const [entries, budgets, [last]] = await Promise.all([
    entriesSince(db, since),
    readBudgets({ db, actor }),
    queries.ownRotations(db),
  ])
  const { minutesPerDay } = strictest(budgets.map(({ budget }) => budget))
  if (daysOverBudget(entries, { minutesPerDay, since }) < suggestAfter.daysOver) return
  if (last && (last.state === 'open' || last.asked_at.slice(0, 10) >= since)) return
  if (await queries.insertRotation(db, { rotationId: uuidv7(), teamId })) await announceRotation(db, teamId)
}
