import * as z from 'zod/mini'
import { email } from '#shared/auth/views.ts'
import { commandNow } from '#shared/core/contract.ts'
import { day, text } from '#shared/core/fields.ts'
import { settableKinds } from '#shared/core/retention-rules.ts'
import { reasonLimits } from '#shared/emergency/rules.ts'
import { roleAssignment } from '#shared/people/role-views.ts'
import { locale } from '#shared/people/views.ts'
import { offlineHourBounds } from './rules.ts'

/** What an administrator reads and changes: people, teams, standings; no content. */

export const name = text(200)
/** SHA-256 of the token in the link, as 64 hexadecimal digits. The token is made on the administrator's phone and shown there. */
const tokenHash = z.string().check(z.regex(/^[0-9a-f]{64}$/))

/**
 * Command administration.invite: a new person with their first standing and the hash of their invitation. FORBIDDEN
 * 'nobody_confirms' for a role that nobody else could confirm.
 */
export const inviteInput = z.object({
  personId: z.uuid(),
  name,
  email,
  reference: z.nullable(text(200)),
  locale,
  standing: roleAssignment,
  tokenHash,
})
export type InviteInput = z.infer<typeof inviteInput>

/**
 * Command administration.inviteAgain: replaces the invitation of who does not sign in yet. To another address, or of who
 * was never invited, it opens nothing until somebody else confirms it.
 */
export const inviteAgainInput = z.object({ personId: z.uuid(), email, tokenHash })
export type InviteAgainInput = z.infer<typeof inviteAgainInput>

/**
 * Command administration.inviteAnalyst, by the lead of the team: somebody new, or an analyst of the team who never signed in,
 * whom an import made or whose link was lost. They work at once; the team's totals count them when somebody else confirmed it.
 */
export const inviteAnalystInput = z.object({
  personId: z.uuid(),
  /** Of a new person's role. */
  membershipId: z.uuid(),
  teamId: z.uuid(),
  name,
  email,
  locale,
  tokenHash,
})
export type InviteAnalystInput = z.infer<typeof inviteAnalystInput>

/** Command administration.giveRole. Nobody gives themselves one. */
export const giveRoleInput = z.object({ personId: z.uuid(), standing: roleAssignment })
export type GiveRoleInput = z.infer<typeof giveRoleInput>

/** Command administration.endRole; `endsOn` is the first day without it. The last administrator keeps theirs. */
export const endRoleInput = z.object({ membershipId: z.uuid(), endsOn: day })
export type EndRoleInput = z.infer<typeof endRoleInput>

/** Command administration.confirmRole, by who neither gave it nor gets it: an administrator, or who manages the team from above. */
export const confirmRoleInput = z.object({ membershipId: z.uuid() })
export type ConfirmRoleInput = z.infer<typeof confirmRoleInput>

/** Command administration.confirmInvitation: of a person who was there before, or to another address. */
export const confirmInvitationInput = z.object({ personId: z.uuid(), email })
export type ConfirmInvitationInput = z.infer<typeof confirmInvitationInput>

/** Commands administration.declineRole and .declineInvitation, by whoever may confirm it: it never holds, and who gave it is told. */
export const declineRoleInput = z.object({ membershipId: z.uuid() })
export type DeclineRoleInput = z.infer<typeof declineRoleInput>
export const declineInvitationInput = z.object({ personId: z.uuid(), email })
export type DeclineInvitationInput = z.infer<typeof declineInvitationInput>

/** Command administration.confirmAddress: names the address that was looked at. Nobody confirms their own. */
export const confirmAddressInput = z.object({ requestId: z.uuid(), email })
export type ConfirmAddressInput = z.infer<typeof confirmAddressInput>

/** Commands administration.declineAddress, by who could confirm it, and withdrawAddress, by who asked. */
export const endAddressInput = z.object({ requestId: z.uuid() })
export type EndAddressInput = z.infer<typeof endAddressInput>

