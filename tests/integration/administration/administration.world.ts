import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { placeHold } from '#server/features/administration/hold-queries.ts'
import { everyId, worldPart } from '#tests/integration/authorization/world.ts'
import { makePerson, testPassword } from '#tests/support/people.ts'

export const part = worldPart({
  canaries: {
    address: { text: 'canary-address@example.org', readers: ['subject', 'admin'] },
    holdReason: { text: 'CANARY-reason-of-a-hold', readers: ['subject', 'admin'] },
    requestReason: { text: 'CANARY-reason-of-an-erasure', readers: ['admin'] },
    untoldReason: { text: 'CANARY-reason-of-an-untold-hold', readers: ['admin'] },
  },
  async write({ app, org, people: { subject } }) {
    for (const [reason, untoldReason] of [
      ['CANARY-reason-of-a-hold', null],
      ['CANARY-reason-of-an-untold-hold', 'an inquiry is under way'],
    ] as const)
      await placeHold(app.owner, {
        ...{ org, personId: subject.person.personId, teamId: null, fromOn: null, untilOn: null },
        ...{ reason, reviewOn: '2035-01-01', untoldReason, placedBy: null },
      })
    // It lapsed, so that nobody is erased by it.
    const other = await makePerson(app.owner, org, { memberships: [{ role: 'admin' }] })
    await app.owner
      .insertInto('retention_request')
      .values({
        ...{ org_id: org, request_id: uuidv7(), what: 'erasure', person_id: subject.person.personId },
        ...{ reason: 'CANARY-reason-of-an-erasure', asked_by: other.personId },
        asked_at: sql<string>`now() - interval '8 days'`,
      })
      .execute()
    await subject.client.auth.requestAddress.mutate({
      email: 'canary-address@example.org',
      current: testPassword,
    })
    return null
  },
  reads: (world) => [
    { procedure: 'administration.directory', input: { search: '' } },
    { procedure: 'administration.structure', input: undefined },
    { procedure: 'administration.newcomers', input: { teamId: world.team } },
    { procedure: 'administration.roles', input: undefined },
    { procedure: 'administration.moves', input: undefined },
    { procedure: 'administration.ownAddress', input: undefined },
    { procedure: 'administration.retention', input: undefined },
    { procedure: 'administration.requests', input: undefined },
    ...everyId(world).map((personId) => ({
      procedure: 'administration.directoryPerson',
      input: { personId },
    })),
  ],
})
