import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { commandOf } from '#tests/integration/authorization/call.ts'
import { leads, personas } from '#tests/integration/authorization/personas.ts'
import { type Row, rowOn } from '#tests/integration/authorization/row.ts'
import { subjectOf, type World } from '#tests/integration/authorization/world.ts'
import { addMembership, makePerson } from '#tests/support/people.ts'

const tokenHash = () => randomBytes(32).toString('hex')
const assignmentIn = (teamId: string) => ({
  membershipId: uuidv7(),
  role: 'analyst' as const,
  teamId,
  function: null,
  startsOn: '2029-01-01',
  endsOn: null,
})
const newcomer = ({ team }: World) => ({
  personId: uuidv7(),
  name: 'New',
  email: `${uuidv7()}@example.org`,
  reference: null,
  locale: 'ko' as const,
  standing: assignmentIn(team),
  tokenHash: tokenHash(),
})
const newAnalyst = (teamId: string) => ({
  personId: uuidv7(),
  membershipId: uuidv7(),
  teamId,
  name: 'New',
  email: `${uuidv7()}@example.org`,
  locale: 'ko' as const,
  tokenHash: tokenHash(),
})
async function invited(world: World) {
  const { admin } = world.people
  const input = newcomer(world)
  await admin.client.administration.invite.mutate({ meta: admin.meta(), input })
  return input
}
async function adminRole({ people }: World): Promise<string> {
  const { client, person } = people.admin
  const { standings } = await client.administration.directoryPerson.query({ personId: person.personId })
  return standings[0]?.membershipId ?? ''
}
/** Leaves the administrator of the cast alone: other rows need a second. */
async function endOtherAdministrators({ app, people }: World): Promise<void> {
  const { org, personId } = people.admin.person
  await app.owner
    .updateTable('membership')
    .set({ ends_on: '2026-01-01' })
    .where('org_id', '=', org)
    .where('role', '=', 'admin')
    .where('person_id', '<>', personId)
    .execute()
}
async function unconfirmed({ app, team, people }: World): Promise<string> {
  const person = await makePerson(app.owner, people.admin.person.org)
  const membershipId = await addMembership(app.owner, person, { role: 'lead', teamId: team })
  await app.owner
    .updateTable('membership')
    .set({ confirmed_at: null })
    .where('membership_id', '=', membershipId)
    .execute()
  return membershipId
}
/** An analyst who was there before, with an invitation that waits. */
async function invitedBefore({ app, team, people }: World) {
  const { org } = people.admin.person
  const person = await makePerson(app.owner, org, { memberships: [{ role: 'analyst', teamId: team }] })
  await app.owner.deleteFrom('sign_in').where('person_id', '=', person.personId).execute()
  await app.owner
    .insertInto('invitation')
    .values({
      ...{ org_id: org, person_id: person.personId, email: person.email, used_at: null },
      ...{ token_hash: randomBytes(32), expires_at: '2099-01-01', confirmed_at: null },
    })
    .execute()
  return person
}
/** A move of team one that another administrator asked for; it stands there afterwards as before. */
async function waitingMove({ app, team, people }: World): Promise<string> {
  const { org } = people.admin.person
  const asker = await makePerson(app.owner, org, { memberships: [{ role: 'admin' }] })
  const { parent_id: place } = await app.owner
    .selectFrom('team')
    .select('parent_id')
    .where('team_id', '=', team)
    .executeTakeFirstOrThrow()
  await app.owner.deleteFrom('team_move').where('team_id', '=', team).execute()
  const moveId = uuidv7()
  await app.owner
    .insertInto('team_move')
    .values({
      ...{ org_id: org, move_id: moveId, team_id: team, from_id: place, to_id: place },
      asked_by: asker.personId,
    })
    .execute()
  return moveId
}
/** Puts an open request in place of the person's others. */
async function askedBy({ app, people }: World, personId: string) {
  const { org } = people.admin.person
  const request = { requestId: uuidv7(), email: `${uuidv7()}@example.org` }
  await app.owner
    .updateTable('address_request')
    .set({ outcome: 'withdrawn', decided_at: new Date().toISOString() })
    .where('person_id', '=', personId)
    .where('outcome', 'is', null)
    .execute()
  await app.owner
    .insertInto('address_request')
    .values({ org_id: org, person_id: personId, request_id: request.requestId, email: request.email })
    .execute()
  return request
}
async function asked(world: World) {
  const person = await makePerson(world.app.owner, world.people.admin.person.org)
  return await askedBy(world, person.personId)
}
const holdOn = (personId: string) => ({
  ...{ holdId: uuidv7(), personId, teamId: null, fromOn: null, untilOn: null, untoldReason: null },
  ...{ reason: 'a claim before the court', reviewOn: '2035-01-01' },
})
/** Somebody whom another administrator could confirm something about. */
async function withSecondAdministrator({ app, people }: World) {
  const { org } = people.admin.person
  await makePerson(app.owner, org, { memberships: [{ role: 'admin' }] })
  return await makePerson(app.owner, org)
}
/** A request for a period, counted, by another administrator or by the one of the cast. */
async function askedPeriod({ app, people }: World, by: 'another' | 'admin'): Promise<string> {
  const { org } = people.admin.person
  const asker =
    by === 'admin'
      ? people.admin.person
      : await makePerson(app.owner, org, { memberships: [{ role: 'admin' }] })
  const requestId = uuidv7()
  await app.owner
    .insertInto('retention_request')
    .values({
      ...{ org_id: org, request_id: requestId, what: 'period', kind: 'shifts', days: 400 },
      ...{ reason: 'a reason of the test', asked_by: asker.personId, counts: '[]', counted_at: sql`now()` },
    })
    .execute()
  return requestId
}
const teamNamed = (teamId: string) => ({ teamId, name: teamId, parentId: null, zone: 'Asia/Seoul' })

