import type { PersonData } from '#shared/core/person-data.ts'

export const reviewsPersonData = {
  review: {
    people: ['analyst_id', 'reviewer_id'],
    exported: 'the reviews of the person with their scores, and those that they wrote',
    erased: 'the reviews of the person; who wrote those of others',
  },
  review_rating: {
    people: [],
    exported: 'the lines of the person’s reviews',
    erased: 'with the review that they belong to',
  },
} as const satisfies PersonData
