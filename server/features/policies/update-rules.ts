import { type Actor, can } from '#shared/policy.ts'

/** Returns the team in which a mark of the actor is set: the one that is named, else another in which they are an analyst. */
export function markingTeamOf(actor: Actor, named: string): string | undefined {
  const teams = [named, ...actor.roles.flatMap(({ teamId }) => teamId ?? [])]
  return teams.find((teamId) => can(actor, 'mark.write', { personId: actor.person, teamId }))
}
