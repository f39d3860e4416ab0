import { act, fireEvent, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { paths } from '#client/commands/reviews-paths.ts'
import { paths as appPaths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import type { ReviewView } from '#shared/reviews/views.ts'
import { criteriaOf } from '#shared/rubrics/rules.ts'
import type { RubricVersionView } from '#shared/rubrics/views.ts'
import { rubricContent } from '#tests/integration/rubrics/content.ts'
import { choose, enter, press } from '#tests/support/component/entering.ts'
import { analyst, lead, show, teamId } from '#tests/support/component/show.tsx'
import { NewReviewPage } from './review-editor-page.tsx'
import { ReviewPage } from './review-page.tsx'

let last = 0
const newId = () => {
  last += 1
  return `018f0000-0000-7000-8000-${String(last).padStart(12, '0')}`
}
const content = rubricContent(newId)
const rubric: RubricVersionView = {
  versionId: newId(),
  rubricId: newId(),
  teamId,
  number: 1,
  state: 'published',
  content,
  savedAt: '2026-11-20T00:00:00Z',
  publishedAt: '2026-11-20T00:00:00Z',
  archivedAt: null,
  version: 2,
}
const auditId = newId()
const editor = {
  address: appPaths.newReview(analyst.personId, auditId),
  path: appPaths.newReview(':personId'),
}
const holding = [[trpc.rubrics.list.queryKey(), { versions: [rubric] }]] as const
const draftKey = `review:new:${analyst.personId}:${auditId}`

test('eight taps or three: each rating opens the next criterion, and one command is on the phone', async () => {
  const shown = await show(<NewReviewPage />, { at: editor, read: holding })
  await choose('Pass')
  await choose('3 of 3')
  await choose('5 of 5')
  expect(screen.getByText('3 of 3', { selector: '.review-count' })).toBeDefined()
  expect(screen.getByText('100')).toBeDefined()
  await press('Publish', 2)
  const sent = await shown.sent()
  expect(sent).toMatchObject([
    {
      name: 'reviews.publish',
      input: {
        ...{ analystId: analyst.personId, versionId: rubric.versionId, case: { kind: 'audit', auditId } },
        ratings: criteriaOf(content).map(({ criterionId }, place) => ({
          criterionId,
          level: [2, 3, 5][place],
          fault: null,
        })),
      },
    },
  ])
  expect(shown.address()).toBe(`${appPaths.person(analyst.personId)}?part=reviews`)
  expect(await shown.draft(draftKey)).toBeUndefined()
})

test('a low rating asks for causes and whose error it was; somebody else’s leaves the analyst’s own score', async () => {
  const shown = await show(<NewReviewPage />, { at: editor, read: holding })
  await choose('Fail')
  await choose('Missed a detail')
  await choose('Unclear policy')
  await choose('3 of 3')
  await choose('5 of 5')
  expect(screen.getByText(/60 without the critical error/)).toBeDefined()
  expect(screen.getByText(/100 for the analyst’s own part/)).toBeDefined()
  await press('Publish')
  const [sent] = await shown.sent()
  expect(sent?.input).toMatchObject({
    ratings: [{ level: 1, causes: ['missed_detail'], fault: 'unclear_policy' }, {}, {}],
  })
})

test('published too early it names what is not rated, and what was rated stays on the phone', async () => {
  const shown = await show(<NewReviewPage />, { at: editor, read: holding })
  await choose('Pass')
  await press('Publish')
  expect(await screen.findByText('Not rated yet: 조항을 바르게 골랐는가')).toBeDefined()
  expect(await shown.sent()).toEqual([])
  expect(await screen.findByText('On this phone')).toBeDefined()
  expect(await shown.draft(draftKey)).toMatchObject({ ratings: [{ level: 2 }] })
})

test('a case that is entered by hand needs its number', async () => {
  const shown = await show(<NewReviewPage />, {
    at: { ...editor, address: appPaths.newReview(analyst.personId) },
    read: holding,
  })
  for (const level of ['Pass', '3 of 3', '5 of 5']) await choose(level)
  await press('Publish')
  expect(await screen.findByText('Enter the number of the case.')).toBeDefined()
  await enter('Case number', 'C-17')
  await choose('Wrong')
  await press('Publish')
  const [sent] = await shown.sent()
  expect(sent?.input).toMatchObject({ case: { kind: 'entered', reference: 'C-17', isCorrect: false } })
})

test('without a published rubric there is nothing to score on', async () => {
  await show(<NewReviewPage />, { at: editor, read: [[trpc.rubrics.list.queryKey(), { versions: [] }]] })
  expect(await screen.findByText(/no published rubric/)).toBeDefined()
})

const review: ReviewView = {
  reviewId: newId(),
  teamId,
  analyst,
  reviewer: { personId: lead.person.personId, name: 'Lee' },
  purpose: 'coaching',
  auditId,
  caseRef: 'C-17',
  ...{ policy: null, queue: null, language: null, decision: null, decisionCorrect: false },
  versionId: rubric.versionId,
  ...{ score: 0, rawScore: 0.6, ownScore: 0, ownAutoFail: true, ownCritical: ['user_harm'] },
  publishedAt: '2026-11-20T00:00:00Z',
  deliveredAt: '2026-11-20T00:00:00Z',
  acknowledgedAt: null,
  version: 1,
  rubric: { number: 1, content },
  ratings: criteriaOf(content).map(({ criterionId }, place) => ({
    criterionId,
    level: [1, 3, 5][place] ?? null,
    comment: place === 0 ? 'Read on to the end.' : null,
    causes: place === 0 ? ['missed_detail'] : [],
    fault: place === 0 ? 'analyst' : null,
  })),
}
const atReview = { address: paths.review(review.reviewId), path: paths.review(':reviewId') }
const read = [[trpc.reviews.review.queryKey({ reviewId: review.reviewId }), review]] as const

test('its analyst reads it line by line and says so with one tap', async () => {
  const me = { ...lead, person: { ...lead.person, ...analyst }, roles: [], teams: [] }
  const shown = await show(<ReviewPage />, { at: atReview, read, me })
  expect(screen.getByText('Read on to the end.')).toBeDefined()
  expect(screen.getByText(/60 without the critical error/)).toBeDefined()
  const button = screen.getByRole('button', { name: 'I have read this' })
  await act(async () => fireEvent.click(button))
  expect(await shown.sent()).toMatchObject([
    { name: 'reviews.acknowledge', input: { reviewId: review.reviewId } },
  ])
  expect(screen.queryByRole('button', { name: 'I have read this' })).toBeNull()
})

test('who leads the team reads it too, and acknowledges nothing', async () => {
  await show(<ReviewPage />, { at: atReview, read })
  expect(screen.getByRole('link', { name: 'See the case' })).toBeDefined()
  expect(screen.queryByRole('button', { name: 'I have read this' })).toBeNull()
})