/**
 * Command administration.saveTeam: creates, or renames and moves where the team exists (base = the version looked at). Where
 * the move lets somebody read who does not read the team already, it waits until somebody else confirms it; FORBIDDEN
 * 'nobody_confirms' where nobody else could.
 */
export const saveTeamInput = z.object({
  teamId: z.uuid(),
  name,
  parentId: z.nullable(z.uuid()),
  /** Of a new team; its days are days there, so it stays. */
  zone: text(60),
})
export type SaveTeamInput = z.infer<typeof saveTeamInput>

/** Commands administration.confirmMove, by who neither asked nor gains by it, and .declineMove. */
export const moveInput = z.object({ moveId: z.uuid() })
export type MoveInput = z.infer<typeof moveInput>

/** Command administration.nameOrganisation. */
export const nameOrganisationInput = z.object({ name })
export type NameOrganisationInput = z.infer<typeof nameOrganisationInput>

/** Command administration.setOfflineHours: how long phones show their copies without an answer from the server. */
export const setOfflineHoursInput = z.object({
  hours: z.int().check(z.minimum(offlineHourBounds.least), z.maximum(offlineHourBounds.largest)),
})
export type SetOfflineHoursInput = z.infer<typeof setOfflineHoursInput>

/** Command administration.correctName: of anybody in the organisation, oneself included. */
export const correctNameInput = z.object({ personId: z.uuid(), name })
export type CorrectNameInput = z.infer<typeof correctNameInput>

const reason = text(reasonLimits.largest).check(z.minLength(reasonLimits.least))

/**
 * Command administration.placeHold: on a person, or on a team with days. It holds at once: it destroys nothing, and lets nobody
 * read. INVALID 'one_subject', 'ends_before_start' or 'review_past'; NOT_FOUND where the person or the team is unknown.
 */
export const placeHoldInput = z.object({
  holdId: z.uuid(),
  personId: z.nullable(z.uuid()),
  teamId: z.nullable(z.uuid()),
  fromOn: z.nullable(day),
  untilOn: z.nullable(day),
  reason,
  /** When somebody looks at it again. */
  reviewOn: day,
  /** Why whom it is on is not notified; null where they are. */
  untoldReason: z.nullable(reason),
})
export type PlaceHoldInput = z.infer<typeof placeHoldInput>

/**
 * Commands that ask for what another administrator confirms within seven days. FORBIDDEN 'nobody_confirms' where there is no
 * other: then whoever runs the server does it. CONFLICT 'asked_already' while a request for the same waits.
 */
const requestId = z.uuid()
/** Command administration.askErasure. INVALID 'name_differs' where the name that was typed is not the person's. */
export const askErasureInput = z.object({ requestId, personId: z.uuid(), name: text(200), reason })
export type AskErasureInput = z.infer<typeof askErasureInput>
/** Command administration.askHoldEnd. */
export const askHoldEndInput = z.object({ requestId, holdId: z.uuid(), reason })
export type AskHoldEndInput = z.infer<typeof askHoldEndInput>
/** Command administration.askPeriod. INVALID 'period_bounds' outside of what the kind may have, 'period_same' where nothing changes. */
export const askPeriodInput = z.object({
  requestId,
  kind: z.enum(settableKinds),
  days: z.int().check(z.minimum(1), z.maximum(7300)),
  reason,
})
export type AskPeriodInput = z.infer<typeof askPeriodInput>
/** Commands administration.confirmRequest, by another administrator, and endRequest: declines it or takes it back. */
export const requestInput = z.object({ requestId })
export type RequestInput = z.infer<typeof requestInput>

