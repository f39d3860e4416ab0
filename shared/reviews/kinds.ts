import * as z from 'zod/mini'
import { rowHead } from '#shared/today/row-head.ts'
import { verdicts } from './dispute-rules.ts'

/** Rows of Today. */
export const reviewRows = [
  /** To who may decide: a line of a review was disputed. `person` is the analyst. */
  z.object({
    ...rowHead,
    kind: z.literal('dispute'),
    disputeId: z.uuid(),
    reviewId: z.uuid(),
    dueAt: z.string(),
  }),
  /** To the analyst: it was decided, by `person`. */
  z.object({
    ...rowHead,
    kind: z.literal('dispute_decided'),
    reviewId: z.uuid(),
    verdict: z.enum(verdicts),
  }),
] as const
