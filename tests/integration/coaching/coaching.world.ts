import { v7 as uuidv7 } from 'uuid'
import type { SaveNoteInput } from '#shared/coaching/contracts.ts'
import type { Audience } from '#shared/coaching/rules.ts'
import type { CoachingView } from '#shared/coaching/views.ts'
import { everyId, subjectOf, type World, worldPart } from '#tests/integration/authorization/world.ts'

const canaries = {
  privateNote: { text: 'CANARY-private-note', readers: ['lead'] },
  draftOfShared: { text: 'CANARY-words-before-sharing', readers: ['lead'] },
  sharedNote: { text: 'CANARY-shared-note', readers: ['lead', 'subject'] },
  managedNote: { text: 'CANARY-note-for-manager', readers: ['lead', 'subject', 'manager'] },
  handoverNote: { text: 'CANARY-note-handed-over', readers: ['subject', 'coLead'] },
  replyBefore: { text: 'CANARY-reply-before-handing-over', readers: ['subject'] },
  addendum: { text: 'CANARY-addendum', readers: ['lead', 'subject', 'manager'] },
  exLeadNote: { text: 'CANARY-note-of-the-ex-lead', readers: [] },
  reply: { text: 'CANARY-reply', readers: ['lead', 'subject'] },
  inherited: { text: 'CANARY-action-of-the-ex-lead', readers: ['subject', 'lead', 'coLead'] },
  action: { text: 'CANARY-action-item', readers: ['lead', 'subject'] },
  actionComment: { text: 'CANARY-said-of-an-action', readers: ['lead', 'subject'] },
  actionCommentBefore: { text: 'CANARY-said-before-handing-over', readers: ['subject'] },
} as const

/** Notes of the lead about the subject, one for each audience, and a private one of the ex-lead. */
export const part = worldPart({
  canaries,
  async write(world) {
    const { lead, coLead, nextLead, exLead, subject } = world.people
    const kept = await writeNote(world, 'me', { text: canaries.privateNote.text })
    const shared = await writeNote(world, 'me', { text: canaries.draftOfShared.text })
    const sharedInput = noteInput(world, {
      noteId: shared,
      audience: 'person',
      text: canaries.sharedNote.text,
      action: canaries.action.text,
    })
    await lead.client.coaching.saveNote.mutate({ meta: lead.meta(1), input: sharedInput })
    await commentOn(world, sharedInput, canaries.actionComment.text)
    const managed = await writeNote(world, 'manager', { text: canaries.managedNote.text })
    await exLead.client.coaching.saveNote.mutate({
      meta: exLead.meta(),
      input: noteInput(world, { noteId: uuidv7(), audience: 'me', text: canaries.exLeadNote.text }),
    })
    await subject.client.coaching.acknowledge.mutate({
      meta: subject.meta(),
      input: { noteId: managed, noteVersion: 1 },
    })
    await lead.client.coaching.addAddendum.mutate({
      meta: lead.meta(),
      input: { noteId: managed, addendumId: uuidv7(), text: canaries.addendum.text },
    })
    const handed = uuidv7()
    const handedInput = noteInput(world, {
      noteId: handed,
      audience: 'person',
      text: canaries.handoverNote.text,
      action: canaries.inherited.text,
    })
    await exLead.client.coaching.saveNote.mutate({ meta: exLead.meta(), input: handedInput })
    await commentOn(world, handedInput, canaries.actionCommentBefore.text)
    await subject.client.coaching.reply.mutate({
      meta: subject.meta(),
      input: { noteId: handed, replyId: uuidv7(), text: canaries.replyBefore.text },
    })
    for (const taker of [coLead, nextLead])
      await exLead.client.coaching.handover.mutate({
        meta: exLead.meta(),
        input: { noteId: handed, personId: taker.person.personId },
      })
    await subject.client.coaching.reply.mutate({
      meta: subject.meta(),
      input: { noteId: shared, replyId: uuidv7(), text: canaries.reply.text },
    })
    return { kept, shared, managed, handed }
  },
  reads: (world, notes) => [
    ...Object.values(notes).map((noteId) => ({ procedure: 'coaching.revisions', input: { noteId } })),
    ...Object.values(notes).map((noteId) => ({
      procedure: 'coaching.replies',
      input: { noteId, before: 'ffffffff-ffff-7fff-bfff-ffffffffffff' },
    })),
    ...[world.team, world.otherTeam].flatMap((teamId) => [
      { procedure: 'coaching.named', input: { teamId } },
      { procedure: 'coaching.toHandover', input: { teamId } },
    ]),
    ...everyId(world).map((personId) => ({ procedure: 'coaching.inherited', input: { personId } })),
    ...everyId(world).map((personId) => ({
      procedure: 'coaching.person',
      input: { personId },
      next(answer: string) {
        const { result } = JSON.parse(answer) as { result?: { data: CoachingView } }
        const before = result?.data.older ?? null
        return before === null ? undefined : { personId, before }
      },
    })),
  ],
})

/** Comments on the first action of a note in the name of the subject. */
async function commentOn({ people: { subject } }: World, note: SaveNoteInput, text: string): Promise<void> {
  const { noteId, actions } = note
  await subject.client.coaching.commentAction.mutate({
    meta: subject.meta(),
    input: { noteId, actionId: actions[0]?.actionId ?? '', text },
  })
}

export function noteInput(
  world: World,
  note: { noteId: string; audience: Audience; text: string; action?: string },
): SaveNoteInput {
  const subjectId = subjectOf(world)
  return {
    noteId: note.noteId,
    teamId: world.team,
    subjectId,
    audience: note.audience,
    body: { kind: 'quick', text: note.text },
    criterion: null,
    evidence: [],
    followUpOn: '2026-01-02',
    actions: note.action ? [{ actionId: uuidv7(), ownerId: subjectId, title: note.action, dueOn: null }] : [],
  }
}

/** A new note of the lead about the subject. */
export async function writeNote(
  world: World,
  audience: Audience,
  { text = 'words', noteId = uuidv7() } = {},
): Promise<string> {
  const { lead } = world.people
  await lead.client.coaching.saveNote.mutate({
    meta: lead.meta(),
    input: noteInput(world, { noteId, audience, text }),
  })
  return noteId
}
