import * as z from 'zod/mini'
import { command } from '#shared/core/contract.ts'
import { count, day, text, upTo } from '#shared/core/fields.ts'
import { audience, noteBody, noteCriterion } from './fields.ts'
import { commentLimit } from './rules.ts'

export const actionInput = z.object({
  actionId: z.uuid(),
  ownerId: z.uuid(),
  title: text(300),
  dueOn: z.nullable(day),
})
const criterionInput = z.extend(noteCriterion, {
  policy: z.nullable(upTo(200)),
  x: count(),
  n: count(),
  from: upTo(35),
  to: upTo(35),
})

/** Command coaching.saveNote: creates, or revises where the note exists (base = the version looked at). */
export const saveNoteInput = z.object({
  noteId: z.uuid(),
  teamId: z.uuid(),
  subjectId: z.uuid(),
  audience,
  body: noteBody,
  criterion: z.nullable(criterionInput),
  /** Cases behind it, by audit. */
  evidence: z.array(z.uuid()).check(z.maxLength(50)),
  followUpOn: z.nullable(day),
  /** All action items of the note; one that is left out is removed unless it is done. */
  actions: z.array(actionInput).check(z.maxLength(20)),
  /** The managers whom the author saw named as readers; what an older release wrote names none, and means all of today. */
  readers: z.exactOptional(z.array(z.uuid()).check(z.maxLength(50))),
})
export type SaveNoteInput = z.infer<typeof saveNoteInput>

/** Command coaching.acknowledge, by the person: read, which is not agreed. `noteVersion` is what was read. */
export const acknowledgeInput = z.object({ noteId: z.uuid(), noteVersion: count() })
export const replyInput = z.object({ noteId: z.uuid(), replyId: z.uuid(), text: text(4000) })
/** Command coaching.addAddendum, by the author, to a note that was acknowledged. */
export const addAddendumInput = z.object({ noteId: z.uuid(), addendumId: z.uuid(), text: text(16_000) })
/** Command coaching.acknowledgeAddendum, by the person: each addendum by itself. */
export const acknowledgeAddendumInput = z.object({ noteId: z.uuid(), addendumId: z.uuid() })
/** Command coaching.handover, by the author: `personId` leads the team, or will from a day that is set. */
export const handoverInput = z.object({ noteId: z.uuid(), personId: z.uuid() })
export const setActionDoneInput = z.object({ noteId: z.uuid(), actionId: z.uuid(), done: z.boolean() })
/** Command coaching.commentAction, by who may finish it: one's own comment; null takes it back. */
export const commentActionInput = z.object({
  noteId: z.uuid(),
  actionId: z.uuid(),
  text: z.nullable(text(commentLimit)),
})
export const followedUpInput = z.object({ noteId: z.uuid() })
export type AcknowledgeInput = z.infer<typeof acknowledgeInput>
export type AddAddendumInput = z.infer<typeof addAddendumInput>
export type AcknowledgeAddendumInput = z.infer<typeof acknowledgeAddendumInput>
export type HandoverInput = z.infer<typeof handoverInput>
export type ReplyInput = z.infer<typeof replyInput>
export type SetActionDoneInput = z.infer<typeof setActionDoneInput>
export type CommentActionInput = z.infer<typeof commentActionInput>
export type FollowedUpInput = z.infer<typeof followedUpInput>

/**
 * Makes an entity of its own of what others add to a note, so that a note that needs attention holds up its replies
 * and not the other way round.
 */
export const acknowledgementOf = (noteId: string) => `acknowledgement:${noteId}`
export const handoverOf = (noteId: string) => `handover:${noteId}`
export const commentOf = (actionId: string) => `action-comment:${actionId}`
export const followUpOf = (noteId: string) => `follow-up:${noteId}`

export const coaching = {
  /** Creates a note with base null, or revises the version `base`. */
  saveNote: command({
    name: 'coaching.saveNote',
    version: 1,
    input: saveNoteInput,
    entities: ({ noteId, actions }) => [noteId, ...actions.map(({ actionId }) => actionId)],
  }),
  acknowledge: command({
    name: 'coaching.acknowledge',
    version: 1,
    input: acknowledgeInput,
    entities: ({ noteId }) => [acknowledgementOf(noteId)],
    refs: ({ noteId }) => [noteId],
  }),
  reply: command({
    name: 'coaching.reply',
    version: 1,
    input: replyInput,
    entities: ({ replyId }) => [replyId],
    refs: ({ noteId }) => [noteId],
  }),
  /** Adds to a note whose words the person acknowledged, which therefore stay. */
  addAddendum: command({
    name: 'coaching.addAddendum',
    version: 1,
    input: addAddendumInput,
    entities: ({ addendumId }) => [addendumId],
    refs: ({ noteId }) => [noteId],
  }),
  acknowledgeAddendum: command({
    name: 'coaching.acknowledgeAddendum',
    version: 1,
    input: acknowledgeAddendumInput,
    entities: ({ addendumId }) => [acknowledgementOf(addendumId)],
    refs: ({ noteId, addendumId }) => [noteId, addendumId],
  }),
  /** Names another lead of the team as a reader of a shared note, for good. */
  handover: command({
    name: 'coaching.handover',
    version: 1,
    input: handoverInput,
    entities: ({ noteId }) => [handoverOf(noteId)],
    refs: ({ noteId }) => [noteId],
  }),
  /** `base` is the item's version. */
  setActionDone: command({
    name: 'coaching.setActionDone',
    version: 1,
    input: setActionDoneInput,
    entities: ({ actionId }) => [actionId],
    refs: ({ noteId }) => [noteId],
  }),
  /** `base` is the version of one's own comment; null for the first. */
  commentAction: command({
    name: 'coaching.commentAction',
    version: 1,
    input: commentActionInput,
    entities: ({ actionId }) => [commentOf(actionId)],
    refs: ({ noteId, actionId }) => [noteId, actionId],
  }),
  /** The author came back to the note: its follow-up date is done. */
  followedUp: command({
    name: 'coaching.followedUp',
    version: 1,
    input: followedUpInput,
    entities: ({ noteId }) => [followUpOf(noteId)],
    refs: ({ noteId }) => [noteId],
  }),
}
