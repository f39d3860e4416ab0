import * as z from 'zod/mini'
import { personRef } from '#shared/people/views.ts'
import { criticalKinds } from '#shared/rubrics/rules.ts'
import { rubricContent } from '#shared/rubrics/views.ts'
import { faults, purposes, rootCauses } from './rules.ts'

const score = z.nullable(z.number())

/** A published review without its lines. */
export const reviewSummary = z.object({
  reviewId: z.uuid(),
  teamId: z.uuid(),
  analyst: personRef,
  reviewer: personRef,
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
  /** As it was rated, a failed critical criterion making it 0; and without that. */
  score,
  rawScore: score,
  /** Without the errors that are not the analyst's. */
  ownScore: score,
  ownAutoFail: z.boolean(),
  ownCritical: z.array(z.enum(criticalKinds)),
  publishedAt: z.string(),
  /** When the analyst may read it. */
  deliveredAt: z.string(),
  acknowledgedAt: z.nullable(z.string()),
  version: z.int(),
})
export type ReviewSummary = z.infer<typeof reviewSummary>

export const ratingView = z.object({
  criterionId: z.uuid(),
  level: z.nullable(z.int()),
  comment: z.nullable(z.string()),
  causes: z.array(z.enum(rootCauses)),
  fault: z.nullable(z.enum(faults)),
})
export type RatingView = z.infer<typeof ratingView>

/** A review with its lines and the version of the rubric that it is pinned to. */
export const reviewView = z.extend(reviewSummary, {
  rubric: z.object({ number: z.int(), content: rubricContent }),
  ratings: z.array(ratingView),
})
export type ReviewView = z.infer<typeof reviewView>

/** The newest 200 reviews of a person. */
export const personReviews = z.object({ person: personRef, reviews: z.array(reviewSummary) })
export type PersonReviews = z.infer<typeof personReviews>
