import * as z from 'zod/mini'
import { command, commandNow, makingOf } from '#shared/core/contract.ts'
import { text, upTo } from '#shared/core/fields.ts'
import { criterionLimit, largestLevel } from '#shared/rubrics/rules.ts'
import { verdicts } from './dispute-rules.ts'
import { faults, purposes, rootCauses } from './rules.ts'

/** Which levels there are is the scale's to say. */
const level = z.nullable(z.number().check(z.minimum(0), z.maximum(largestLevel)))

const rating = z.object({
  criterionId: z.uuid(),
  level,
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
    /** The policy is one that Dure does not know, and is to be added. */
    newPolicy: z.optional(z.boolean()),
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

/** A level of the criterion's scale, null for "not applicable", and whose error a low one was. */
const lineValue = z.object({
  level,
  fault: z.nullable(z.enum(faults)),
})

/** Command reviews.dispute, by the analyst on a line of a review of theirs; one at a time per line. */
export const disputeInput = z.object({
  disputeId: z.uuid(),
  reviewId: z.uuid(),
  criterionId: z.uuid(),
  /** The rating that the line should have. */
  asked: lineValue,
  why: text(1000),
})
export type DisputeInput = z.infer<typeof disputeInput>

/** Command reviews.withdraw, by who disputed, while nobody has decided. */
export const withdrawInput = z.object({ disputeId: z.uuid(), reviewId: z.uuid() })
export type WithdrawInput = z.infer<typeof withdrawInput>

/** Command reviews.decide, by who did not write the review. */
export const decideInput = z.object({
  disputeId: z.uuid(),
  reviewId: z.uuid(),
  verdict: z.enum(verdicts),
  /** The third value of a partial acceptance; null with every other verdict. */
  value: z.nullable(lineValue),
  reason: text(1000),
})
export type DecideInput = z.infer<typeof decideInput>

/** Command reviews.reply, by the analyst or a lead of the team, on a line. */
export const replyInput = z.object({
  replyId: z.uuid(),
  reviewId: z.uuid(),
  criterionId: z.uuid(),
  text: text(1000),
})
export type ReplyInput = z.infer<typeof replyInput>

/** Command reviews.undoMoveIn, by who leads the team or administers: takes a move back whole, while nothing stands on it. */
export const undoMoveInInput = z.object({ moveInId: z.uuid() })
export type UndoMoveInInput = z.infer<typeof undoMoveInInput>

export const reviews = {
  publish: command({
    name: 'reviews.publish',
    version: 1,
    input: publishReviewInput,
    entities: ({ reviewId }) => [reviewId, makingOf(reviewId)],
    refs: ({ versionId }) => [versionId],
  }),
  acknowledge: command({
    name: 'reviews.acknowledge',
    version: 1,
    input: acknowledgeReviewInput,
    entities: ({ reviewId }) => [reviewId],
  }),
  dispute: command({
    name: 'reviews.dispute',
    version: 1,
    input: disputeInput,
    entities: ({ disputeId }) => [disputeId, makingOf(disputeId)],
    refs: ({ reviewId }) => [reviewId],
  }),
  withdraw: command({
    name: 'reviews.withdraw',
    version: 1,
    input: withdrawInput,
    entities: ({ disputeId }) => [disputeId],
    refs: ({ reviewId }) => [reviewId],
  }),
  decide: command({
    name: 'reviews.decide',
    version: 1,
    input: decideInput,
    entities: ({ disputeId }) => [disputeId],
    refs: ({ reviewId }) => [reviewId],
  }),
  reply: command({
    name: 'reviews.reply',
    version: 1,
    input: replyInput,
    entities: ({ replyId }) => [replyId],
    refs: ({ reviewId }) => [reviewId],
  }),
  undoMoveIn: commandNow({
    name: 'reviews.undoMoveIn',
    version: 1,
    input: undoMoveInInput,
    entities: ({ moveInId }) => [moveInId],
  }),
}
