import * as z from 'zod/mini'

export const roles = ['analyst', 'lead', 'manager', 'partner', 'admin'] as const
export const role = z.enum(roles)
export type Role = z.infer<typeof role>

/** The roles that are held in a team; a partner's is held with a function, an administrator's by itself. */
export const teamRoles = ['analyst', 'lead', 'manager'] as const satisfies readonly Role[]
export type TeamRole = (typeof teamRoles)[number]
export const isTeamRole = (held: Role): held is TeamRole => teamRoles.some((known) => known === held)

export const partnerFunctions = ['policy', 'product', 'data', 'engineering', 'legal', 'wellbeing'] as const
export const partnerFunction = z.enum(partnerFunctions)
export type PartnerFunction = z.infer<typeof partnerFunction>

/** A role with what it is held in. A person's roles are those that hold today; managers hold one for every team below theirs. */
export const roleHeld = z.object({
  role,
  teamId: z.nullable(z.uuid()),
  function: z.nullable(partnerFunction),
})
export type RoleHeld = z.infer<typeof roleHeld>

/** A role with the days on which it is held. */
export const roleAssignment = z.extend(roleHeld, {
  membershipId: z.uuid(),
  startsOn: z.iso.date(),
  /** The first day on which it no longer holds. */
  endsOn: z.nullable(z.iso.date()),
})
export type RoleAssignment = z.infer<typeof roleAssignment>

/** Returns the field that does not fit the role: a team goes with team roles alone, a function with partners alone. */
export function misfitOf(held: {
  role: Role
  teamId: string | null
  function: string | null
}): 'teamId' | 'function' | undefined {
  if (isTeamRole(held.role) !== (held.teamId !== null)) return 'teamId'
  if ((held.role === 'partner') !== (held.function !== null)) return 'function'
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
