import { type EffectsOf, effect } from '#server/core/effect.ts'
import type { CommandScope } from '#server/core/scope.ts'
import { announce } from '#server/db/announce.ts'
import type {
  CorrectNameInput,
  EndRoleInput,
  GiveRoleInput,
  InviteAgainInput,
  InviteInput,
  NameOrganisationInput,
  SaveTeamInput,
  SetOfflineHoursInput,
} from '#shared/administration/contracts.ts'
import { administration } from '#shared/administration/contracts.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import { gives, isOver, misfitOf, needsConfirming } from '#shared/people/role-rules.ts'
import type { RoleAssignment } from '#shared/people/role-views.ts'
import { can } from '#shared/policy.ts'
import { confirmAddress, declineAddress, withdrawAddress } from './address-commands.ts'
import {
  endSessions,
  insertInvitation,
  insertMembership,
  insertPerson,
  insertTeam,
  setOfflineHours as storeOfflineHours,
} from './administer-queries.ts'
import {
  anotherAdministers,
  everybodySigningIn,
  holderOfEmail,
  holderOfReference,
  holdsAlready,
  lockOrganisation,
  membership,
  personState,
  renameOrganisation,
  renamePerson,
  setEnd,
  teamsOfOrganisation,
  updateTeam,
} from './administration-queries.ts'
import {
  askForRole,
  askToConfirm,
  confirmInvitation,
  confirmRole,
  declineInvitation,
  declineRole,
} from './confirm-commands.ts'
import { confirmersOfInvitation, renewInvitation } from './confirm-queries.ts'
import { inviteAnalyst } from './lead-commands.ts'
import { confirmMove, declineMove, moveOrAsk } from './move-commands.ts'
import {
  askErasure,
  askHoldEnd,
  askPeriod,
  confirmRequest,
  endRequest,
  placeHold,
} from './request-commands.ts'
import { done, mustAdminister, teamsAbove } from './rules.ts'

/** The organisation's day and zone, and nobody else administering until the transaction ends. */
async function administering(scope: CommandScope) {
  mustAdminister(scope)
  const org = await lockOrganisation(scope.db)
  if (!org) throw new AppError('FORBIDDEN')
  return org
}

const invalid = (field: string, reason: string) => new AppError('INVALID', { field, reason })

async function checkAssignment(
  { db }: CommandScope,
  personId: string,
  assignment: RoleAssignment,
): Promise<void> {
  const { teamId, startsOn, endsOn } = assignment
  const misfit = misfitOf(assignment)
  if (misfit) throw invalid(`standing.${misfit}`, misfit === 'teamId' ? 'role_team' : 'role_function')
  if (endsOn !== null && endsOn <= startsOn) throw invalid('standing.endsOn', 'ends_before_start')
  if (teamId !== null && !(await teamsOfOrganisation(db)).some((team) => team.team_id === teamId))
    throw new AppError('NOT_FOUND', { field: 'standing.teamId', reason: 'team_unknown' })
  if (await holdsAlready(db, personId, assignment)) throw invalid('standing.role', 'role_held')
}

async function checkEmail({ db }: CommandScope, personId: string, email: string): Promise<void> {
  const holder = await holderOfEmail(db, email)
  if (holder !== undefined && holder !== personId) throw invalid('email', 'email_taken')
}

/** Command administration.invite: the person, their first standing and their invitation, or none of it. */
export async function invite(scope: CommandScope, input: InviteInput): Promise<CommandResult> {
  const { db } = scope
  await administering(scope)
  const { personId, name, email, locale, reference, standing } = input
  if (await personState(db, personId)) throw new AppError('CONFLICT')
  await checkEmail(scope, personId, email)
  if (reference !== null && (await holderOfReference(db, reference)) !== undefined)
    throw invalid('reference', 'reference_taken')
  await checkAssignment(scope, personId, standing)
  await insertPerson(db.query, { org: db.org, personId, name, reference, locale })
  await insertMembership(db.query, { org: db.org, personId, ...standing })
  const tokenHash = Buffer.from(input.tokenHash, 'hex')
  await insertInvitation(db.query, { tokenHash, org: db.org, personId, email })
  await askForRole(scope, personId, standing)
  return done(scope, personId)
}

