import * as z from 'zod/mini'
import { personRef } from '#shared/people/views.ts'
import { metric } from '#shared/scorecards/views.ts'

/** Who can read a note: its author alone; the person too; the person and the author's manager too. */
export const audiences = ['me', 'person', 'manager'] as const
export const audience = z.enum(audiences)
export type Audience = z.infer<typeof audience>

const words = (most: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(most))
/** A quick note; situation, behaviour, impact; goal, reality, options, will; recognition. */
export const noteBody = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('quick'), text: words(8000) }),
  z.object({ kind: z.literal('sbi'), situation: words(4000), behaviour: words(4000), impact: words(4000) }),
  z.object({
    kind: z.literal('grow'),
    goal: words(4000),
    reality: words(4000),
    options: words(4000),
    will: words(4000),
  }),
  z.object({ kind: z.literal('recognition'), text: words(8000) }),
])
export type NoteBody = z.infer<typeof noteBody>
export const noteKinds = ['quick', 'sbi', 'grow', 'recognition'] as const
export type NoteKind = NoteBody['kind']

/** The one point a note is about, as it stood when it was written. */
export const noteCriterion = z.object({
  metric,
  policy: z.nullable(z.string()),
  x: z.int(),
  n: z.int(),
  from: z.string(),
  to: z.string(),
})
export type NoteCriterion = z.infer<typeof noteCriterion>

const day = z.iso.date()
export const actionInput = z.object({
  actionId: z.uuid(),
  ownerId: z.uuid(),
  title: words(300),
  dueOn: z.nullable(day),
})
/** Command coaching.saveNote: creates, or revises where the note exists (base = the version looked at). */
export const saveNoteInput = z.object({
  noteId: z.uuid(),
  teamId: z.uuid(),
  subjectId: z.uuid(),
  audience,
  body: noteBody,
  criterion: z.nullable(noteCriterion),
  /** Cases behind it, by audit. */
  evidence: z.array(z.uuid()).check(z.maxLength(50)),
  followUpOn: z.nullable(day),
  /** All action items of the note; one that is left out is removed unless it is done. */
  actions: z.array(actionInput).check(z.maxLength(20)),
})
export type SaveNoteInput = z.infer<typeof saveNoteInput>

/** Command coaching.acknowledge, by the person: read, which is not agreed. `noteVersion` is what was read. */
export const acknowledgeInput = z.object({ noteId: z.uuid(), noteVersion: z.int() })
export const replyInput = z.object({ noteId: z.uuid(), replyId: z.uuid(), text: words(4000) })
export const setActionDoneInput = z.object({ noteId: z.uuid(), actionId: z.uuid(), done: z.boolean() })
export const followedUpInput = z.object({ noteId: z.uuid() })
export type AcknowledgeInput = z.infer<typeof acknowledgeInput>
export type ReplyInput = z.infer<typeof replyInput>
export type SetActionDoneInput = z.infer<typeof setActionDoneInput>
export type FollowedUpInput = z.infer<typeof followedUpInput>

export const actionView = z.object({
  actionId: z.uuid(),
  noteId: z.uuid(),
  owner: personRef,
  title: z.string(),
  dueOn: z.nullable(z.string()),
  doneAt: z.nullable(z.string()),
  version: z.int(),
})
export type ActionView = z.infer<typeof actionView>

export const noteView = z.object({
  noteId: z.uuid(),
  teamId: z.uuid(),
  author: personRef,
  subject: personRef,
  audience,
  body: noteBody,
  criterion: z.nullable(noteCriterion),
  evidence: z.array(z.uuid()),
  followUpOn: z.nullable(z.string()),
  followedUpAt: z.nullable(z.string()),
  createdAt: z.string(),
  acknowledgedAt: z.nullable(z.string()),
  replies: z.array(z.object({ replyId: z.uuid(), author: personRef, text: z.string(), at: z.string() })),
  actions: z.array(actionView),
  version: z.int(),
})
export type NoteView = z.infer<typeof noteView>

export const noteRevision = z.object({
  version: z.int(),
  audience,
  body: noteBody,
  followUpOn: z.nullable(z.string()),
  at: z.string(),
})
export type NoteRevision = z.infer<typeof noteRevision>

/** `before` is what a page called `older`: the notes from there on, back in time. */
export const personInput = z.object({ personId: z.uuid(), before: z.optional(z.uuid()) })
/**
 * What the reader may see of one person's coaching, newest first, in pages. The first also has every older note that
 * still waits for something: an open action item, a follow-up, a reading.
 */
export const coachingView = z.object({
  person: personRef,
  notes: z.array(noteView),
  /** Null for the first page. */
  before: z.nullable(z.uuid()),
  /** What to ask for as `before` to read on; null at the end. */
  older: z.nullable(z.uuid()),
})
export type PersonInput = z.infer<typeof personInput>
export type CoachingView = z.infer<typeof coachingView>

/** A shared note may not become private again: the person has read it. */
export function mayBecome(from: Audience, to: Audience): boolean {
  return audiences.indexOf(to) >= audiences.indexOf(from)
}
