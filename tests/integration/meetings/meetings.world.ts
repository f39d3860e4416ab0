import { v7 as uuidv7 } from 'uuid'
import type { AddItemInput, SaveSeriesInput } from '#shared/meetings/contracts.ts'
import type { Persona } from '#tests/integration/authorization/personas.ts'
import { everyId, subjectOf, type World, worldPart } from '#tests/integration/authorization/world.ts'

const both: readonly Persona[] = ['subject', 'lead']

const canaries = {
  meetingPlace: { text: 'CANARY-place-of-a-meeting', readers: both },
  agendaOfLead: { text: 'CANARY-agenda-item-of-the-lead', readers: both },
  agendaOfSubject: { text: 'CANARY-agenda-item-of-the-subject', readers: both },
  privateOfLead: { text: 'CANARY-private-item-of-the-lead', readers: ['lead'] },
  privateOfSubject: { text: 'CANARY-private-item-of-the-subject', readers: ['subject'] },
  // Their series ended with the role: no lead after them is a reader.
  placeOfExLead: { text: 'CANARY-place-with-the-ex-lead', readers: ['subject'] },
  agendaOfExLead: { text: 'CANARY-agenda-item-of-the-ex-lead', readers: ['subject'] },
  agendaForExLead: { text: 'CANARY-agenda-item-for-the-ex-lead', readers: ['subject'] },
  privateOfExLead: { text: 'CANARY-private-item-of-the-ex-lead', readers: [] },
} as const

/** A weekly series with the subject in team one. */
export const seriesInput = (world: World, changes: Partial<SaveSeriesInput> = {}): SaveSeriesInput => ({
  seriesId: uuidv7(),
  teamId: world.team,
  subjectId: subjectOf(world),
  startsOn: '2026-11-03',
  time: '10:00',
  zone: 'Asia/Seoul',
  everyWeeks: 1,
  minutes: 30,
  place: null,
  ...changes,
})

/** Makes a series of a lead with the subject, behind the app's back: the two may have another already. */
export async function makeSeries(world: World, lead: Persona = 'lead'): Promise<string> {
  const { seriesId, startsOn, time, zone, everyWeeks, minutes, place } = seriesInput(world)
  await world.app.owner
    .insertInto('meeting_series')
    .values({
      ...{ org_id: world.org, series_id: seriesId, team_id: world.team, zone, minutes, place },
      ...{ lead_id: world.people[lead].person.personId, subject_id: subjectOf(world) },
      ...{ starts_on: startsOn, wall_time: time, every_weeks: everyWeeks, ended_at: null },
    })
    .execute()
  return seriesId
}

export const itemInput = (seriesId: string, changes: Partial<AddItemInput> = {}): AddItemInput => ({
  ...{ seriesId, itemId: uuidv7(), text: 'An item', isPrivate: false, source: null },
  ...changes,
})

/** Lets somebody add an item. Returns its id. */
export async function addItem(
  world: World,
  { by, ...changes }: { by: Persona; seriesId: string } & Partial<AddItemInput>,
): Promise<string> {
  const { client, meta } = world.people[by]
  const input = itemInput(changes.seriesId, changes)
  await client.meetings.addItem.mutate({ meta: meta(), input })
  return input.itemId
}

async function setSeries(world: World, lead: Persona, place: string): Promise<string> {
  const { client, meta } = world.people[lead]
  const input = seriesInput(world, { place })
  await client.meetings.save.mutate({ meta: meta(), input })
  return input.seriesId
}

export const part = worldPart({
  canaries,
  async write(world) {
    const seriesId = await setSeries(world, 'lead', canaries.meetingPlace.text)
    const add = (by: Persona, text: string, isPrivate = false) =>
      addItem(world, { by, seriesId, text, isPrivate })
    await add('lead', canaries.agendaOfLead.text)
    await add('subject', canaries.agendaOfSubject.text)
    await add('lead', canaries.privateOfLead.text, true)
    await add('subject', canaries.privateOfSubject.text, true)
    const before = { seriesId: await setSeries(world, 'exLead', canaries.placeOfExLead.text) }
    await addItem(world, { ...before, by: 'exLead', text: canaries.agendaOfExLead.text })
    await addItem(world, { ...before, by: 'subject', text: canaries.agendaForExLead.text })
    await addItem(world, { ...before, by: 'exLead', text: canaries.privateOfExLead.text, isPrivate: true })
    return { seriesId }
  },
  reads: (world) => [
    { procedure: 'meetings.feed', input: undefined },
    ...everyId(world).map((personId) => ({ procedure: 'meetings.person', input: { personId } })),
  ],
})
