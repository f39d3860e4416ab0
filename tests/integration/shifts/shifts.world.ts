import { v7 as uuidv7 } from 'uuid'
import type { ImportRosterInput, SaveEntryInput } from '#shared/shifts/contracts.ts'
import { subjectAndLeads } from '#tests/integration/authorization/personas.ts'
import { everyId, subjectOf, type World, worldPart } from '#tests/integration/authorization/world.ts'

const canaries = {
  rosterSource: { text: 'CANARY-source-of-a-roster', readers: subjectAndLeads },
  dismissedSource: { text: 'CANARY-source-of-a-dismissed-entry', readers: subjectAndLeads },
} as const

/** An absence of one day of the subject's. */
export const entryInput = (world: World, changes: Partial<SaveEntryInput> = {}): SaveEntryInput => ({
  ...{ entryId: uuidv7(), personId: subjectOf(world), kind: 'away', zone: 'Asia/Seoul' },
  ...{ firstDay: '2031-01-06', from: null, lastDay: '2031-01-06', until: null },
  ...changes,
})

export const rosterInput = (world: World, changes: Partial<ImportRosterInput> = {}): ImportRosterInput => ({
  ...{ teamId: world.team, source: `roster ${uuidv7()}` },
  entries: [
    {
      ...{ personId: subjectOf(world), kind: 'work', zone: 'Asia/Seoul' },
      ...{ firstDay: '2031-01-07', from: '22:00', lastDay: '2031-01-08', until: '06:00' },
    },
  ],
  ...changes,
})

/** Lets the subject enter an absence. Returns its id. */
export async function makeEntry(world: World): Promise<string> {
  const { client, meta } = world.people.subject
  const input = entryInput(world)
  await client.shifts.saveEntry.mutate({ meta: meta(), input })
  return input.entryId
}

async function importAs(world: World, source: string): Promise<void> {
  const { client, meta } = world.people.lead
  await client.shifts.importRoster.mutate({ meta: meta(), input: rosterInput(world, { source }) })
}

export const part = worldPart({
  canaries,
  async write(world) {
    await importAs(world, canaries.rosterSource.text)
    await importAs(world, canaries.dismissedSource.text)
    const { client, meta } = world.people.subject
    const { entries } = await client.shifts.person.query({ personId: subjectOf(world) })
    const dismissed = entries.find(({ source }) => source === canaries.dismissedSource.text)
    if (!dismissed) throw new Error('The roster was not imported')
    const input = { entryId: dismissed.entryId, personId: subjectOf(world) }
    await client.shifts.removeEntry.mutate({ meta: meta(), input })
    return {}
  },
  reads: (world) => [
    { procedure: 'shifts.called', input: { teamId: world.team, called: ['Subject'] } },
    ...everyId(world).map((personId) => ({ procedure: 'shifts.person', input: { personId } })),
  ],
})
