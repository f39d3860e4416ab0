import { v7 as uuidv7 } from 'uuid'
import { type Audience, audiences } from '#shared/coaching/rules.ts'
import { commandOf } from '#tests/integration/authorization/call.ts'
import { leads, type Persona, subjectAndLeads } from '#tests/integration/authorization/personas.ts'
import { type Row, rowOn } from '#tests/integration/authorization/row.ts'
import { subjectOf, type World } from '#tests/integration/authorization/world.ts'
import { noteInput, writeNote } from './coaching.world.ts'

const readersOf: Record<Audience, readonly Persona[]> = {
  me: ['lead'],
  person: ['lead', 'subject'],
  manager: ['lead', 'subject', 'manager'],
}

/** A note of the lead with an action of the subject. */
async function noteWithAction(world: World, audience: Audience) {
  const noteId = uuidv7()
  const actionId = uuidv7()
  const { lead } = world.people
  const input = noteInput(world, { noteId, audience, text: 'words' })
  input.actions = [{ actionId, ownerId: subjectOf(world), title: 'Read the policy', dueOn: null }]
  await lead.client.coaching.saveNote.mutate({ meta: lead.meta(), input })
  return { noteId, actionId }
}

/** A note of the lead that the subject acknowledged, with an addendum. */
async function acknowledgedNote(world: World) {
  const noteId = await writeNote(world, 'person')
  const addendumId = uuidv7()
  const { lead, subject } = world.people
  await subject.client.coaching.acknowledge.mutate({
    meta: subject.meta(),
    input: { noteId, noteVersion: 1 },
  })
  await lead.client.coaching.addAddendum.mutate({
    meta: lead.meta(),
    input: { noteId, addendumId, text: 'More' },
  })
  return { noteId, addendumId }
}

function rowsOfNoteFor(audience: Audience): Row[] {
  const make = (world: World) => writeNote(world, audience)
  const state = `for ${audience}`
  return [
    rowOn({
      ...{ procedure: 'coaching.saveNote', state: `revised, for ${audience}`, allowed: ['lead'], make },
      input: (who, noteId, world) =>
        commandOf(who, noteInput(world, { noteId, audience, text: 'other words' }), 1),
    }),
    rowOn({
      ...{ procedure: 'coaching.replies', state, allowed: readersOf[audience], make },
      input: (_, noteId) => ({ noteId, before: uuidv7() }),
    }),
    rowOn({
      ...{ procedure: 'coaching.revisions', state, allowed: readersOf[audience], make },
      input: (_, noteId) => ({ noteId }),
    }),
    rowOn({
      ...{ procedure: 'coaching.acknowledge', state, allowed: audience === 'me' ? [] : ['subject'], make },
      input: (who, noteId) => commandOf(who, { noteId, noteVersion: 1 }),
    }),
    rowOn({
      ...{ procedure: 'coaching.reply', state, allowed: readersOf[audience], make },
      input: (who, noteId) => commandOf(who, { noteId, replyId: uuidv7(), text: 'reply' }),
    }),
    rowOn({
      ...{ procedure: 'coaching.handover', state, allowed: audience === 'me' ? [] : ['lead'], make },
      input: (who, noteId, world) =>
        commandOf(who, { noteId, personId: world.people.coLead.person.personId }),
    }),
    rowOn({
      ...{ procedure: 'coaching.followedUp', state, allowed: ['lead'], make },
      input: (who, noteId) => commandOf(who, { noteId }),
    }),
    rowOn({
      procedure: 'coaching.setActionDone',
      state: `the subject’s, for ${audience}`,
      allowed: audience === 'me' ? ['lead'] : ['lead', 'subject'],
      make: (world) => noteWithAction(world, audience),
      input: (who, action) => commandOf(who, { ...action, done: true }, 1),
    }),
    rowOn({
      procedure: 'coaching.commentAction',
      state: `the subject’s, for ${audience}`,
      allowed: audience === 'me' ? ['lead'] : ['lead', 'subject'],
      make: (world) => noteWithAction(world, audience),
      input: (who, action) => commandOf(who, { ...action, text: 'comment' }),
    }),
  ]
}

export const rows: readonly Row[] = [
  {
    procedure: 'coaching.person',
    state: 'the subject',
    allowed: [...subjectAndLeads, 'manager'],
    input: (_, world) => ({ personId: subjectOf(world) }),
  },
  {
    procedure: 'coaching.inherited',
    state: 'the subject',
    allowed: leads,
    input: (_, world) => ({ personId: subjectOf(world) }),
  },
  {
    procedure: 'coaching.saveNote',
    state: 'new',
    allowed: leads,
    input: (who, world) =>
      commandOf(who, noteInput(world, { noteId: uuidv7(), audience: 'person', text: 'words' })),
  },
  rowOn({
    ...{
      procedure: 'coaching.addAddendum',
      state: 'acknowledged',
      allowed: ['lead'],
      make: acknowledgedNote,
    },
    input: (who, { noteId }) => commandOf(who, { noteId, addendumId: uuidv7(), text: 'More still' }),
  }),
  rowOn({
    ...{
      procedure: 'coaching.acknowledgeAddendum',
      state: 'unread',
      allowed: ['subject'],
      make: acknowledgedNote,
    },
    input: (who, addendum) => commandOf(who, addendum),
  }),
  {
    procedure: 'coaching.named',
    state: 'the team',
    allowed: leads,
    input: (_, world) => ({ teamId: world.team }),
  },
  {
    procedure: 'coaching.toHandover',
    state: 'the team',
    allowed: leads,
    input: (_, world) => ({ teamId: world.team }),
  },
  ...audiences.flatMap(rowsOfNoteFor),
]
