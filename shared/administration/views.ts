import * as z from 'zod/mini'
import { actorRole, roleAssignment } from '#shared/people/role-views.ts'
import { locale, personRef } from '#shared/people/views.ts'

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
  /** The newest invitation opens nothing until somebody else confirms it. */
  invitationWaits: z.boolean(),
  /** All roles there ever were, the newest first; one that is not confirmed gives nothing. */
  standings: z.array(z.extend(roleAssignment, { confirmed: z.boolean() })),
})
export type DirectoryPerson = z.infer<typeof directoryPerson>

export const directoryPage = z.object({
  people: z.array(directoryPerson),
  /** For the next page; null at the end. */
  next: z.nullable(z.string()),
})
export type DirectoryPage = z.infer<typeof directoryPage>

export const addressStates = ['open', 'declined', 'lapsed'] as const
export const ownAddress = z.object({
  email: z.string(),
  /** The newest, unless it was confirmed or withdrawn. */
  request: z.nullable(
    z.object({
      requestId: z.uuid(),
      email: z.string(),
      at: z.string(),
      until: z.string(),
      state: z.enum(addressStates),
    }),
  ),
  /** False where no other administrator signs in: whoever runs the server confirms it then. */
  confirmable: z.boolean(),
})
export type OwnAddress = z.infer<typeof ownAddress>

/**
 * A role, an invitation or an address that waits for somebody else to confirm it; `id` is the membership's, the person's or
 * the request's.
 */
export const waitingView = z.object({
  kind: z.enum(['role', 'invitation', 'address']),
  id: z.uuid(),
  person: personRef,
  /** Of an invitation: the roles that the person has. */
  roles: z.array(
    z.extend(z.pick(actorRole, { role: true, function: true }), { teamName: z.nullable(z.string()) }),
  ),
  /** Of an invitation: where its link goes. Of an address: the one that was asked for. */
  email: z.nullable(z.string()),
  /** Of an address: the one that holds until then. */
  present: z.nullable(z.string()),
  giver: personRef,
  at: z.string(),
})
export type WaitingView = z.infer<typeof waitingView>
/** Says who gave a role that reads, and who confirmed it; null where whoever runs the server did. */
export const givenView = z.object({
  membershipId: z.uuid(),
  person: personRef,
  role: actorRole.shape.role,
  teamName: z.nullable(z.string()),
  function: actorRole.shape.function,
  giver: z.nullable(personRef),
  confirmer: z.nullable(personRef),
  at: z.string(),
})
export type GivenView = z.infer<typeof givenView>
/** The roles that wait for the reader, and who gave and confirmed those that reach the reader's teams, the newest 100. */
export const rolesView = z.object({ waiting: z.array(waitingView), given: z.array(givenView) })
export type RolesView = z.infer<typeof rolesView>

/** A team that is, or was, to stand below another. */
export const moveView = z.object({
  moveId: z.uuid(),
  teamId: z.uuid(),
  teamName: z.string(),
  /** The team above where it stood; null at the top. */
  fromName: z.nullable(z.string()),
  toName: z.nullable(z.string()),
  /** Null where whoever runs the server moved it. */
  asker: z.nullable(personRef),
  confirmer: z.nullable(personRef),
  /** Who would read the team by it and does not yet; nobody once it is confirmed. */
  newReaders: z.array(personRef),
  /** When it was asked, or confirmed. */
  at: z.string(),
  mayConfirm: z.boolean(),
  mayDecline: z.boolean(),
})
export type MoveView = z.infer<typeof moveView>
/** The moves that wait, and those that were confirmed, the newest 100, as far as the reader's teams go. */
export const movesView = z.object({ waiting: z.array(moveView), confirmed: z.array(moveView) })
export type MovesView = z.infer<typeof movesView>

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
  org: z.object({ name: z.string(), zone: z.string(), offlineHours: z.int() }),
  teams: z.array(structureTeam),
})
export type StructureView = z.infer<typeof structureView>

/** An analyst of a team who never signed in, as its lead sees them. */
export const newcomerView = z.object({
  personId: z.uuid(),
  name: z.string(),
  /** What imports call the person. */
  reference: z.nullable(z.string()),
  /** Of an invitation that was not used. */
  email: z.nullable(z.string()),
  invitedUntil: z.nullable(z.string()),
  /** The team's totals count the person. */
  confirmed: z.boolean(),
})
export type NewcomerView = z.infer<typeof newcomerView>
