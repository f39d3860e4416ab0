import * as z from 'zod/mini'
import { email, locale } from './people.ts'
import { roleAssignment } from './roles.ts'

/** What an administrator reads and changes: people, teams, standings; no content. */

const name = z.string().check(z.trim(), z.minLength(1), z.maxLength(200))
const day = z.iso.date()
/** SHA-256 of the token in the link, as 64 hexadecimal digits. The token is made on the administrator's phone and shown there. */
const tokenHash = z.string().check(z.regex(/^[0-9a-f]{64}$/))

/** Days for which an invitation is good. */
export const invitationDays = 7

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

/** `search` is part of a name, of an email or of what imports call the person. */
export const directoryInput = z.object({
  search: z.string().check(z.trim(), z.maxLength(100)),
  cursor: z.nullish(z.string().check(z.maxLength(2000))),
})
export const directoryPage = z.object({
  people: z.array(directoryPerson),
  /** For the next page; null at the end. */
  next: z.nullable(z.string()),
})
export type DirectoryPage = z.infer<typeof directoryPage>

export const directoryPersonInput = z.object({ personId: z.uuid() })

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

/** Command people.invite: a new person with their first standing and the hash of their invitation. */
export const inviteInput = z.object({
  personId: z.uuid(),
  name,
  email,
  reference: z.nullable(z.string().check(z.trim(), z.minLength(1), z.maxLength(200))),
  locale,
  standing: roleAssignment,
  tokenHash,
})
export type InviteInput = z.infer<typeof inviteInput>

/** Command people.inviteAgain: replaces the invitation of who does not sign in yet; the address may be put right. */
export const inviteAgainInput = z.object({ personId: z.uuid(), email, tokenHash })
export type InviteAgainInput = z.infer<typeof inviteAgainInput>

/** Command people.giveRole. Nobody gives themselves one. */
export const giveRoleInput = z.object({ personId: z.uuid(), standing: roleAssignment })
export type GiveRoleInput = z.infer<typeof giveRoleInput>

/** Command people.endRole; `endsOn` is the first day without it. The last administrator keeps theirs. */
export const endRoleInput = z.object({ membershipId: z.uuid(), endsOn: day })
export type EndRoleInput = z.infer<typeof endRoleInput>

/** Command people.saveTeam: creates, or renames and moves where the team exists (base = the version looked at). */
export const saveTeamInput = z.object({
  teamId: z.uuid(),
  name,
  parentId: z.nullable(z.uuid()),
  /** Of a new team; its days are days there, so it stays. */
  zone: z.string().check(z.minLength(1), z.maxLength(60)),
})
export type SaveTeamInput = z.infer<typeof saveTeamInput>

/** Command people.nameOrganisation. */
export const nameOrganisationInput = z.object({ name })
export type NameOrganisationInput = z.infer<typeof nameOrganisationInput>
