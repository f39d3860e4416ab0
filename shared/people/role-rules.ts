import type { RoleAssignment } from './role-views.ts'

export const roles = ['analyst', 'lead', 'manager', 'partner', 'admin'] as const
export type Role = (typeof roles)[number]

/** The roles that are held in a team; a partner's is held with a function, an administrator's by itself. */
export const teamRoles = ['analyst', 'lead', 'manager'] as const satisfies readonly Role[]
export type TeamRole = (typeof teamRoles)[number]
export const isTeamRole = (given: Role): given is TeamRole => teamRoles.some((known) => known === given)

export const partnerFunctions = ['policy', 'product', 'data', 'engineering', 'legal', 'wellbeing'] as const
export type PartnerFunction = (typeof partnerFunctions)[number]

/**
 * Returns whether somebody else confirms the role before it holds: all that read others' work, and the one that gives
 * roles.
 */
export const needsConfirming = (given: Role): boolean => given !== 'analyst'

/** Returns whether the role gives its rights: an analyst's does before it is confirmed, and waits for the team's totals alone. */
export const gives = ({ role, confirmed }: { role: Role; confirmed: boolean }): boolean =>
  confirmed || !needsConfirming(role)

/** Returns the field that does not fit the role: a team goes with team roles alone, a function with partners alone. */
export function misfitOf(assignment: {
  role: Role
  teamId: string | null
  function: string | null
}): 'teamId' | 'function' | undefined {
  if (isTeamRole(assignment.role) !== (assignment.teamId !== null)) return 'teamId'
  if ((assignment.role === 'partner') !== (assignment.function !== null)) return 'function'
  return undefined
}

export type Days = Pick<RoleAssignment, 'startsOn' | 'endsOn'>

export const isOver = ({ endsOn }: Pick<Days, 'endsOn'>, today: string): boolean =>
  endsOn !== null && endsOn <= today

/** Returns whether the role is over, holds, or is still to come on `today`; one that ends where it starts never holds. */
export function phaseOf(days: Days, today: string): 'over' | 'now' | 'coming' {
  if (isOver(days, today) || days.endsOn === days.startsOn) return 'over'
  return days.startsOn > today ? 'coming' : 'now'
}
