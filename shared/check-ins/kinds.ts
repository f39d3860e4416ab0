import * as z from 'zod/mini'
import { rowHead } from '#shared/today/row-head.ts'

/** Rows of Today. */
export const checkInRows = [
  /** Addressee: somebody asks to talk; nothing more is known here. It leaves the list by an answer and in no other way. */
  z.object({ ...rowHead, kind: z.literal('talk'), requestId: z.uuid(), dueAt: z.string() }),
  /** Who asked: the addressee answered. */
  z.object({
    ...rowHead,
    kind: z.literal('talk_answered'),
    requestId: z.uuid(),
    answer: z.enum(['will_talk', 'time_proposed']),
    proposedAt: z.nullable(z.string()),
  }),
  /** Person: whom they shared a check-in with offers to talk. Settling it is letting it be, and nobody hears of that. */
  z.object({ ...rowHead, kind: z.literal('talk_offered'), offerId: z.uuid() }),
  /** Lead: a person shares a check-in that is not read yet. */
  z.object({ ...rowHead, kind: z.literal('check_in_shared'), checkInId: z.uuid() }),
  /** Lead: a person of the team is to be rotated; nothing says why. It leaves the list by being settled. */
  z.object({ ...rowHead, kind: z.literal('rotation'), rotationId: z.uuid() }),
  /**
   * Who consented: none yet this week, or after an event none since it was offered. Settling it is the skip, and nobody hears
   * of either.
   */
  z.object({ ...rowHead, kind: z.literal('check_in_due'), followUp: z.exactOptional(z.boolean()) }),
] as const
