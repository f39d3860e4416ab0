import type { PersonData } from '#shared/core/person-data.ts'

export const rulingsPersonData = {
  policy_write_up: {
    people: { written_by: 'former' },
    exported: 'what the person wrote up to Policy',
    erased: 'who wrote it up; it stays with its policy',
    retention: 'work',
  },
  ruling_case: {
    people: {},
    partOf: [{ table: 'audit', column: 'audit_id' }],
    exported: 'what rulings changed of the person’s own judgements',
    erased: 'with the judgement that it belongs to',
    retention: 'figures',
  },
  ruling_review: {
    people: {},
    partOf: [{ table: 'review', column: 'review_id' }],
    exported: 'what rulings changed of the person’s reviews',
    erased: 'with the review that it belongs to',
    retention: 'reviews',
  },
} as const satisfies PersonData
