import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { Persona } from '#tests/integration/authorization/personas.ts'
import { subjectOf, type World, worldPart } from '#tests/integration/authorization/world.ts'
import { makePerson } from '#tests/support/people.ts'

const informed: readonly Persona[] = ['subject', 'lead', 'coLead', 'manager', 'admin']
const canaries = {
  confirmedReason: { text: 'CANARY-why-the-record-was-opened', readers: informed },
  askedReason: { text: 'CANARY-why-the-record-should-open', readers: ['manager', 'admin'] as const },
}

/** One that was open and has ended, and one that waits. Neither lets its asker read anything. */
export const part = worldPart({
  canaries,
  async write(world) {
    const { admin, manager } = world.people
    const ended = await ask(world, canaries.confirmedReason.text)
    await manager.client.emergency.confirm.mutate({ meta: manager.meta(), input: { accessId: ended } })
    await admin.client.emergency.timeline.query({ accessId: ended })
    await manager.client.emergency.end.mutate({ meta: manager.meta(), input: { accessId: ended } })
    const asked = await ask(world, canaries.askedReason.text, world.people.peer.person.personId)
    return { ended, asked }
  },
  reads: (_, accesses) => [
    { procedure: 'emergency.list', input: undefined },
    ...Object.values(accesses).flatMap((accessId) =>
      ['emergency.scorecard', 'emergency.cases', 'emergency.timeline'].map((procedure) => ({
        procedure,
        input: { accessId },
      })),
    ),
  ],
})

async function ask(world: World, reason: string, subjectId = subjectOf(world)): Promise<string> {
  const { admin } = world.people
  const accessId = uuidv7()
  await admin.client.emergency.ask.mutate({
    meta: admin.meta(),
    input: { accessId, subjectId, reason, hours: 1 },
  })
  return accessId
}

/** An access to the subject's record, by another administrator or by the administrator of the cast. */
export async function makeAccess(
  { app, people }: World,
  { by, confirmed }: { by: 'another' | 'admin'; confirmed: boolean },
): Promise<string> {
  const { org } = people.admin.person
  const asker =
    by === 'admin'
      ? people.admin.person
      : await makePerson(app.owner, org, { memberships: [{ role: 'admin' }] })
  const accessId = uuidv7()
  await app.owner
    .insertInto('emergency_access')
    .values({
      ...{ org_id: org, access_id: accessId, subject_id: people.subject.person.personId },
      ...{ asker_id: asker.personId, reason: 'a reason of the test', hours: 1 },
      ...{ confirmed_by: null, ended_by: null, ended_at: null },
      confirmed_at: confirmed ? sql<string>`now()` : null,
    })
    .execute()
  return accessId
}
