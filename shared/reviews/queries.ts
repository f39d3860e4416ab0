import * as z from 'zod/mini'
import { query } from '#shared/core/query.ts'
import { personReviews, reviewView } from './views.ts'

export const reviewQueries = {
  person: query({ name: 'reviews.person', input: z.object({ personId: z.uuid() }), output: personReviews }),
  review: query({ name: 'reviews.review', input: z.object({ reviewId: z.uuid() }), output: reviewView }),
}
