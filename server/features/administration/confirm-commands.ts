import type { CommandScope } from '#server/core/scope.ts'
import { announce } from '#server/db/announce.ts'
import { notify } from '#server/features/inbox/facade.ts'
import type {
  ConfirmInvitationInput,
  ConfirmRoleInput,
  DeclineInvitationInput,
  DeclineRoleInput,
} from '#shared/administration/contracts.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import { needsConfirming } from '#shared/people/role-rules.ts'
import type { RoleAssignment } from '#shared/people/role-views.ts'
import { can } from '#shared/policy.ts'
import { endSessions } from './administer-queries.ts'
import {
  audienceOfRole,
  confirmable,
  confirmersOfInvitation,
  confirmersOfRole,
  setConfirmed,
  setDeclined,
  type WaitingRow,
} from './confirm-queries.ts'
import { confirmFacts, done } from './rules.ts'

interface Asked {
  /** Of the membership, or of the person who is invited. */
  id: string
  personId: string
  confirmers: readonly string[]
}

/**
 * Tells who can confirm it that it waits for them.
 * @throws FORBIDDEN 'nobody_confirms' where nobody else could: then whoever runs the server gives it.
 */
export async function askToConfirm({ db, actor }: CommandScope, asked: Asked): Promise<void> {
  const to = asked.confirmers.filter((id) => id !== actor.person && id !== asked.personId)
  if (to.length === 0) throw new AppError('FORBIDDEN', { reason: 'nobody_confirms' })
  await notify(db, { to, kind: 'confirmation_waiting', entityId: asked.id })
  await announce(db, { feature: 'people', audience: { people: to } })
}

/** Asks for a role that reads to be confirmed; any other holds at once. */
export async function askForRole(
  scope: CommandScope,
  personId: string,
  assignment: RoleAssignment,
): Promise<void> {
  if (!needsConfirming(assignment.role)) return
  const confirmers = await confirmersOfRole(scope.db, assignment)
  await askToConfirm(scope, { id: assignment.membershipId, personId, confirmers })
}

/**
 * Command administration.confirmRole: from now on it holds, and its team and managers are told who gave and confirmed it. An
 * analyst's held before: the team's totals count the person from now on, and who invited them is told.
 */
export async function confirmRole(
  scope: CommandScope,
  { membershipId }: ConfirmRoleInput,
): Promise<CommandResult> {
  const { db } = scope
  const row = await confirmOne(scope, { kind: 'role', id: membershipId, email: null })
  const [role] = row.roles
  const audience =
    role && !needsConfirming(role.role)
      ? []
      : [...(await audienceOfRole(db, role?.teamId ?? null)), row.person_id]
  const to = [...audience, ...(row.giver_id ? [row.giver_id] : [])]
  await notify(db, { to, kind: 'role_confirmed', entityId: membershipId })
  await announce(db, { feature: 'people', audience: { people: [...new Set([...to, db.person])] } })
  return done(scope, membershipId)
}

/** Command administration.confirmInvitation: from now on its link opens. CONFLICT where it goes to another address by now. */
export async function confirmInvitation(
  scope: CommandScope,
  { personId, email }: ConfirmInvitationInput,
): Promise<CommandResult> {
  const { db } = scope
  const row = await confirmOne(scope, { kind: 'invitation', id: personId, email })
  if (row.giver_id) {
    await notify(db, { to: row.giver_id, kind: 'role_confirmed', entityId: personId })
    await announce(db, { feature: 'people', audience: { people: [row.giver_id, db.person] } })
  }
  return done(scope, personId)
}

/** Command administration.declineRole: it never holds, and who gave it is told. An analyst's ends, and signs the person out. */
export async function declineRole(
  scope: CommandScope,
  { membershipId }: DeclineRoleInput,
): Promise<CommandResult> {
  const { db } = scope
  const row = await declineOne(scope, { kind: 'role', id: membershipId, email: null })
  const [role] = row.roles
  await endSessions(db.query, db.org, row.person_id)
  await announceDeclined(scope, row, role ? await confirmersOfRole(db, role) : [])
  return done(scope, membershipId)
}

/** Command administration.declineInvitation: its link never opens. CONFLICT where it goes to another address by now. */
export async function declineInvitation(
  scope: CommandScope,
  { personId, email }: DeclineInvitationInput,
): Promise<CommandResult> {
  const confirmers = await confirmersOfInvitation(scope.db, personId)
  const row = await declineOne(scope, { kind: 'invitation', id: personId, email })
  await announceDeclined(scope, row, confirmers)
  return done(scope, personId)
}

async function announceDeclined(
  { db }: CommandScope,
  row: WaitingRow,
  confirmers: readonly string[],
): Promise<void> {
  const to = row.giver_id ? [row.giver_id] : []
  await notify(db, { to, kind: 'role_declined', entityId: row.id })
  await announce(db, { feature: 'people', audience: { people: [...to, ...confirmers, db.person] } })
}

interface What {
  kind: 'role' | 'invitation'
  id: string
  email: string | null
}

async function confirmOne(scope: CommandScope, what: What): Promise<WaitingRow> {
  const row = await decidable(scope, what)
  if (!(await setConfirmed(scope.db, what))) throw new AppError('CONFLICT', { reason: 'confirmed_already' })
  return row
}

async function declineOne(scope: CommandScope, what: What): Promise<WaitingRow> {
  const row = await decidable(scope, what)
  if (row.confirmed || !(await setDeclined(scope.db, what)))
    throw new AppError('CONFLICT', { reason: 'confirmed_already' })
  return row
}

/** Lists what waits, for who may confirm or decline it. */
async function decidable({ db, actor }: CommandScope, what: What): Promise<WaitingRow> {
  const row = await confirmable(db, what)
  if (!row) throw new AppError('NOT_FOUND')
  if (!can(actor, 'people.confirm', confirmFacts(row))) throw new AppError('FORBIDDEN')
  if (row.email !== what.email) throw new AppError('CONFLICT')
  return row
}
