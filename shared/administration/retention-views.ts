import * as z from 'zod/mini'
import { type RetentionKind, retentionKinds } from '#shared/core/retention-rules.ts'
import { personRef } from '#shared/people/views.ts'

/** How long a kind of data is kept; its days are null where it is kept for a reason without an end. */
export const retentionPeriod = z.object({
  kind: z.enum(Object.keys(retentionKinds) as [RetentionKind, ...RetentionKind[]]),
  by: z.enum(['age', 'leaving', 'reason']),
  days: z.nullable(z.int()),
})

/** A legal hold that the reader is told of, or that an administrator sees. */
export const legalHold = z.object({
  holdId: z.uuid(),
  /** Either a person, or a team with days. */
  person: z.nullable(personRef),
  team: z.nullable(z.string()),
  fromOn: z.nullable(z.string()),
  untilOn: z.nullable(z.string()),
  reason: z.string(),
  reviewOn: z.string(),
  placedAt: z.string(),
  endedAt: z.nullable(z.string()),
  /** The day of its review is over. */
  overdue: z.boolean(),
  /** Whom it is on is notified of it. */
  notified: z.boolean(),
})
export type LegalHold = z.infer<typeof legalHold>

export const retentionView = z.object({
  periods: z.array(retentionPeriod),
  holds: z.array(legalHold),
})
export type RetentionView = z.infer<typeof retentionView>
