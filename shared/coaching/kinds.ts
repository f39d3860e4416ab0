import * as z from 'zod/mini'
import { rowHead } from '#shared/today/row-head.ts'

/** Rows of Today. */
export const coachingRows = [
  /** Analyst: a note shared with them that they have not acknowledged. */
  z.object({
    ...rowHead,
    kind: z.literal('note_to_read'),
    noteId: z.uuid(),
    recognition: z.boolean(),
    /** The addendum that is to be read; null for the note itself. */
    addendumId: z._default(z.nullable(z.uuid()), null),
  }),
  /** Lead: a shared note is not acknowledged yet; `days` since it was shared. */
  z.object({ ...rowHead, kind: z.literal('note_unread'), noteId: z.uuid(), days: z.int() }),
  /** Author: the person replied to a note. */
  z.object({ ...rowHead, kind: z.literal('reply'), noteId: z.uuid(), replyId: z.uuid() }),
  /** Author: the follow-up date of a note has come. */
  z.object({ ...rowHead, kind: z.literal('follow_up'), noteId: z.uuid(), dueOn: z.string() }),
  /**
   * Owner: an action item is due or overdue. `person` is whom the note is about. `inherited`: who owned it leads the team no
   * longer, and the reader does.
   */
  z.object({
    ...rowHead,
    kind: z.literal('action'),
    noteId: z.uuid(),
    actionId: z.uuid(),
    title: z.string(),
    dueOn: z.string(),
    inherited: z._default(z.boolean(), false),
  }),
  /** Lead: their role ends on `endsOn`, and so many shared notes are not handed over. `person` is the lead. */
  z.object({
    ...rowHead,
    kind: z.literal('handover'),
    teamId: z.uuid(),
    endsOn: z.string(),
    notes: z.int(),
  }),
] as const
