import type { Faults } from '#client/forms/reading.ts'
import { isTeamRole, type PartnerFunction, type Role } from '#shared/people/role-rules.ts'
import type { RoleAssignment } from '#shared/people/role-views.ts'

/** A role with its days as it is being chosen; '' is nothing chosen yet. */
export interface RoleForm {
  role: Role
  teamId: string
  function: PartnerFunction | ''
  startsOn: string
  endsOn: string
}

export const newRoleForm = (today: string): RoleForm => ({
  role: 'analyst',
  teamId: '',
  function: '',
  startsOn: today,
  endsOn: '',
})

/** The fields of a role, by the names under which the server speaks of them. */
export const roleFields = [
  'standing.role',
  'standing.teamId',
  'standing.function',
  'standing.startsOn',
  'standing.endsOn',
] as const
export type RoleField = (typeof roleFields)[number]

/** Returns the fields that the chosen role asks for and that are empty; the schema of the command takes any role. */
export function faultsOf({ role, teamId, function: partnerFunction, startsOn }: RoleForm): Faults<RoleField> {
  return {
    ...(isTeamRole(role) && teamId === '' ? { 'standing.teamId': 'missing' } : {}),
    ...(role === 'partner' && partnerFunction === '' ? { 'standing.function': 'missing' } : {}),
    ...(startsOn === '' ? { 'standing.startsOn': 'missing' } : {}),
  }
}

/**
 * Returns the assignment of a form that misses nothing: what belongs to another role than the chosen one is left out.
 */
export function assignmentOf(form: RoleForm, membershipId: string): RoleAssignment {
  return {
    membershipId,
    role: form.role,
    teamId: isTeamRole(form.role) ? form.teamId : null,
    function: form.role === 'partner' && form.function !== '' ? form.function : null,
    startsOn: form.startsOn,
    endsOn: form.endsOn || null,
  }
}
