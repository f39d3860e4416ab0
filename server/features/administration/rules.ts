import type { CommandScope, Scope } from '#server/core/scope.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import { can, type Facts } from '#shared/policy.ts'
import type { WaitingRow } from './confirm-queries.ts'
import type { MoveRow } from './move-queries.ts'

interface Team {
  team_id: string
  parent_id: string | null
}

/** The team itself and every team above it, from below. Ends also where the teams go in a circle. */
export function teamsAbove(teams: readonly Team[], teamId: string): string[] {
  const above: string[] = []
  let next: string | null = teamId
  while (next !== null && !above.includes(next)) {
    above.push(next)
    next = teams.find((team) => team.team_id === next)?.parent_id ?? null
  }
  return above
}

/** Returns what the policy has to know of a role or an invitation that is to be confirmed. */
export const confirmFacts = (
  row: Pick<WaitingRow, 'person_id' | 'giver_id' | 'roles'>,
): Facts['people.confirm'] => ({
  personId: row.person_id,
  giverId: row.giver_id,
  roles: row.roles,
})

/** Returns what the policy has to know of a move that is to be confirmed. */
export const moveFacts = (
  row: Pick<MoveRow, 'team_id' | 'asker_id' | 'new_readers'>,
): Facts['team.confirmMove'] => ({
  teamId: row.team_id,
  askerId: row.asker_id,
  newReaders: row.new_readers.map(({ personId }) => personId),
})

/** Returns the answer to a command that was applied. */
export const done = ({ now }: CommandScope, entityId: string, version = 0): CommandResult => ({
  entityId,
  version,
  at: new Date(now()).toISOString(),
})

/**
 * Makes sure that the actor administers, who reads and changes people, teams and roles. @throws FORBIDDEN for
 * everybody else.
 */
export function mustAdminister({ actor }: Pick<Scope, 'actor'>): void {
  if (!can(actor, 'people.administer', {})) throw new AppError('FORBIDDEN')
}

/** Makes sure that the actor leads the team. @throws NOT_FOUND for who does not see it, FORBIDDEN for who does. */
export function mustLead({ actor }: Pick<Scope, 'actor'>, teamId: string): void {
  if (can(actor, 'team.invite', { teamId })) return
  throw new AppError(can(actor, 'team.read', { teamId }) ? 'FORBIDDEN' : 'NOT_FOUND')
}
