import * as z from 'zod/mini'
import { severities } from '#shared/escalations/step-rules.ts'
import { personRef } from '#shared/people/views.ts'
import { signal } from '#shared/scorecards/views.ts'
import { todayGroups } from './rules.ts'

export const todayGroup = z.enum(todayGroups)

/** Each item says why it is there. `key` is stable: settling is by key, and a new reason makes a new key. */
const head = { key: z.string(), group: todayGroup, at: z.string() }
export const todayItem = z.discriminatedUnion('kind', [
  /** Lead: the data about an analyst is worth a look, or recovered. */
  z.object({ ...head, kind: z.literal('signal'), person: personRef, signal }),
  /** Lead: an analyst asks for another look at a case. */
  z.object({ ...head, kind: z.literal('look'), person: personRef, lookId: z.uuid(), auditId: z.uuid() }),
  /** Analyst: the lead answered. */
  z.object({
    ...head,
    kind: z.literal('look_answered'),
    person: personRef,
    auditId: z.uuid(),
    status: z.enum(['kept', 'changed']),
  }),
  /** Analyst: a note shared with them that they have not acknowledged. */
  z.object({
    ...head,
    kind: z.literal('note_to_read'),
    person: personRef,
    noteId: z.uuid(),
    recognition: z.boolean(),
  }),
  /** Lead: a shared note is not acknowledged yet; `days` since it was shared. */
  z.object({ ...head, kind: z.literal('note_unread'), person: personRef, noteId: z.uuid(), days: z.int() }),
  /** Author: the person replied to a note. */
  z.object({ ...head, kind: z.literal('reply'), person: personRef, noteId: z.uuid(), replyId: z.uuid() }),
  /** Author: the follow-up date of a note has come. */
  z.object({ ...head, kind: z.literal('follow_up'), person: personRef, noteId: z.uuid(), dueOn: z.string() }),
  /** Owner: an action item is due or overdue. `person` is whom the note is about. */
  z.object({
    ...head,
    kind: z.literal('action'),
    person: personRef,
    noteId: z.uuid(),
    actionId: z.uuid(),
    title: z.string(),
    dueOn: z.string(),
  }),
  /** Addressee: somebody asks to talk; nothing more is known here. It leaves the list by an answer and in no other way. */
  z.object({ ...head, kind: z.literal('talk'), person: personRef, requestId: z.uuid(), dueAt: z.string() }),
  /** Who asked: the addressee answered. */
  z.object({
    ...head,
    kind: z.literal('talk_answered'),
    person: personRef,
    requestId: z.uuid(),
    answer: z.enum(['will_talk', 'time_proposed']),
    proposedAt: z.nullable(z.string()),
  }),
  /** Lead: a person shares a check-in that is not read yet. */
  z.object({ ...head, kind: z.literal('check_in_shared'), person: personRef, checkInId: z.uuid() }),
  /**
   * Of an escalation: the reader may decide it; its clock runs out and they have it, or it is overdue and theirs to look
   * after; it came to their function and nobody acknowledged it. `person` raised it. With child safety the title is
   * the reference alone.
   */
  z.object({
    ...head,
    kind: z.literal('escalation'),
    person: personRef,
    escalationId: z.uuid(),
    why: z.enum(['decide', 'running_out', 'overdue', 'routed']),
    severity: z.enum(severities),
    title: z.string(),
    childSafety: z.boolean(),
    dueAt: z.nullable(z.string()),
  }),
  /** Who consented: none yet this week. Settling it is the skip, and nobody hears of either. */
  z.object({ ...head, kind: z.literal('check_in_due'), person: personRef }),
])
export type TodayItem = z.infer<typeof todayItem>
