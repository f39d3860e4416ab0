import * as z from 'zod/mini'
import { personRef } from '#shared/people/views.ts'
import { audience, noteBody, noteCriterion } from './fields.ts'
import { readerRoles } from './rules.ts'

/** Describes what one of those who may finish an action wrote on it; without text once they took it back. */
export const actionComment = z.object({
  author: personRef,
  text: z.nullable(z.string()),
  at: z.string(),
  version: z.int(),
})
export type ActionComment = z.infer<typeof actionComment>

export const actionView = z.object({
  actionId: z.uuid(),
  noteId: z.uuid(),
  owner: personRef,
  title: z.string(),
  dueOn: z.nullable(z.string()),
  doneAt: z.nullable(z.string()),
  /** One for each who wrote any, oldest first. Of an action that the reader inherited their own alone. */
  comments: z.array(actionComment),
  version: z.int(),
})
export type ActionView = z.infer<typeof actionView>

/** Lists what was agreed with an analyst by leads of before, for who leads the team now; nothing of the notes. */
export const inheritedView = z.object({
  actions: z.array(z.extend(actionView, { author: personRef })),
})
export type InheritedView = z.infer<typeof inheritedView>

/** Describes a reply to a note. */
export const replyView = z.object({ replyId: z.uuid(), author: personRef, text: z.string(), at: z.string() })
export type ReplyView = z.infer<typeof replyView>

/** A page of replies, oldest first. */
export const repliesView = z.object({
  replies: z.array(replyView),
  /** What to ask for as `before` to read further back; null at the beginning. */
  older: z.nullable(z.uuid()),
})
export type RepliesView = z.infer<typeof repliesView>

/** Describes what the author added after the note was acknowledged; it is acknowledged by itself. */
export const addendumView = z.object({
  addendumId: z.uuid(),
  text: z.string(),
  at: z.string(),
  acknowledgedAt: z.nullable(z.string()),
})
export type AddendumView = z.infer<typeof addendumView>

/** Describes somebody who was named as a reader besides the author and the subject, and when. */
export const noteReader = z.object({ person: personRef, namedAs: z.enum(readerRoles), since: z.string() })
export type NoteReader = z.infer<typeof noteReader>

export const noteView = z.object({
  noteId: z.uuid(),
  teamId: z.uuid(),
  author: personRef,
  subject: personRef,
  audience,
  readers: z.array(noteReader),
  body: noteBody,
  criterion: z.nullable(noteCriterion),
  evidence: z.array(z.uuid()),
  followUpOn: z.nullable(z.string()),
  followedUpAt: z.nullable(z.string()),
  createdAt: z.string(),
  acknowledgedAt: z.nullable(z.string()),
  /** Oldest first. */
  addenda: z.array(addendumView),
  /** The newest of them, oldest first. */
  replies: z.array(replyView),
  /** What to ask coaching.replies for as `before`; null where these are all. */
  olderReplies: z.nullable(z.uuid()),
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

/**
 * Describes what the reader may see of one person's coaching, newest first, in pages. The first also has every older
 * note that still waits for something: an open action item, a follow-up, a reading.
 */
export const coachingView = z.object({
  person: personRef,
  notes: z.array(noteView),
  /** Null for the first page. */
  before: z.nullable(z.uuid()),
  /** What to ask for as `before` to read on; null at the end. */
  older: z.nullable(z.uuid()),
})
export type CoachingView = z.infer<typeof coachingView>

/** Describes who can be named as a reader of notes in a team: its managers today, and its leads now or from a set day. */
export const namedView = z.object({
  managers: z.array(personRef),
  leads: z.array(z.extend(personRef, { startsOn: z.string(), endsOn: z.nullable(z.string()) })),
})
export type NamedView = z.infer<typeof namedView>

/** Describes one's own notes about the analysts of a team, newest first, to be handed over. */
export const handoverView = z.object({
  /** The first day without the role; null while no end is set. */
  endsOn: z.nullable(z.string()),
  notes: z.array(
    z.object({
      noteId: z.uuid(),
      subject: personRef,
      body: noteBody,
      createdAt: z.string(),
      takers: z.array(personRef),
    }),
  ),
  /** Notes that are the author's alone and are handed to nobody. */
  kept: z.int(),
})
export type HandoverView = z.infer<typeof handoverView>
