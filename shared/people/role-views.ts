import * as z from 'zod/mini'
import { day } from '#shared/core/fields.ts'
import { partnerFunctions, roles } from './role-rules.ts'

export const role = z.enum(roles)
export const partnerFunction = z.enum(partnerFunctions)
/** A role with what it is held in. A person's roles are those that hold today; managers hold one for every team below theirs. */
export const actorRole = z.object({
  role,
  teamId: z.nullable(z.uuid()),
  function: z.nullable(partnerFunction),
})
export type ActorRole = z.infer<typeof actorRole>

/** A role with the days on which it is held. */
export const roleAssignment = z.extend(actorRole, {
  membershipId: z.uuid(),
  startsOn: day,
  /** The first day on which it no longer holds. */
  endsOn: z.nullable(day),
})
export type RoleAssignment = z.infer<typeof roleAssignment>
