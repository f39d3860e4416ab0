import * as z from 'zod/mini'
import { personRef } from '#shared/people/views.ts'

/** What can be news. Words are the client's: a row holds its kind and the id of what it is about, and nothing private. */
export const inboxKinds = [
  /** To who may decide; of the escalation. */
  'approval_waiting',
  /** To who has it, and along the on-call chain; of the escalation. */
  'clock_at_risk',
  'clock_overdue',
  /** To who raised, has or watches it; of the escalation. */
  'escalation_news',
  'mention',
  /** To whom it was addressed; of the request. */
  'talk_requested',
  /** To who asked; of the request. */
  'talk_answered',
  /** To the person; of the note. */
  'note_shared',
  /** To the note's readers but the one who replied; of the note. */
  'note_replied',
  /** To who asked; of the case. */
  'look_answered',
] as const
export const inboxKind = z.enum(inboxKinds)
export type InboxKind = z.infer<typeof inboxKind>

/** What the app's badge counts while it is unread: decisions, clocks and requests to talk. */
export const countedKinds: readonly InboxKind[] = [
  'approval_waiting',
  'clock_at_risk',
  'clock_overdue',
  'talk_requested',
]

export const inboxItem = z.object({
  inboxId: z.uuid(),
  kind: inboxKind,
  entityId: z.uuid(),
  /** Who caused it, where the reader may know them. */
  by: z.nullable(personRef),
  at: z.string(),
  readAt: z.nullable(z.string()),
})
export type InboxItem = z.infer<typeof inboxItem>

/** Newest first: the last two hundred of ninety days. */
export const inboxView = z.object({ items: z.array(inboxItem) })
export type InboxView = z.infer<typeof inboxView>

/** Command inbox.read. */
export const readInput = z.object({ inboxIds: z.array(z.uuid()).check(z.minLength(1), z.maxLength(200)) })
export type ReadInput = z.infer<typeof readInput>

/** What waits for this person, by its news: the number on the app's icon. */
export function badgeOf({ items }: InboxView): number {
  return items.filter((item) => item.readAt === null && countedKinds.includes(item.kind)).length
}
