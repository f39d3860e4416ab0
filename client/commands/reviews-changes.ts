import type { Act as Writing } from '#client/offline/outbox/phone-command.ts'

import type { RaiseInput } from '#shared/escalations/contracts.ts'
import type {
  AcknowledgeReviewInput,
  DecideInput,
  DisputeInput,
  PublishReviewInput,
  ReplyInput,
  WithdrawInput,
} from '#shared/reviews/contracts.ts'
import type { DisputeView, PersonReviews, ReviewSummary, ReviewView } from '#shared/reviews/views.ts'

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
    ...{ byMachine: false, movedIn: false },
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
    published: null,
    publishedAt: at,
    deliveredAt: at,
    acknowledgedAt: null,
    version: 1,
  }
  return { ...view, reviews: [review, ...view.reviews] }
}

/** The review with an escalation that points to it, once. */
export function withRaisedFrom(view: ReviewView, { escalationId, ...input }: RaiseInput): ReviewView {
  const isAbout = input.links.some((link) => link.kind === 'review' && link.reviewId === view.reviewId)
  if (!isAbout || view.escalations.some((raised) => raised.escalationId === escalationId)) return view
  return { ...view, escalations: [{ escalationId, function: input.function }, ...view.escalations] }
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

/** The review with a dispute of one of its lines; the server alone knows by when, and who decides. */
export function withDispute(view: ReviewView, input: DisputeInput, { at, version }: Writing): ReviewView {
  const { disputeId, reviewId, criterionId, asked, why } = input
  const line = view.ratings.find((rating) => rating.criterionId === criterionId)
  if (view.reviewId !== reviewId || !line) return view
  if (view.disputes.some((dispute) => dispute.disputeId === disputeId)) return view
  const dispute: DisputeView = {
    ...{ disputeId, criterionId, asked, why, before: { level: line.level, fault: line.fault } },
    ...{ raisedAt: at, dueAt: at, state: 'open', decider: 'nobody', version },
    ...{ decidedBy: null, decidedAt: null, reason: null, final: null },
  }
  return { ...view, disputes: [dispute, ...view.disputes] }
}

/** The review with a change to one dispute that is open still; what was decided stays as it was decided. */
function withOpenDispute(
  view: ReviewView,
  disputeId: string,
  change: (dispute: DisputeView) => DisputeView,
): ReviewView {
  const isIt = (dispute: DisputeView) => dispute.disputeId === disputeId && dispute.state === 'open'
  if (!view.disputes.some(isIt)) return view
  return { ...view, disputes: view.disputes.map((item) => (isIt(item) ? change(item) : item)) }
}

export const withWithdrawn = (view: ReviewView, { disputeId }: WithdrawInput): ReviewView =>
  withOpenDispute(view, disputeId, (dispute) => ({ ...dispute, state: 'withdrawn' }))

/** The review with a decision; its scores are the server's to count. */
export const withDecided = (view: ReviewView, input: DecideInput, { by, at }: Act): ReviewView =>
  withOpenDispute(view, input.disputeId, (dispute) => ({
    ...dispute,
    state: input.verdict,
    ...{ decidedBy: by, decidedAt: at, reason: input.reason },
    final: input.verdict === 'accepted' ? dispute.asked : input.value,
  }))

export function withReply(view: ReviewView, input: ReplyInput, { by, at }: Act): ReviewView {
  const { reviewId, ...reply } = input
  if (view.reviewId !== reviewId || view.replies.some(({ replyId }) => replyId === reply.replyId)) return view
  return { ...view, replies: [...view.replies, { ...reply, author: by, writtenAt: at }] }
}
