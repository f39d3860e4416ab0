import { readKey } from '#client/lib/options-proxy.ts'
import { queries } from '#client/lib/trpc.ts'
import type { Me } from '#shared/people/views.ts'
import type { Session } from './session.ts'

const rolesOf = ({ roles, teams }: Me): string[] => [
  ...roles.map(({ role, teamId }) => `${role} ${teamId}`),
  // The server may know by the team before it does by the role, which it believes for some seconds.
  ...teams.map(({ standing, teamId }) => `in a team as ${standing} ${teamId}`),
]

/** Returns whether the person held a role before that they do not hold now. */
export function losesAccess(before: Me, now: Me): boolean {
  const kept = new Set(rolesOf(now))
  return rolesOf(before).some((role) => !kept.has(role))
}

/** Lets go of every copy that was made with a role that is over; what is still theirs to see is read again. */
export async function releaseCopies(session: Session): Promise<void> {
  await session.cache.empty()
  await queries.resetQueries({ predicate: ({ queryKey }) => readKey(queryKey)?.query !== 'people.me' })
}
