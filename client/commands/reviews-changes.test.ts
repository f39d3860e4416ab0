import { expect, test } from 'vitest'
import type { PublishReviewInput } from '#shared/reviews/contracts.ts'
import type { PersonReviews } from '#shared/reviews/views.ts'
import { withAcknowledgedIn, withPublished } from './reviews-changes.ts'

const act = { by: { personId: 'lead', name: 'Lead' }, at: '2026-11-29T01:00:00Z' }
const empty: PersonReviews = { person: { personId: 'analyst', name: 'Analyst' }, reviews: [] }
const input: PublishReviewInput = {
  reviewId: 'one',
  teamId: 'team',
  analystId: 'analyst',
  versionId: 'version',
  purpose: 'coaching',
  case: { kind: 'audit', auditId: 'audit' },
  ratings: [],
}
const published = withPublished(empty, input, act)

test('a review that is not sent yet stands first, and has no score before the server counted it', () => {
  expect(published.reviews).toMatchObject([
    {
      reviewId: 'one',
      auditId: 'audit',
      score: null,
      ownScore: null,
      reviewer: act.by,
      acknowledgedAt: null,
    },
  ])
  expect(withPublished(published, input, act)).toBe(published)
  const other = { ...empty, person: { personId: 'other', name: 'Other' } }
  expect(withPublished(other, input, act)).toBe(other)
})

test('that it was read is said once', () => {
  const read = withAcknowledgedIn(published, { reviewId: 'one' }, act)
  expect(read.reviews[0]?.acknowledgedAt).toBe(act.at)
  expect(withAcknowledgedIn(read, { reviewId: 'one' }, { ...act, at: 'later' })).toBe(read)
  expect(withAcknowledgedIn(read, { reviewId: 'none' }, act)).toBe(read)
})
