import { paths } from '#client/lib/paths.ts'
import { reviews } from '#shared/reviews/contracts.ts'
import { type OnPhoneOf, onPhone } from './on-phone.ts'
import { withAcknowledged, withAcknowledgedIn, withPublished } from './reviews-changes.ts'
import { paths as ownPaths } from './reviews-paths.ts'

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
    editor: ({ reviewId }) => ownPaths.review(reviewId),
    cache: { 'reviews.review': withAcknowledged, 'reviews.person': withAcknowledgedIn },
  }),
}
