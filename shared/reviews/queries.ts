import * as z from 'zod/mini'
import { query } from '#shared/core/query.ts'
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
}