export const administration = {
  invite: commandNow({
    name: 'administration.invite',
    version: 1,
    input: inviteInput,
    entities: ({ personId, standing }) => [personId, standing.membershipId],
  }),
  inviteAgain: commandNow({
    name: 'administration.inviteAgain',
    version: 1,
    input: inviteAgainInput,
    entities: ({ personId }) => [personId],
  }),
  inviteAnalyst: commandNow({
    name: 'administration.inviteAnalyst',
    version: 1,
    input: inviteAnalystInput,
    entities: ({ personId, membershipId }) => [personId, membershipId],
  }),
  giveRole: commandNow({
    name: 'administration.giveRole',
    version: 1,
    input: giveRoleInput,
    entities: ({ standing }) => [standing.membershipId],
    refs: ({ personId }) => [personId],
  }),
  endRole: commandNow({
    name: 'administration.endRole',
    version: 1,
    input: endRoleInput,
    entities: ({ membershipId }) => [membershipId],
  }),
  confirmRole: commandNow({
    name: 'administration.confirmRole',
    version: 1,
    input: confirmRoleInput,
    entities: ({ membershipId }) => [membershipId],
  }),
  confirmInvitation: commandNow({
    name: 'administration.confirmInvitation',
    version: 1,
    input: confirmInvitationInput,
    entities: ({ personId }) => [personId],
  }),
  declineRole: commandNow({
    name: 'administration.declineRole',
    version: 1,
    input: declineRoleInput,
    entities: ({ membershipId }) => [membershipId],
  }),
  declineInvitation: commandNow({
    name: 'administration.declineInvitation',
    version: 1,
    input: declineInvitationInput,
    entities: ({ personId }) => [personId],
  }),
  confirmAddress: commandNow({
    name: 'administration.confirmAddress',
    version: 1,
    input: confirmAddressInput,
    entities: ({ requestId }) => [requestId],
  }),
  declineAddress: commandNow({
    name: 'administration.declineAddress',
    version: 1,
    input: endAddressInput,
    entities: ({ requestId }) => [requestId],
  }),
  withdrawAddress: commandNow({
    name: 'administration.withdrawAddress',
    version: 1,
    input: endAddressInput,
    entities: ({ requestId }) => [requestId],
  }),
  saveTeam: commandNow({
    name: 'administration.saveTeam',
    version: 1,
    input: saveTeamInput,
    entities: ({ teamId }) => [teamId],
  }),
  confirmMove: commandNow({
    name: 'administration.confirmMove',
    version: 1,
    input: moveInput,
    entities: ({ moveId }) => [moveId],
  }),
  declineMove: commandNow({
    name: 'administration.declineMove',
    version: 1,
    input: moveInput,
    entities: ({ moveId }) => [moveId],
  }),
  correctName: commandNow({
    name: 'administration.correctName',
    version: 1,
    input: correctNameInput,
    entities: ({ personId }) => [personId],
  }),
  nameOrganisation: commandNow({
    name: 'administration.nameOrganisation',
    version: 1,
    input: nameOrganisationInput,
    entities: () => ['organisation'],
  }),
  setOfflineHours: commandNow({
    name: 'administration.setOfflineHours',
    version: 1,
    input: setOfflineHoursInput,
    entities: () => ['organisation'],
  }),
  placeHold: commandNow({
    name: 'administration.placeHold',
    version: 1,
    input: placeHoldInput,
    entities: ({ holdId }) => [holdId],
  }),
  askErasure: commandNow({
    name: 'administration.askErasure',
    version: 1,
    input: askErasureInput,
    entities: ({ requestId }) => [requestId],
  }),
  askHoldEnd: commandNow({
    name: 'administration.askHoldEnd',
    version: 1,
    input: askHoldEndInput,
    entities: ({ requestId }) => [requestId],
  }),
  askPeriod: commandNow({
    name: 'administration.askPeriod',
    version: 1,
    input: askPeriodInput,
    entities: ({ requestId }) => [requestId],
  }),
  confirmRequest: commandNow({
    name: 'administration.confirmRequest',
    version: 1,
    input: requestInput,
    entities: ({ requestId }) => [requestId],
  }),
  endRequest: commandNow({
    name: 'administration.endRequest',
    version: 1,
    input: requestInput,
    entities: ({ requestId }) => [requestId],
  }),
}
