import * as z from 'zod/mini'
import { query } from '#shared/core/query.ts'
import { moveInsView, originView } from './move-in-views.ts'
import { disputeFigures, personReviews, reviewView } from './views.ts'

export const reviewQueries = {
  person: query({ name: 'reviews.person', input: z.object({ personId: z.uuid() }), output: personReviews }),
  review: query({ name: 'reviews.review', input: z.object({ reviewId: z.uuid() }), output: reviewView }),
  /** Counts what was disputed in a team's reviews of the last twenty-six weeks. */
  disputes: query({
    name: 'reviews.disputes',
    input: z.object({ teamId: z.uuid() }),
    output: disputeFigures,
  }),
  /** What was moved in for a team from another system. */
  moveIns: query({ name: 'reviews.moveIns', input: z.object({ teamId: z.uuid() }), output: moveInsView }),
  /** Where a review or a round came from. */
  origin: query({ name: 'reviews.origin', input: z.object({ entityId: z.uuid() }), output: originView }),
}
