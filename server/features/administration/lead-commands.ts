import type { CommandScope } from '#server/core/scope.ts'
import { announce } from '#server/db/announce.ts'
import { notify } from '#server/features/inbox/facade.ts'
import type { InviteAnalystInput } from '#shared/administration/contracts.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import { insertInvitation, insertMembership, insertPerson } from './administer-queries.ts'
import { personState, renamePerson } from './administration-queries.ts'
import { confirmersOfRole, letWait } from './confirm-queries.ts'
import { isAddressTaken, newcomers, today } from './lead-queries.ts'
import { done, mustLead } from './rules.ts'

/**
 * Command administration.inviteAnalyst. The role holds at once, and the team's totals do not count the person until somebody
 * who does not lead the team confirmed it; so does a role that was confirmed before anybody was invited to it.
 */
export async function inviteAnalyst(scope: CommandScope, input: InviteAnalystInput): Promise<CommandResult> {
  const { db } = scope
  const { personId, teamId, email } = input
  mustLead(scope, teamId)
  if (await isAddressTaken(db, email, personId))
    throw new AppError('INVALID', { field: 'email', reason: 'email_taken' })
  const waiting = (await personState(db, personId)) ? await again(scope, input) : await anew(scope, input)
  const tokenHash = Buffer.from(input.tokenHash, 'hex')
  await insertInvitation(db.query, { tokenHash, org: db.org, personId, email })
  await askToCount(scope, { teamId, waiting })
  return done(scope, personId)
}

/** Makes the person, as an analyst from today on. Returns the role that waits. */
async function anew(
  { db }: CommandScope,
  { personId, membershipId, teamId, name, locale }: InviteAnalystInput,
): Promise<string[]> {
  const startsOn = await today(db)
  if (!startsOn) throw new AppError('NOT_FOUND')
  await insertPerson(db.query, { org: db.org, personId, name, reference: null, locale })
  const assignment = {
    membershipId,
    role: 'analyst',
    teamId,
    function: null,
    startsOn,
    endsOn: null,
  } as const
  await insertMembership(db.query, { org: db.org, personId, ...assignment })
  return [membershipId]
}

/** Takes an analyst of the team who never signed in. Returns the roles that wait from now on. */
async function again(
  { db }: CommandScope,
  { personId, teamId, name }: InviteAnalystInput,
): Promise<string[]> {
  const known = (await newcomers(db, teamId)).find((newcomer) => newcomer.personId === personId)
  if (!known) throw new AppError('CONFLICT', { reason: 'signs_in_already' })
  if (known.name !== name) await renamePerson(db, personId, name)
  return await letWait(db, { personId, teamId })
}

async function askToCount(
  { db, actor }: CommandScope,
  { teamId, waiting }: { teamId: string; waiting: readonly string[] },
): Promise<void> {
  const confirmers = await confirmersOfRole(db, { role: 'analyst', teamId })
  const to = confirmers.filter((id) => id !== actor.person)
  for (const entityId of waiting) await notify(db, { to, kind: 'confirmation_waiting', entityId })
  await announce(db, { feature: 'people', audience: { people: [...to, actor.person], teams: [teamId] } })
}
