import type { PersonData } from '#shared/core/person-data.ts'

export const reviewsPersonData = {
  review: {
    people: { analyst_id: 'deleted', reviewer_id: 'former' },
    exported: 'the reviews of the person with their scores, and those that they wrote',
    erased: 'the reviews of the person; who wrote those of others',
    retention: 'reviews',
  },
  move_in: {
    people: { moved_by: 'former', undone_by: 'former' },
    exported: 'what the person moved in from another system',
    erased: 'who moved it in and who took it back',
    retention: 'work',
  },
  move_in_item: {
    people: {},
    partOf: [
      { table: 'review', column: 'entity_id', key: 'review_id' },
      { table: 'review_dispute', column: 'entity_id', key: 'dispute_id' },
    ],
    exported: 'where the person’s reviews came from, with the scores that were stored there',
    erased: 'with the review that it tells of',
    retention: 'reviews',
  },
  review_rating: {
    people: {},
    partOf: [{ table: 'review', column: 'review_id' }],
    exported: 'the lines of the person’s reviews',
    erased: 'with the review that they belong to',
    retention: 'reviews',
  },
  review_dispute: {
    people: { analyst_id: 'deleted', reviewer_id: 'former', decided_by: 'emptied' },
    partOf: [{ table: 'review', column: 'review_id' }],
    exported: 'the disputes of the person’s reviews with their decisions, and those that they decided',
    erased: 'with the review that they belong to; who decided about others',
    retention: 'reviews',
  },
  review_reply: {
    people: { author_id: 'former' },
    partOf: [{ table: 'review', column: 'review_id' }],
    exported: 'the replies that the person wrote, and those in their reviews',
    erased: 'with the review that they belong to; who wrote to others',
    retention: 'reviews',
  },
  review_rescore: {
    people: {},
    partOf: [{ table: 'review', column: 'review_id' }],
    exported: 'the scores that hold now of the person’s reviews',
    erased: 'with the review that they belong to',
    retention: 'reviews',
  },
} as const satisfies PersonData