/**
 * Command administration.inviteAgain. Not for who signs in already: whoever holds the link sets the password, and would read as
 * that person. Who runs the server does that, with `dure invite`. Another link to the same address is good at once; another
 * address, and the first one of who came with an import, waits for somebody else.
 */
export async function inviteAgain(
  scope: CommandScope,
  { personId, email, tokenHash }: InviteAgainInput,
): Promise<CommandResult> {
  const { db } = scope
  await administering(scope)
  const person = await personState(db, personId)
  if (!person) throw new AppError('NOT_FOUND')
  if (person.signs_in) throw new AppError('CONFLICT', { reason: 'signs_in_already' })
  await checkEmail(scope, personId, email)
  const invitation = { tokenHash: Buffer.from(tokenHash, 'hex'), org: db.org, personId, email }
  if (await renewInvitation(db, invitation)) return done(scope, personId)
  await insertInvitation(db.query, invitation)
  await askToConfirm(scope, {
    id: personId,
    confirmers: await confirmersOfInvitation(db, personId),
    personId,
  })
  return done(scope, personId)
}

/** Command administration.giveRole, to somebody else. */
export async function giveRole(
  scope: CommandScope,
  { personId, standing }: GiveRoleInput,
): Promise<CommandResult> {
  const { db, actor } = scope
  await administering(scope)
  if (!can(actor, 'people.giveRole', { personId })) throw new AppError('FORBIDDEN', { reason: 'own_role' })
  if (!(await personState(db, personId))) throw new AppError('NOT_FOUND')
  await checkAssignment(scope, personId, standing)
  await insertMembership(db.query, { org: db.org, personId, ...standing })
  await askForRole(scope, personId, standing)
  await announce(db, { feature: 'people', audience: { people: [personId] } })
  return done(scope, standing.membershipId)
}

/**
 * Command administration.endRole. What ends today or before signs the person out, so that no phone goes on with what it kept;
 * what ends later ends by itself.
 */
export async function endRole(
  scope: CommandScope,
  { membershipId, endsOn }: EndRoleInput,
): Promise<CommandResult> {
  const { db } = scope
  const { today } = await administering(scope)
  const current = await membership(db, membershipId)
  if (!current) throw new AppError('NOT_FOUND')
  if (endsOn < current.starts_on) throw invalid('endsOn', 'ends_before_start')
  // What is over stays as it was: the history keeps the team of that day.
  if (isOver({ endsOn: current.ends_on }, today)) throw new AppError('CONFLICT', { reason: 'role_over' })
  if (
    current.role === 'admin' &&
    current.confirmed_at &&
    !(await anotherAdministers(db, membershipId, endsOn))
  )
    throw new AppError('CONFLICT', { reason: 'last_admin' })
  // A role that reads lasts longer only where it is given anew, and confirmed.
  const longer = current.ends_on !== null && endsOn > current.ends_on
  if (longer && needsConfirming(current.role)) throw invalid('endsOn', 'role_longer')
  // One that nobody confirmed was never held.
  await setEnd(
    db,
    membershipId,
    gives({ role: current.role, confirmed: current.confirmed_at !== null }) ? endsOn : current.starts_on,
  )
  await announce(db, { feature: 'people', audience: { people: [current.person_id] } })
  if (endsOn <= today) await endSessions(db.query, db.org, current.person_id)
  return done(scope, membershipId)
}