export const rows: readonly Row[] = [
  {
    procedure: 'administration.directory',
    state: 'everybody',
    allowed: ['admin', 'foreignAdmin'],
    input: () => ({ search: '' }),
  },
  {
    procedure: 'administration.directoryPerson',
    state: 'the subject',
    allowed: ['admin'],
    input: (_, world) => ({ personId: subjectOf(world) }),
  },
  {
    procedure: 'administration.structure',
    state: 'own',
    allowed: ['admin', 'foreignAdmin'],
    input: () => undefined,
  },
  {
    procedure: 'administration.invite',
    state: 'to team one',
    allowed: ['admin'],
    input: (who, world) => commandOf(who, newcomer(world)),
  },
  {
    procedure: 'administration.newcomers',
    state: 'of team one',
    allowed: leads,
    input: (_, { team }) => ({ teamId: team }),
  },
  {
    procedure: 'administration.inviteAnalyst',
    state: 'to team one',
    allowed: leads,
    input: (who, { team }) => commandOf(who, newAnalyst(team)),
  },
  {
    procedure: 'administration.inviteAnalyst',
    state: 'somebody who signs in',
    allowed: leads,
    answer: 'CONFLICT',
    input: (who, world) => commandOf(who, { ...newAnalyst(world.team), personId: subjectOf(world) }),
  },
  rowOn({
    procedure: 'administration.inviteAgain',
    state: 'not yet signed in',
    allowed: ['admin'],
    make: invited,
    input: (who, { personId, email }) => commandOf(who, { personId, email, tokenHash: tokenHash() }),
  }),
  {
    procedure: 'administration.inviteAgain',
    state: 'signs in already',
    allowed: ['admin'],
    answer: 'CONFLICT',
    input: (who, world) =>
      commandOf(who, {
        personId: subjectOf(world),
        email: world.people.subject.person.email,
        tokenHash: tokenHash(),
      }),
  },
  {
    procedure: 'administration.giveRole',
    state: 'to the subject',
    allowed: ['admin'],
    input: (who, world) =>
      commandOf(who, { personId: subjectOf(world), standing: assignmentIn(world.otherTeam) }),
  },
  {
    procedure: 'administration.giveRole',
    state: 'to oneself',
    allowed: [],
    input: (who, { team }) => commandOf(who, { personId: who.person.personId, standing: assignmentIn(team) }),
  },
  rowOn({
    procedure: 'administration.endRole',
    state: 'of one newly invited',
    allowed: ['admin'],
    make: invited,
    input: (who, { standing }) =>
      commandOf(who, { membershipId: standing.membershipId, endsOn: '2030-01-01' }),
  }),
  {
    procedure: 'administration.endRole',
    state: 'of the last administrator',
    allowed: ['admin'],
    answer: 'CONFLICT',
    input: async (who, world) => {
      await endOtherAdministrators(world)
      return commandOf(who, { membershipId: await adminRole(world), endsOn: '2030-01-01' })
    },
  },
  { procedure: 'administration.roles', state: 'own', allowed: personas, input: () => undefined },
  ...(['confirmRole', 'declineRole'] as const).map((verb) =>
    rowOn({
      procedure: `administration.${verb}`,
      state: 'a lead’s, given by another administrator',
      allowed: ['manager', 'admin'],
      make: async (world) => await unconfirmed(world),
      input: (who, membershipId) => commandOf(who, { membershipId }),
    }),
  ),
  ...(['confirmInvitation', 'declineInvitation'] as const).map((verb) =>
    rowOn({
      procedure: `administration.${verb}`,
      state: 'of an analyst who was there before',
      allowed: ['manager', 'admin'],
      make: invitedBefore,
      input: (who, { personId, email }) => commandOf(who, { personId, email }),
    }),
  ),
  { procedure: 'administration.moves', state: 'own', allowed: personas, input: () => undefined },
  ...(['confirmMove', 'declineMove'] as const).map((verb) =>
    rowOn({
      procedure: `administration.${verb}`,
      state: 'asked by another administrator',
      allowed: ['manager', 'admin'],
      make: waitingMove,
      input: (who, moveId) => commandOf(who, { moveId }),
    }),
  ),
  { procedure: 'administration.ownAddress', state: 'own', allowed: personas, input: () => undefined },
  { procedure: 'administration.retention', state: 'own', allowed: personas, input: () => undefined },
  {
    procedure: 'administration.requests',
    state: 'own',
    allowed: ['admin', 'foreignAdmin'],
    input: () => undefined,
  },
  {
    procedure: 'administration.placeHold',
    state: 'on the subject',
    allowed: ['admin'],
    input: (who, world) => commandOf(who, holdOn(subjectOf(world))),
  },
  rowOn({
    procedure: 'administration.askErasure',
    state: 'of somebody',
    allowed: ['admin'],
    make: withSecondAdministrator,
    input: (who, person) =>
      commandOf(who, {
        ...{ requestId: uuidv7(), personId: person.personId, name: person.name },
        reason: 'they asked for it',
      }),
  }),
  {
    procedure: 'administration.askErasure',
    state: 'of oneself',
    allowed: [],
    input: (who) =>
      commandOf(who, {
        ...{ requestId: uuidv7(), personId: who.person.personId, name: who.person.name },
        reason: 'they asked for it',
      }),
  },
  rowOn({
    procedure: 'administration.askHoldEnd',
    state: 'on the subject',
    allowed: ['admin'],
    async make(world) {
      await withSecondAdministrator(world)
      const { admin } = world.people
      const input = holdOn(subjectOf(world))
      await admin.client.administration.placeHold.mutate({ meta: admin.meta(), input })
      return input.holdId
    },
    input: (who, holdId) => commandOf(who, { requestId: uuidv7(), holdId, reason: 'the claim is settled' }),
  }),
  {
    procedure: 'administration.askPeriod',
    state: 'of a kind outside of its bounds',
    allowed: ['admin', 'foreignAdmin'],
    answer: 'INVALID',
    input: (who) =>
      commandOf(who, { requestId: uuidv7(), kind: 'coaching', days: 5, reason: 'less is enough' }),
  },
  rowOn({
    procedure: 'administration.confirmRequest',
    state: 'asked by another administrator',
    allowed: ['admin'],
    make: (world) => askedPeriod(world, 'another'),
    input: (who, requestId) => commandOf(who, { requestId }),
  }),
  rowOn({
    procedure: 'administration.confirmRequest',
    state: 'asked by the administrator',
    allowed: [],
    make: (world) => askedPeriod(world, 'admin'),
    input: (who, requestId) => commandOf(who, { requestId }),
  }),
  rowOn({
    procedure: 'administration.endRequest',
    state: 'asked by another administrator',
    allowed: ['admin'],
    make: (world) => askedPeriod(world, 'another'),
    input: (who, requestId) => commandOf(who, { requestId }),
  }),
  rowOn({
    procedure: 'administration.confirmAddress',
    state: 'asked for by another',
    allowed: ['admin'],
    make: asked,
    input: (who, { requestId, email }) => commandOf(who, { requestId, email }),
  }),
  rowOn({
    procedure: 'administration.declineAddress',
    state: 'asked for by another',
    allowed: ['admin'],
    make: asked,
    input: (who, { requestId }) => commandOf(who, { requestId }),
  }),
  rowOn({
    procedure: 'administration.declineAddress',
    state: 'asked for by the administrator',
    allowed: [],
    make: (world) => askedBy(world, world.people.admin.person.personId),
    input: (who, { requestId }) => commandOf(who, { requestId }),
  }),
  rowOn({
    procedure: 'administration.withdrawAddress',
    state: 'asked for by the subject',
    allowed: ['subject'],
    make: (world) => askedBy(world, subjectOf(world)),
    input: (who, { requestId }) => commandOf(who, { requestId }),
  }),
  {
    procedure: 'administration.saveTeam',
    state: 'new',
    allowed: ['admin', 'foreignAdmin'],
    input: (who) => commandOf(who, teamNamed(uuidv7())),
  },
  rowOn({
    procedure: 'administration.saveTeam',
    state: 'renamed',
    allowed: ['admin'],
    async make({ people: { admin } }) {
      const input = teamNamed(uuidv7())
      const { version } = await admin.client.administration.saveTeam.mutate({ meta: admin.meta(), input })
      return { input, version }
    },
    // To another organisation's administrator neither team is there.
    input: (who, { input, version }, { otherTeam }) =>
      commandOf(who, { ...input, name: uuidv7(), parentId: otherTeam }, version),
  }),
  {
    procedure: 'administration.correctName',
    state: 'the subject',
    allowed: ['admin'],
    input: (who, world) => commandOf(who, { personId: subjectOf(world), name: 'Subject' }),
  },
  {
    procedure: 'administration.correctName',
    state: 'nobody',
    allowed: ['admin', 'foreignAdmin'],
    answer: 'NOT_FOUND',
    input: (who) => commandOf(who, { personId: uuidv7(), name: 'Nobody' }),
  },
  {
    procedure: 'administration.nameOrganisation',
    state: 'own',
    allowed: ['admin', 'foreignAdmin'],
    input: (who) => commandOf(who, { name: 'One' }),
  },
  {
    procedure: 'administration.setOfflineHours',
    state: 'own',
    allowed: ['admin', 'foreignAdmin'],
    input: (who) => commandOf(who, { hours: 72 }),
  },
]
