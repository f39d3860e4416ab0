import { v7 as uuidv7 } from 'uuid'
import { commandOf } from '#tests/integration/authorization/call.ts'
import { everybody, leads, type Persona, subjectAndLeads } from '#tests/integration/authorization/personas.ts'
import { type Row, rowOn } from '#tests/integration/authorization/row.ts'
import { subjectOf, type World } from '#tests/integration/authorization/world.ts'
import { addItem, itemInput, makeSeries, seriesInput } from './meetings.world.ts'

/** Opens a feed of the subject's. */
async function openFeed({ people: { subject } }: World): Promise<string> {
  const feedId = uuidv7()
  const input = { feedId, tokenHash: 'cd'.repeat(32), showsNames: true }
  await subject.client.meetings.openFeed.mutate({ meta: subject.meta(), input })
  return feedId
}

const both: readonly Persona[] = ['subject', 'lead']
const day = '2026-11-03'
const make = (world: World) => makeSeries(world)
const makeItem = (isPrivate: boolean) => async (world: World) =>
  await addItem(world, { by: 'subject', seriesId: await makeSeries(world), isPrivate })

export const rows: readonly Row[] = [
  {
    procedure: 'meetings.person',
    state: 'the subject',
    // Another lead of the team opens the person's record and finds no series of theirs in it.
    allowed: subjectAndLeads,
    input: (_, world) => ({ personId: subjectOf(world) }),
  },
  {
    procedure: 'meetings.feed',
    state: 'own',
    allowed: everybody,
    input: () => undefined,
  },
  {
    procedure: 'meetings.openFeed',
    state: 'own',
    allowed: everybody,
    input: (who) => commandOf(who, { feedId: uuidv7(), tokenHash: 'ab'.repeat(32), showsNames: false }),
  },
  rowOn({
    ...{ procedure: 'meetings.closeFeed', state: 'of the subject', allowed: ['subject'], make: openFeed },
    input: (who, feedId) => commandOf(who, { feedId }),
  }),
  {
    procedure: 'meetings.save',
    state: 'new',
    allowed: leads,
    input: (who, world) =>
      commandOf(who, seriesInput(world, { subjectId: world.people.peer.person.personId })),
  },
  rowOn({
    // On a version that there is not: the two have several series here, which the lead would be refused otherwise.
    ...{ procedure: 'meetings.save', state: 'changed', allowed: ['lead'], answer: 'CONFLICT', make },
    input: (who, seriesId, world) => commandOf(who, seriesInput(world, { seriesId }), 7),
  }),
  rowOn({
    ...{ procedure: 'meetings.end', state: 'going on', allowed: ['lead'], make },
    input: (who, seriesId) => commandOf(who, { seriesId }, 1),
  }),
  rowOn({
    ...{ procedure: 'meetings.move', state: 'to another day', allowed: both, make },
    input: (who, seriesId) => commandOf(who, { seriesId, day, to: { day: '2026-11-04', time: '11:00' } }),
  }),
  rowOn({
    ...{ procedure: 'meetings.addItem', state: 'shared', allowed: both, make },
    input: (who, seriesId) => commandOf(who, itemInput(seriesId)),
  }),
  rowOn({
    ...{
      procedure: 'meetings.changeItem',
      state: 'of the subject',
      allowed: ['subject'],
      make: makeItem(false),
    },
    input: (who, itemId) => commandOf(who, { itemId, text: 'Another', isPrivate: true }, 1),
  }),
  rowOn({
    ...{ procedure: 'meetings.tick', state: 'shared', allowed: both, make: makeItem(false) },
    input: (who, itemId) => commandOf(who, { itemId, done: true }),
  }),
  rowOn({
    ...{
      procedure: 'meetings.tick',
      state: 'private of the subject',
      allowed: ['subject'],
      make: makeItem(true),
    },
    input: (who, itemId) => commandOf(who, { itemId, done: true }),
  }),
  rowOn({
    ...{ procedure: 'meetings.finish', state: 'took place', allowed: both, make },
    input: (who, seriesId) => commandOf(who, { seriesId, day, items: [], noteId: null }),
  }),
]
