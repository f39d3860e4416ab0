import type { Act as Writing } from '#client/offline/outbox/phone-command.ts'
import type { AcknowledgeReviewInput, PublishReviewInput } from '#shared/reviews/contracts.ts'
import type { PersonReviews, ReviewSummary, ReviewView } from '#shared/reviews/views.ts'

type Act = Pick<Writing, 'by' | 'at'>

/** The review at the head of the person's, without its scores: those are the server's to count. */
export function withPublished(
  view: PersonReviews,
  input: PublishReviewInput,
  { by, at }: Act,
): PersonReviews {
  if (view.person.personId !== input.analystId) return view
  if (view.reviews.some(({ reviewId }) => reviewId === input.reviewId)) return view
  const { reviewId, teamId, purpose, versionId } = input
  const entered = input.case.kind === 'entered' ? input.case : undefined
  const review: ReviewSummary = {
    ...{ reviewId, teamId, purpose, versionId, analyst: view.person, reviewer: by },
    auditId: input.case.kind === 'audit' ? input.case.auditId : null,
    caseRef: entered?.reference ?? '',
    policy: entered?.policy ?? null,
    queue: entered?.queue ?? null,
    language: entered?.language ?? null,
    decision: entered?.decision ?? null,
    decisionCorrect: null,
    score: null,
    rawScore: null,
    ownScore: null,
    ownAutoFail: false,
    ownCritical: [],
    publishedAt: at,
    deliveredAt: at,
    acknowledgedAt: null,
    version: 1,
  }
  return { ...view, reviews: [review, ...view.reviews] }
}

const isUnread = (review: ReviewSummary, { reviewId }: AcknowledgeReviewInput) =>
  review.reviewId === reviewId && review.acknowledgedAt === null

export const withAcknowledged = (view: ReviewView, input: AcknowledgeReviewInput, { at }: Act): ReviewView =>
  isUnread(view, input) ? { ...view, acknowledgedAt: at } : view

export const withAcknowledgedIn = (
  view: PersonReviews,
  input: AcknowledgeReviewInput,
  { at }: Act,
): PersonReviews =>
  view.reviews.some((review) => isUnread(review, input))
    ? {
        ...view,
        reviews: view.reviews.map((review) =>
          isUnread(review, input) ? { ...review, acknowledgedAt: at } : review,
        ),
      }
    : view
