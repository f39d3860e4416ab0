import * as z from 'zod/mini'
import { day } from '#shared/core/fields.ts'
import { partnerFunctions } from '#shared/people/rules.ts'
import { locale, role } from '#shared/people/views.ts'

/** What is held: a role in a team for analyst, lead and manager, with a function for partner, by itself for admin. */
export const standing = {
  membershipId: z.uuid(),
  role,
  teamId: z.nullable(z.uuid()),
  function: z.nullable(z.enum(partnerFunctions)),
  startsOn: day,
  /** The first day on which it no longer holds. */
  endsOn: z.nullable(day),
}

export const standingView = z.object(standing)
export type StandingView = z.infer<typeof standingView>

export const directoryPerson = z.object({
  personId: z.uuid(),
  name: z.string(),
  /** What imports call the person. */
  reference: z.nullable(z.string()),
  locale,
  /** Of the sign-in, or of the newest invitation; null for who came with an import alone. */
  email: z.nullable(z.string()),
  signsIn: z.boolean(),
  /** When the newest invitation ends or ended; null where there is none, or it was used. */
  invitedUntil: z.nullable(z.string()),
  /** All there ever were, the newest first. */
  standings: z.array(standingView),
})
export type DirectoryPerson = z.infer<typeof directoryPerson>

export const directoryPage = z.object({
  people: z.array(directoryPerson),
  /** For the next page; null at the end. */
  next: z.nullable(z.string()),
})
export type DirectoryPage = z.infer<typeof directoryPage>

export const structureTeam = z.object({
  teamId: z.uuid(),
  name: z.string(),
  parentId: z.nullable(z.uuid()),
  zone: z.string(),
  version: z.int(),
})
export type StructureTeam = z.infer<typeof structureTeam>
/** The organisation and its teams by name. */
export const structureView = z.object({
  org: z.object({ name: z.string(), zone: z.string() }),
  teams: z.array(structureTeam),
})
export type StructureView = z.infer<typeof structureView>