/** Command administration.saveTeam: creates, or renames and moves what is there; a move that lets somebody read waits. */
export async function saveTeam(scope: CommandScope, input: SaveTeamInput): Promise<CommandResult> {
  const { db, meta } = scope
  await administering(scope)
  const { teamId, name, parentId, zone } = input
  const teams = await teamsOfOrganisation(db)
  const before = teams.find((team) => team.team_id === teamId)
  if (teams.some((team) => team.team_id !== teamId && team.name.toLowerCase() === name.toLowerCase()))
    throw invalid('name', 'team_name_taken')
  if (parentId !== null) {
    if (!teams.some((team) => team.team_id === parentId))
      throw new AppError('NOT_FOUND', { field: 'parentId', reason: 'team_unknown' })
    if (teamsAbove(teams, parentId).includes(teamId)) throw invalid('parentId', 'team_circle')
  }
  if (!before) {
    if (!Intl.supportedValuesOf('timeZone').includes(zone)) throw invalid('zone', 'zone_unknown')
    await insertTeam(db.query, { org: db.org, teamId, name, zone, parentId })
    return done(scope, teamId, 1)
  }
  if (meta.base !== before.version) throw new AppError('CONFLICT')
  if (zone !== before.zone) throw invalid('zone', 'zone_fixed')
  const moves = parentId !== before.parent_id && (await moveOrAsk(scope, { teamId, parentId }))
  await updateTeam(db, { teamId, name, parentId: moves ? parentId : before.parent_id })
  return done(scope, teamId, before.version + 1)
}

/** Command administration.correctName: what others wrote keeps the person, who is called by the new name in it. */
export async function correctName(
  scope: CommandScope,
  { personId, name }: CorrectNameInput,
): Promise<CommandResult> {
  const { db } = scope
  await administering(scope)
  if (!(await renamePerson(db, personId, name))) throw new AppError('NOT_FOUND')
  await announce(db, { feature: 'people', audience: { people: [personId] } })
  return done(scope, personId)
}

/** Command administration.nameOrganisation. */
export async function nameOrganisation(
  scope: CommandScope,
  { name }: NameOrganisationInput,
): Promise<CommandResult> {
  await administering(scope)
  await renameOrganisation(scope.db, name)
  return done(scope, scope.db.org)
}

/** Command administration.setOfflineHours. Every open phone hears of it: fewer hours are to hold at once. */
export async function setOfflineHours(
  scope: CommandScope,
  { hours }: SetOfflineHoursInput,
): Promise<CommandResult> {
  const { db } = scope
  await administering(scope)
  await storeOfflineHours(db.query, db.org, hours)
  await announce(db, { feature: 'people', audience: { people: await everybodySigningIn(db) } })
  return done(scope, db.org)
}

export const effects: EffectsOf<'administration'> = {
  invite: effect(administration.invite, invite),
  inviteAgain: effect(administration.inviteAgain, inviteAgain),
  inviteAnalyst: effect(administration.inviteAnalyst, inviteAnalyst),
  giveRole: effect(administration.giveRole, giveRole),
  endRole: effect(administration.endRole, endRole),
  confirmRole: effect(administration.confirmRole, confirmRole),
  confirmInvitation: effect(administration.confirmInvitation, confirmInvitation),
  declineRole: effect(administration.declineRole, declineRole),
  declineInvitation: effect(administration.declineInvitation, declineInvitation),
  confirmAddress: effect(administration.confirmAddress, confirmAddress),
  declineAddress: effect(administration.declineAddress, declineAddress),
  withdrawAddress: effect(administration.withdrawAddress, withdrawAddress),
  saveTeam: effect(administration.saveTeam, saveTeam),
  confirmMove: effect(administration.confirmMove, confirmMove),
  declineMove: effect(administration.declineMove, declineMove),
  correctName: effect(administration.correctName, correctName),
  nameOrganisation: effect(administration.nameOrganisation, nameOrganisation),
  setOfflineHours: effect(administration.setOfflineHours, setOfflineHours),
  placeHold: effect(administration.placeHold, placeHold),
  askErasure: effect(administration.askErasure, askErasure),
  askHoldEnd: effect(administration.askHoldEnd, askHoldEnd),
  askPeriod: effect(administration.askPeriod, askPeriod),
  confirmRequest: effect(administration.confirmRequest, confirmRequest),
  endRequest: effect(administration.endRequest, endRequest),
}
