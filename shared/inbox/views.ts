import * as z from 'zod/mini'
import { eventKind } from '#shared/escalations/views.ts'
import { personRef } from '#shared/people/views.ts'
import { inboxKinds } from './kinds.ts'

export const inboxKind = z.enum(inboxKinds)
export const inboxItem = z.object({
  inboxId: z.uuid(),
  kind: inboxKind,
  entityId: z.uuid(),
  /** The name of the thing, where the reader may see it today; null where its kind alone says it. */
  subject: z.nullable(z.string()),
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
