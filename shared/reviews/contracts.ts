import * as z from 'zod/mini'
import { command } from '#shared/core/contract.ts'
import { text, upTo } from '#shared/core/fields.ts'
import { criterionLimit } from '#shared/rubrics/rules.ts'
import { faults, purposes, rootCauses } from './rules.ts'

const rating = z.object({
  criterionId: z.uuid(),
  level: z.nullable(z.int().check(z.minimum(1), z.maximum(5))),
  comment: z.nullable(text(1000)),
  causes: z.array(z.enum(rootCauses)).check(z.maxLength(rootCauses.length)),
  fault: z.nullable(z.enum(faults)),
})

/** A case of the audit log, or one that is entered by hand. */
const reviewedCase = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('audit'), auditId: z.uuid() }),
  z.object({
    kind: z.literal('entered'),
    reference: text(200),
    policy: z.nullable(upTo(200)),
    queue: z.nullable(upTo(200)),
    language: z.nullable(upTo(200)),
    decision: z.nullable(upTo(200)),
    isCorrect: z.nullable(z.boolean()),
  }),
])

/** Command reviews.publish: a whole review at once; until then it is a draft on its writer's phone. */
export const publishReviewInput = z.object({
  reviewId: z.uuid(),
  teamId: z.uuid(),
  analystId: z.uuid(),
  /** The version of the rubric that the case was scored on. */
  versionId: z.uuid(),
  purpose: z.enum(purposes),
  case: reviewedCase,
  ratings: z.array(rating).check(z.maxLength(criterionLimit)),
})
export type PublishReviewInput = z.infer<typeof publishReviewInput>

/** Command reviews.acknowledge, by its analyst: "I have read this" is not "I agree". */
export const acknowledgeReviewInput = z.object({ reviewId: z.uuid() })
export type AcknowledgeReviewInput = z.infer<typeof acknowledgeReviewInput>

export const reviews = {
  publish: command({
    name: 'reviews.publish',
    version: 1,
    input: publishReviewInput,
    entities: ({ reviewId }) => [reviewId],
    refs: ({ versionId }) => [versionId],
  }),
  acknowledge: command({
    name: 'reviews.acknowledge',
    version: 1,
    input: acknowledgeReviewInput,
    entities: ({ reviewId }) => [reviewId],
  }),
}
