import * as z from 'zod/mini'
import { judgementDeciders } from '#shared/audits/decider-rules.ts'
import { verifications } from '#shared/audits/rules.ts'
import { partnerFunction } from '#shared/people/role-views.ts'
import { personRef } from '#shared/people/views.ts'
import { criticalKinds } from '#shared/rubrics/rules.ts'
import { rubricContent } from '#shared/rubrics/views.ts'
import { disputeStates } from './dispute-rules.ts'
import { faults, purposes, rootCauses } from './rules.ts'

const score = z.nullable(z.number())

/** A published review without its lines. */
export const reviewSummary = z.object({
  reviewId: z.uuid(),
  teamId: z.uuid(),
  analyst: personRef,
  /** Null where a machine wrote it, or somebody who is not in Dure. */
  reviewer: z.nullable(personRef),
  byMachine: z._default(z.boolean(), false),
  /** It was moved in from another system. */
  movedIn: z._default(z.boolean(), false),
  purpose: z.enum(purposes),
  /** Null where the case was entered by hand. */
  auditId: z.nullable(z.uuid()),
  caseRef: z.string(),
  policy: z.nullable(z.string()),
  queue: z.nullable(z.string()),
  language: z.nullable(z.string()),
  decision: z.nullable(z.string()),
  /** Null where nothing verified it, or where its error is not the analyst's. */
  decisionCorrect: z.nullable(z.boolean()),
  versionId: z.uuid(),
  /** As it holds now: a failed critical criterion makes it 0; and without that. */
  score,
  rawScore: score,
  /** Without the errors that are not the analyst's. */
  ownScore: score,
  ownAutoFail: z.boolean(),
  ownCritical: z.array(z.enum(criticalKinds)),
  /** The scores as they were published; null where no dispute changed anything. */
  published: z.nullable(z.object({ score, ownScore: score })),
  publishedAt: z.string(),
  /** When the analyst may read it. */
  deliveredAt: z.string(),
  acknowledgedAt: z.nullable(z.string()),
  version: z.int(),
})
export type ReviewSummary = z.infer<typeof reviewSummary>

export const ratingView = z.object({
  criterionId: z.uuid(),
  level: z.nullable(z.number()),
  comment: z.nullable(z.string()),
  causes: z.array(z.enum(rootCauses)),
  fault: z.nullable(z.enum(faults)),
  /** The value that was published, and when a ruling on the policy changed it; null where none did. */
  published: z.exactOptional(
    z.nullable(
      z.object({ level: z.nullable(z.number()), fault: z.nullable(z.enum(faults)), at: z.string() }),
    ),
  ),
})
export type RatingView = z.infer<typeof ratingView>

export const lineValueView = z.object({ level: z.nullable(z.number()), fault: z.nullable(z.enum(faults)) })

/** A doubt about one line of a review, with what came of it. */
export const disputeView = z.object({
  disputeId: z.uuid(),
  criterionId: z.uuid(),
  before: lineValueView,
  asked: lineValueView,
  why: z.string(),
  raisedAt: z.string(),
  /** By when it is to be decided. */
  dueAt: z.string(),
  state: z.enum(disputeStates),
  /** The role that decides it today. */
  decider: z.enum(judgementDeciders),
  decidedBy: z.nullable(personRef),
  decidedAt: z.nullable(z.string()),
  reason: z.nullable(z.string()),
  /** The value that the decision gave the line; null where it left it. */
  final: z.nullable(lineValueView),
  version: z.int(),
})
export type DisputeView = z.infer<typeof disputeView>

export const replyView = z.object({
  replyId: z.uuid(),
  criterionId: z.uuid(),
  author: personRef,
  text: z.string(),
  writtenAt: z.string(),
})

/** A review with its lines as published, what was said of them, and the version of the rubric that it is pinned to. */
export const reviewView = z.extend(reviewSummary, {
  /** Escalations that point to it and that the reader may see, the newest first. */
  escalations: z._default(
    z.array(z.object({ escalationId: z.uuid(), function: z.nullable(partnerFunction) })),
    [],
  ),
  rubric: z.object({ number: z.int(), content: rubricContent }),
  ratings: z.array(ratingView),
  /** The newest first; a line has one that was not withdrawn. */
  disputes: z.array(disputeView),
  /** The oldest first. */
  replies: z.array(replyView),
  /** Until when its lines may be disputed. */
  disputableUntil: z.string(),
  /** Names what verified the decision, where the case is of the audit log and was verified. */
  verified: z.nullable(z.object({ decision: z.string(), by: z.nullable(z.enum(verifications)) })),
})
export type ReviewView = z.infer<typeof reviewView>

/** Counts of the disputes of a team's reviews since `since`, those that were withdrawn left out. */
export const disputeFigures = z.object({
  teamId: z.uuid(),
  teamName: z.string(),
  since: z.string(),
  /** Other looks that were asked for at single cases. */
  rechecks: z.array(z.object({ state: z.enum(disputeStates), n: z.int() })),
  rows: z.array(
    z.object({
      criterionId: z.uuid(),
      label: z.object({ ko: z.nullable(z.string()), en: z.nullable(z.string()) }),
      /** Null for machines and for those who are not in Dure. */
      reviewer: z.nullable(personRef),
      state: z.enum(disputeStates),
      n: z.int(),
    }),
  ),
})
export type DisputeFigures = z.infer<typeof disputeFigures>

/** The newest 200 reviews of a person. */
export const personReviews = z.object({ person: personRef, reviews: z.array(reviewSummary) })
export type PersonReviews = z.infer<typeof personReviews>
