import { paths } from '#client/lib/paths.ts'
import { reviews } from '#shared/reviews/contracts.ts'
import { type OnPhoneOf, onPhone } from './on-phone.ts'
import {
  withAcknowledged,
  withAcknowledgedIn,
  withDecided,
  withDispute,
  withPublished,
  withReply,
  withWithdrawn,
} from './reviews-changes.ts'
import { paths as ownPaths } from './reviews-paths.ts'
import { withoutItems } from './today-changes.ts'

const editor = ({ reviewId }: { reviewId: string }) => ownPaths.review(reviewId)

export const reviewsOnPhone: OnPhoneOf<'reviews'> = {
  publish: onPhone(reviews.publish, {
    editor: ({ reviewId, analystId, case: reviewed }) => {
      const address = paths.newReview(analystId, reviewed.kind === 'audit' ? reviewed.auditId : undefined)
      return `${address}${address.includes('?') ? '&' : '?'}review=${reviewId}`
    },
    cache: { 'reviews.person': withPublished },
    rereads: ['reviews.person'],
  }),
  acknowledge: onPhone(reviews.acknowledge, {
    editor,
    cache: { 'reviews.review': withAcknowledged, 'reviews.person': withAcknowledgedIn },
  }),
  dispute: onPhone(reviews.dispute, {
    editor,
    cache: { 'reviews.review': withDispute },
    rereads: ['reviews.review'],
  }),
  withdraw: onPhone(reviews.withdraw, { editor, cache: { 'reviews.review': withWithdrawn } }),
  decide: onPhone(reviews.decide, {
    editor,
    cache: {
      'reviews.review': withDecided,
      'today.list': (view, { disputeId }) =>
        withoutItems(view, (item) => item.kind === 'dispute' && item.disputeId === disputeId),
    },
    rereads: ['reviews.review', 'reviews.person', 'reviews.disputes'],
  }),
  reply: onPhone(reviews.reply, { editor, cache: { 'reviews.review': withReply } }),
}
