import type { CommandScope } from '#server/core/scope.ts'
import { announce } from '#server/db/announce.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import type { ImportCalendarInput, SetChainInput } from '#shared/escalations/chain-contracts.ts'
import { can } from '#shared/policy.ts'
import { calendarOfTeam, chainsOf, insertCalendar, insertChain, teamOfChain } from './chain-queries.ts'
import { peopleToCall } from './chain-views.ts'

/**
 * Command escalations.setChain, by who leads or manages the team. INVALID with reason past for a day that is over, and with reason
 * not_reachable for a step that names somebody who neither leads the team nor manages it; CONFLICT where a chain was set since it
 * was looked at.
 */
export async function setChain(scope: CommandScope, input: SetChainInput): Promise<CommandResult> {
  const { db, actor, meta } = scope
  const { teamId, startsOn, severities, repeats, steps } = input
  if (!can(actor, 'chain.set', { teamId })) throw new AppError('NOT_FOUND')
  const team = await teamOfChain(db, teamId)
  if (!team) throw new AppError('NOT_FOUND')
  const version = (await chainsOf(db, teamId))[0]?.number ?? 0
  if (version !== (meta.base ?? 0)) throw new AppError('CONFLICT', { reason: 'chain_changed' })
  if (startsOn < team.today) throw new AppError('INVALID', { field: 'startsOn', reason: 'past' })
  const stranger = await strangerAmong(scope, teamId, steps)
  if (stranger >= 0)
    throw new AppError('INVALID', { field: `steps.${stranger}.personId`, reason: 'not_reachable' })
  const number = version + 1
  const timestamp = await insertChain(db, {
    ...{ team_id: teamId, number, starts_on: startsOn, severities, repeats },
    sources: steps.map(({ source }) => source),
    person_ids: steps.map(({ personId }) => personId),
    minutes: steps.map(({ minutes }) => minutes),
  })
  if (!timestamp) throw new AppError('CONFLICT', { reason: 'chain_changed' })
  await announce(db, { feature: 'escalations', audience: { teams: [teamId] } })
  return { entityId: teamId, version: number, at: timestamp }
}

/**
 * Command escalations.importCalendar, by the same. INVALID with reason not_reachable for a turn of somebody who neither leads the team
 * nor manages it; CONFLICT where one was imported since.
 */
export async function importCalendar(
  scope: CommandScope,
  input: ImportCalendarInput,
): Promise<CommandResult> {
  const { db, actor, meta } = scope
  const { teamId, source, turns } = input
  if (!can(actor, 'chain.set', { teamId })) throw new AppError('NOT_FOUND')
  const version = (await calendarOfTeam(db, teamId))?.number ?? 0
  if (version !== (meta.base ?? 0)) throw new AppError('CONFLICT', { reason: 'chain_changed' })
  const stranger = await strangerAmong(scope, teamId, turns)
  if (stranger >= 0)
    throw new AppError('INVALID', { field: `turns.${stranger}.personId`, reason: 'not_reachable' })
  const number = version + 1
  const timestamp = await insertCalendar(db, {
    ...{ team_id: teamId, number, source },
    person_ids: turns.map(({ personId }) => personId),
    starts: turns.map(({ startsAt }) => startsAt),
    ends: turns.map(({ endsAt }) => endsAt),
  })
  if (!timestamp) throw new AppError('CONFLICT', { reason: 'chain_changed' })
  await announce(db, { feature: 'escalations', audience: { teams: [teamId] } })
  return { entityId: teamId, version: number, at: timestamp }
}

/** Returns the place of the first that names somebody who cannot be called for the team; -1 where there is none. */
async function strangerAmong(
  { db }: CommandScope,
  teamId: string,
  named: readonly { personId: string | null }[],
): Promise<number> {
  const known = new Set((await peopleToCall(db, teamId)).map(({ personId }) => personId))
  return named.findIndex(({ personId }) => personId !== null && !known.has(personId))
}
