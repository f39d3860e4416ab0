import * as z from 'zod/mini'
import { roleAssignment } from '#shared/people/role-views.ts'
import { locale } from '#shared/people/views.ts'

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
  /** All roles there ever were, the newest first. */
  standings: z.array(roleAssignment),
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
