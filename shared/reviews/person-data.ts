import type { PersonData } from '#shared/core/person-data.ts'

export const reviewsPersonData = {
  review: {
    people: ['analyst_id', 'reviewer_id'],
    exported: 'the reviews of the person with their scores, and those that they wrote',
    erased: 'the reviews of the person; who wrote those of others',
  },
  move_in: {
    people: ['moved_by', 'undone_by'],
    exported: 'what the person moved in from another system',
    erased: 'who moved it in and who took it back',
  },
  move_in_item: {
    people: [],
    exported: 'where the person’s reviews came from, with the scores that were stored there',
    erased: 'with the review that it tells of',
  },
  review_rating: {
    people: [],
    exported: 'the lines of the person’s reviews',
    erased: 'with the review that they belong to',
  },
  review_dispute: {
    people: ['analyst_id', 'reviewer_id', 'decided_by'],
    exported: 'the disputes of the person’s reviews with their decisions, and those that they decided',
    erased: 'with the review that they belong to; who decided about others',
  },
  review_reply: {
    people: ['author_id'],
    exported: 'the replies that the person wrote, and those in their reviews',
    erased: 'with the review that they belong to; who wrote to others',
  },
  review_rescore: {
    people: [],
    exported: 'the scores that hold now of the person’s reviews',
    erased: 'with the review that they belong to',
  },
} as const satisfies PersonData
