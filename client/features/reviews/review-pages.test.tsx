import { act, fireEvent, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { paths } from '#client/commands/reviews-paths.ts'
import { paths as appPaths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import type { DisputeView, ReviewView } from '#shared/reviews/views.ts'
import { criteriaOf } from '#shared/rubrics/rules.ts'
import type { RubricVersionView } from '#shared/rubrics/views.ts'
import { rubricContent } from '#tests/integration/rubrics/content.ts'
import { choose, enter, press } from '#tests/support/component/entering.ts'
import { analyst, lead, show, teamId } from '#tests/support/component/show.tsx'
import { DisputeFiguresPage } from './dispute-figures-page.tsx'
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
  byMachine: false,
  movedIn: false,
  purpose: 'coaching',
  auditId,
  caseRef: 'C-17',
  ...{ policy: null, queue: null, language: null, decision: null, decisionCorrect: false },
  versionId: rubric.versionId,
  ...{ score: 0, rawScore: 0.6, ownScore: 0, ownAutoFail: true, ownCritical: ['user_harm'] },
  published: null,
  publishedAt: '2026-11-20T00:00:00Z',
  deliveredAt: '2026-11-20T00:00:00Z',
  acknowledgedAt: null,
  version: 1,
  escalations: [],
  rubric: { number: 1, content },
  ratings: criteriaOf(content).map(({ criterionId }, place) => ({
    criterionId,
    level: [1, 3, 5][place] ?? null,
    comment: place === 0 ? 'Read on to the end.' : null,
    causes: place === 0 ? ['missed_detail'] : [],
    fault: place === 0 ? 'analyst' : null,
  })),
  ...{ disputes: [], replies: [], disputableUntil: '2999-12-04T09:00:00Z' },
  verified: { decision: 'yes', by: 'gold' },
}
const atReview = { address: paths.review(review.reviewId), path: paths.review(':reviewId') }
const read = [[trpc.reviews.review.queryKey({ reviewId: review.reviewId }), review]] as const

const own = { ...lead, person: { ...lead.person, ...analyst }, roles: [], teams: [] }
const buttons = (name: string) => screen.queryAllByRole('button', { name })

test('its analyst reads it line by line and says so with one tap', async () => {
  const shown = await show(<ReviewPage />, { at: atReview, read, me: own })
  expect(screen.getByText('Read on to the end.')).toBeDefined()
  expect(screen.getByText(/60 without the critical error/)).toBeDefined()
  for (const name of ['I have read this', 'Reply', 'Ask again']) expect(buttons(name)).toHaveLength(3)
  const [button] = buttons('I have read this')
  await act(async () => button && fireEvent.click(button))
  expect(await shown.sent()).toMatchObject([
    { name: 'reviews.acknowledge', input: { reviewId: review.reviewId } },
  ])
  expect(buttons('I have read this')).toEqual([])
  expect(buttons('Reply')).toHaveLength(3)
})

test('its analyst asks for another look at a line, which needs another rating and a reason', async () => {
  const shown = await show(<ReviewPage />, { at: atReview, read, me: own })
  const [button] = buttons('Ask again')
  await act(async () => button && fireEvent.click(button))
  expect(screen.getByText('Now: Fail · Analyst')).toBeDefined()
  await choose('Fail')
  await choose('Analyst')
  await press('Send')
  expect(await screen.findByText('Choose another rating than the one that is there.')).toBeDefined()
  expect(screen.getByText('Say why, in a sentence.')).toBeDefined()
  expect(await shown.sent()).toEqual([])
  await choose('Unclear policy')
  await enter('Why', 'Two clauses differ.')
  await press('Send')
  expect(await shown.sent()).toMatchObject([
    {
      name: 'reviews.dispute',
      input: { asked: { level: 1, fault: 'unclear_policy' }, why: 'Two clauses differ.' },
    },
  ])
  expect(await screen.findByText('Another look asked for')).toBeDefined()
  expect(buttons('Ask again')).toHaveLength(2)
})

const criterionId = criteriaOf(content)[0]?.criterionId ?? newId()
const dispute: DisputeView = {
  disputeId: newId(),
  criterionId,
  before: { level: 1, fault: 'analyst' },
  asked: { level: 1, fault: 'unclear_policy' },
  why: 'Two clauses differ.',
  raisedAt: '2026-11-24T00:00:00Z',
  dueAt: '2999-12-01T00:00:00Z',
  ...{ state: 'open', decider: 'lead', version: 1 },
  ...{ decidedBy: null, decidedAt: null, reason: null, final: null },
}
const disputed = (reviewerId: string) => {
  const view = { ...review, reviewer: { personId: reviewerId, name: 'Lee' }, disputes: [dispute] }
  return [[trpc.reviews.review.queryKey({ reviewId: review.reviewId }), view]] as const
}

test('another lead sees what each answer makes of the score, and accepts with a reason', async () => {
  const shown = await show(<ReviewPage />, { at: atReview, read: disputed(newId()) })
  await press('Decide')
  const terms = (await screen.findAllByRole('term')).map(({ textContent }) => textContent)
  const scores = screen.getAllByRole('definition').map(({ textContent }) => textContent)
  expect(terms).toEqual(['Keep', 'Partly', 'Accept'])
  expect(scores).toEqual(['0', 'As chosen', '100'])
  await press('Accept')
  await press('Accept the request')
  expect(await screen.findByText('Say why, in a sentence.')).toBeDefined()
  await enter('Reason', 'You are right.')
  await press('Accept the request')
  expect(await shown.sent()).toMatchObject([
    { name: 'reviews.decide', input: { verdict: 'accepted', value: null, reason: 'You are right.' } },
  ])
})

test('a partial acceptance is a third rating', async () => {
  const shown = await show(<ReviewPage />, { at: atReview, read: disputed(newId()) })
  await press('Decide')
  await press('Partly')
  await enter('Reason', 'In part.')
  await press('Accept in part')
  expect(await screen.findByText('Choose a rating that is neither of the two.')).toBeDefined()
  await choose('Fail')
  await choose('Tool')
  await press('Accept in part')
  expect(await shown.sent()).toMatchObject([
    { input: { verdict: 'partly', value: { level: 1, fault: 'tool' }, reason: 'In part.' } },
  ])
})

test('the reviewer sees the same sheet without the answers', async () => {
  await show(<ReviewPage />, { at: atReview, read: disputed(lead.person.personId) })
  expect(buttons('Decide')).toEqual([])
  await press('See the request')
  expect(screen.getByText('Two clauses differ.')).toBeDefined()
  for (const name of ['Keep', 'Partly', 'Accept']) expect(buttons(name)).toEqual([])
})

test('the figures of disputes name counts, and a share only where there are enough', async () => {
  const rows = (['accepted', 'kept', 'open'] as const).map((state) => ({
    ...{ criterionId, label: { ko: '조항', en: 'Clause' }, reviewer: { personId: newId(), name: 'Lee' } },
    ...{ state, n: state === 'open' ? 1 : 3 },
  }))
  const figures = { teamId, teamName: 'Ours', since: '2026-06-01T00:00:00Z', rows, rechecks: [] }
  await show(<DisputeFiguresPage />, {
    at: { address: paths.disputes(teamId), path: paths.disputes(':teamId') },
    read: [[trpc.reviews.disputes.queryKey({ teamId }), figures]],
  })
  expect(screen.getAllByText('3 of 6')).toHaveLength(3)
  expect(screen.getByRole('rowheader', { name: 'Clause' })).toBeDefined()
})

test('who leads the team reads it too, and acknowledges nothing', async () => {
  await show(<ReviewPage />, { at: atReview, read })
  expect(screen.getByRole('link', { name: 'See the case' })).toBeDefined()
  expect(screen.queryByRole('button', { name: 'I have read this' })).toBeNull()
})

test('an error of the tool is raised with Engineering by one tap after publishing, without a word about the analyst', async () => {
  const shown = await show(<NewReviewPage />, { at: editor, read: holding })
  await choose('Fail')
  await choose('Tool')
  await choose('3 of 3')
  await choose('5 of 5')
  await press('Publish')
  await press('Escalate to Engineering', 2)
  const [published, raised, ...more] = await shown.sent()
  expect(more).toEqual([])
  expect(published?.name).toBe('reviews.publish')
  expect(raised).toMatchObject({
    name: 'escalations.raise',
    input: {
      ...{ kind: 'tool_fault', severity: 'P3', function: 'engineering', subjectId: null, submit: true },
      ...{
        details: null,
        links: [{ kind: 'review', reviewId: Reflect.get(Object(published?.input), 'reviewId') }],
      },
    },
  })
  expect(JSON.stringify(raised?.input)).not.toContain(analyst.name)
  expect(shown.address()).toBe(`${appPaths.person(analyst.personId)}?part=reviews`)
})

test('what was not raised at once is raised from its line, and leads there afterwards', async () => {
  const ratings = review.ratings.map((rating, place) =>
    place === 0 ? { ...rating, fault: 'tool' as const } : rating,
  )
  const ofTool = [
    [trpc.reviews.review.queryKey({ reviewId: review.reviewId }), { ...review, ratings }],
  ] as const
  const shown = await show(<ReviewPage />, { at: atReview, read: ofTool })
  await press('Escalate to Engineering', 2)
  const [raised, ...more] = await shown.sent()
  expect(more).toEqual([])
  expect(raised).toMatchObject({
    name: 'escalations.raise',
    input: { links: [{ kind: 'review', reviewId: review.reviewId }] },
  })
  expect(await screen.findByRole('link', { name: 'See the escalation to Engineering' })).toBeDefined()
  expect(screen.queryByRole('button', { name: 'Escalate to Engineering' })).toBeNull()
})

const entering = { ...editor, address: appPaths.newReview(analyst.personId) }
const knowing = [
  ...holding,
  [trpc.audits.names.queryKey(), [{ kind: 'policy' as const, code: 'spam', nameKo: null, nameEn: 'Spam' }]],
] as const

test('an unclear policy is chosen from those that are known', async () => {
  const shown = await show(<NewReviewPage />, { at: entering, read: knowing })
  await enter('Case number', 'C-18')
  await choose('Fail')
  await choose('Unclear policy')
  for (const level of ['3 of 3', '5 of 5']) await choose(level)
  await press('Publish')
  expect(await screen.findByText(/^Choose the policy/)).toBeDefined()
  expect(await shown.sent()).toEqual([])
  await enter(/^Policy/, 'spam')
  await press('Publish')
  const [sent] = await shown.sent()
  expect(sent?.input).toMatchObject({ case: { policy: 'spam' } })
  expect(sent?.input).not.toHaveProperty('case.newPolicy')
})

test('a policy that is not known says that it is added', async () => {
  const shown = await show(<NewReviewPage />, { at: entering, read: knowing })
  await enter('Case number', 'C-19')
  await enter(/^Policy/, ' ')
  await enter(/^Name of the new policy/, 'doxxing')
  expect(screen.getByText(/It is added when you publish/)).toBeDefined()
  for (const level of ['Pass', '3 of 3', '5 of 5']) await choose(level)
  await press('Publish')
  const [sent] = await shown.sent()
  expect(sent?.input).toMatchObject({ case: { policy: 'doxxing', newPolicy: true } })
})
