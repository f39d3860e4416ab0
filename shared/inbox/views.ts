import * as z from 'zod/mini'
import { noteKinds } from '#shared/coaching/rules.ts'
import { eventKind } from '#shared/escalations/views.ts'
import { personRef } from '#shared/people/views.ts'
import { choiceFields } from './fields.ts'
import { inboxKinds } from './kinds.ts'

export const inboxKind = z.enum(inboxKinds)
/** Names a note or a request to talk by a person, a day and at most its kind: never a word of what it says. */
export const notifiedAbout = z.object({
  /** The other person, as the reader sees it: the author of a note to them, or the person that a note or a request is with. */
  person: personRef,
  /** When the note was shared, or the request made. */
  since: z.string(),
  /** The kind of a note to the reader. */
  noteKind: z.nullable(z.enum(noteKinds)),
})
export const inboxItem = z.object({
  inboxId: z.uuid(),
  kind: inboxKind,
  entityId: z.uuid(),
  /** The name of the thing, where the reader may see it today; null where its kind alone says it. */
  subject: z.nullable(z.string()),
  /** The note or request to talk, where the reader may see it today. */
  about: z.nullable(notifiedAbout),
  /** Says what happened to an escalation. */
  event: z.nullable(eventKind),
  /** Who caused it, where the reader may know them. */
  by: z.nullable(personRef),
  at: z.string(),
  readAt: z.nullable(z.string()),
})
export type InboxItem = z.infer<typeof inboxItem>

/** Newest first: the last two hundred of ninety days. */
export const inboxView = z.object({ items: z.array(inboxItem) })
export type InboxView = z.infer<typeof inboxView>

export const choicesView = z.object({
  ...choiceFields,
  /** Whether this installation sends e-mail. */
  sendsMail: z.boolean(),
  /** The account's address; null where the reader has none. */
  address: z.nullable(z.string()),
})
export type ChoicesView = z.infer<typeof choicesView>
