import type { Scope } from '#server/core/scope.ts'
import { AppError } from '#shared/core/errors.ts'
import { can } from '#shared/policy.ts'

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

/** Who administers reads and changes people, teams and standings; FORBIDDEN for everybody else. */
export function mustAdminister({ actor }: Pick<Scope, 'actor'>): void {
  if (!can(actor, 'people.administer', {})) throw new AppError('FORBIDDEN')
}
