import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { MovedHistory } from './move-in-history.ts'
import { reckon } from './move-in-reckon.ts'
import { rubricsOf, scorecardFor } from './move-in-rubrics.ts'
import { readZendesk } from './zendesk-qa.ts'

const fileNamed = (name: string) => ({
  name,
  text: readFileSync(new URL(`../../tests/data/move-in/${name}`, import.meta.url), 'utf8'),
})
const files = ['scorecards', 'conversations', 'disputes', 'calibrations'].map((part) =>
  fileNamed(`zendesk-${part}.json`),
)
const read = (...values: unknown[]) =>
  readZendesk(values.map((value, place) => ({ name: `${place}.json`, text: JSON.stringify(value) })))
const problems = ({ problems: found }: MovedHistory) =>
  found.map(({ file, place, problem }) => `${file} ${place} ${problem}`)
const reasons = ({ leftOut }: MovedHistory) => leftOut.map(({ reason, about }) => `${reason} ${about}`)

const review = (changes: object = {}) => ({
  id: '1',
  reviewer: { email: 'lead@example.org' },
  reviewee: { email: 'analyst@example.org' },
  score: 100,
  createdISO: '2026-10-06T01:30:00Z',
  ratings: [{ categoryId: '7', categoryName: 'Tone', score: 100, weight: 10, critical: false }],
  ...changes,
})
const conversation = (...reviews: object[]) => ({ externalId: 'T-1', reviews })

test('an export of several files is read whole, and its ids stay as long as they are', () => {
  const history = readZendesk(files)
  expect(history.problems).toEqual([])
  expect(history.reviews).toHaveLength(10)
  expect(history.reviews[0]).toMatchObject({
    ...{ id: '72057594037927001', caseRef: 'ZD-1001', createdAt: '2026-09-03T01:30:00.000Z' },
    scorecard: { id: '9007199254740993' },
    score: { value: 50, decimals: 0, outOf: 100 },
    reviewer: { called: 'haesol.jeong@dure.example', machine: false },
  })
  expect(history.disputes.map(({ state }) => state)).toEqual([
    ...['open', 'accepted', 'kept', 'open', 'partly', 'kept'],
  ])
  expect(history.sessions[0]?.cases.map(({ reviews }) => reviews.length)).toEqual([3, 4])
  expect(reasons(history)).toEqual([
    'group_critical 정책 안내',
    'conditions 정책 안내',
    'absent_rating 72057594037927008 · 정책 안내',
    'absent_score 72057594037927008',
    'wellbeing wellbeing_surveys',
  ])
})

test('a review by a bot is a machine’s, and null is not applicable', () => {
  const { reviews } = readZendesk(files)
  expect(reviews.filter(({ reviewer }) => reviewer.machine).map(({ id }) => id)).toEqual([
    '72057594037927005',
  ])
  expect(reviews[1]?.ratings.map(({ percent }) => percent)).toEqual([100, 100, 50, null])
  expect(reviews[7]?.ratings.map(({ percent }) => percent)).toEqual([100, 100, null])
})

test('each score is computed from its ratings with their own weights', () => {
  const { reviews, scorecards } = readZendesk(files)
  const found = reviews.map((item) => reckon(item, scorecardFor(item, scorecards)))
  expect(found.map(({ difference }) => difference)).toEqual([
    ...[null, null, 'critical_counts_here', 'unweighted', null, null, null, null, null, null],
  ])
  expect(found.map(({ score }) => score && Math.round(score * 100) / 100)).toEqual([
    ...[50, 83.33, 0, 58.33, 100, 100, 100, 100, 50, 71.43],
  ])
})

test('other weights make another version of the rubric, and the scorecard’s own is the last', () => {
  const { reviews, scorecards } = readZendesk(files)
  const [rubric] = rubricsOf(
    { reviews, scorecards },
    { idOf: (kind, name) => `${kind} ${name}`, kind: 'rights' },
  )
  expect(rubric?.versions).toHaveLength(3)
  expect(rubric?.versions.at(-1)?.content).toMatchObject({
    name: { ko: '상담 품질', en: null },
    sections: [
      {
        title: { ko: '말' },
        criteria: [
          { label: { ko: '어조' }, weight: 10, scale: 'percent', critical: null, mayNotApply: true },
          { label: { en: 'Spelling' }, weight: 0 },
        ],
      },
      {
        title: { ko: '내용' },
        criteria: [
          { weight: 30, critical: 'rights' },
          { weight: 20, critical: null },
        ],
      },
    ],
  })
  const [first, second, third] = reviews.map(({ id }) => rubric?.versionOf.get(id))
  expect(first).not.toBe(second)
  expect(third).toBe(second)
})

test.each([
  [71.43, null],
  ['71.43', null],
  [71.4, null],
  [71, null],
  ['71.42', 'cut_not_rounded'],
  [72, 'unexplained'],
])('a stored score of %s beside 71.428571 differs by more than half its last decimal: %s', (score, difference) => {
  const ratings = [
    { categoryId: 'a', score: 100, weight: 5 },
    { categoryId: 'b', score: '0', weight: '2' },
  ]
  const [item] = read({ conversations: [conversation(review({ score, ratings }))] }).reviews
  expect(item && reckon(item, undefined).difference).toBe(difference)
})

test.each([
  ['not_applicable_as_zero', 50, [100, null]],
  ['not_applicable_as_full', 75, [50, null]],
  ['nothing_rated', 75, [null, null]],
  ['critical_counted_there', 0, [50, 100]],
])('a difference is explained: %s', (difference, score, [first, second]) => {
  const ratings = [
    { categoryId: 'a', score: first, weight: 1 },
    { categoryId: 'b', score: second, weight: 1 },
  ]
  const [item] = read([conversation(review({ score, ratings }))]).reviews
  expect(item && reckon(item, undefined).difference).toBe(difference)
})

test('a failed category that is critical to its group alone does not fail the review', () => {
  const scorecard = {
    ...{ id: 's', name: 'S' },
    categories: [{ id: '7', name: 'Tone', weight: 10, critical: true, groupCritical: true }],
  }
  const ratings = [
    { categoryId: '7', score: 0, weight: 10, critical: true },
    { categoryId: '8', score: 100, weight: 10, critical: false },
  ]
  const item = review({ scorecard: { id: 's' }, score: 0, ratings })
  const { reviews, scorecards } = read({ scorecards: [scorecard], conversations: [conversation(item)] })
  expect(reviews.map((moved) => reckon(moved, scorecardFor(moved, scorecards)))).toEqual([
    { score: 50, difference: 'critical_of_group' },
  ])
})

test('keys may be in snake case, and numbers text', () => {
  const snake = {
    conversations: [
      {
        ...{ external_id: 'T-1', created_at_iso: '2026-10-06T00:00:00Z' },
        reviews: [
          {
            ...{ id: 7, reviewer: 'lead', reviewee: 'analyst', score: '50.00', is_bot: 'false' },
            created_iso: '2026-10-06T01:30:00Z',
            ratings: [{ category_id: '1', category_name: 'Tone', score: '50', weight: '1', group_name: 'G' }],
          },
        ],
      },
    ],
    calibration_sessions: [{ title: 'S', due_at: 1_790_000_000, conversations: [] }],
  }
  const history = read(snake)
  expect(history.problems).toEqual([])
  expect(history.reviews[0]).toMatchObject({
    ...{ id: '7', score: { value: 50, decimals: 2 }, reviewer: { called: 'lead', machine: false } },
    ratings: [{ percent: 50, weight: 1, group: 'G' }],
  })
  expect(history.sessions[0]?.dueAt).toBe('2026-09-21T14:13:20.000Z')
})

test('lists may be empty, and optional fields missing', () => {
  const empty = { conversations: [], disputes: [], calibrationSessions: [], scorecards: [] }
  expect(read(empty, [])).toMatchObject({ problems: [], reviews: [], leftOut: [] })
  const bare = { id: '1', reviewee: 'a', createdISO: '2026-10-06T01:30:00Z' }
  const history = read({ conversations: [conversation(bare), { externalId: 'T-2' }] })
  expect(history.problems).toEqual([])
  expect(history.reviews).toMatchObject([{ score: null, ratings: [], reviewer: { called: null } }])
  expect(reasons(history)).toEqual(['no_ratings 1'])
})

test('what stands twice is taken once and listed', () => {
  const rating = { categoryId: '7', categoryName: 'Tone', score: 100, weight: 1 }
  const twice = review({ ratings: [rating, { ...rating, score: 0 }] })
  const history = read([conversation(twice, review({ score: 0 }))])
  expect(history.reviews).toMatchObject([{ score: { value: 100 }, ratings: [{ percent: 100 }] }])
  expect(reasons(history)).toEqual(['duplicate_rating 1 · Tone', 'duplicate_review 1'])
})

test('what is wrong is named by file and place', () => {
  const wrong = review({ score: 'good', createdISO: undefined, ratings: [{ categoryId: 7, score: 140 }, 3] })
  const history = read(
    { conversations: [conversation(wrong), 'x'] },
    { disputes: [{ reviewId: '1', status: 'MAYBE', categories: {} }] },
    { reviews: [review({ id: 2 ** 60 })] },
  )
  expect(problems(history)).toEqual([
    '0.json $.conversations[1] not_an_object',
    '0.json $.conversations[0].reviews[0].createdISO missing_field',
    '0.json $.conversations[0].reviews[0].ratings[1] not_an_object',
    '0.json $.conversations[0].reviews[0].ratings[0].score out_of_range',
    '0.json $.conversations[0].reviews[0].score not_a_number',
    '1.json $.disputes[0].status unknown_state',
    '1.json $.disputes[0].categories not_a_list',
    '2.json $.reviews[0].externalId missing_field',
    '2.json $.reviews[0].id unsafe_id',
  ])
})

test.each([
  ['{"conversations":[{"externalId":"T', '1:35 not_json', 'cut off'],
  ['{"conversations":[\n{]}', '2:2 not_json', null],
  ['', '1:1 empty_file', null],
  ['{"tickets":[{"id":1}]}', '$ unknown_shape', 'conversations, scorecards, disputes, calibrationSessions'],
  ['"text"', '$ unknown_shape', 'conversations, scorecards, disputes, calibrationSessions'],
  [`${'['.repeat(200_000)}`, '1:200001 not_json', 'cut off'],
])('a file that is none of an export is refused: %.20s', (text, place, detail) => {
  const history = readZendesk([{ name: 'a.json', text }])
  expect(problems(history)).toEqual([`a.json ${place}`])
  expect(history.problems[0]?.detail).toBe(detail)
})

test('a name beside an address is kept for whoever makes the person, and changes nothing of the review', () => {
  const reviewee = { email: 'Analyst@Example.org', name: ' 한\u200b예린 ' }
  const named = read([conversation(review({ reviewee, reviewer: { email: 'lead@example.org', name: 7 } }))])
  expect(named.problems).toEqual([])
  expect([...named.names]).toEqual([['analyst@example.org', '한예린']])
  expect(named.reviews[0]?.reviewee).toEqual({ called: 'Analyst@Example.org', machine: false })
  const long = read([conversation(review({ reviewee: { email: 'a@example.org', name: '가'.repeat(300) } }))])
  expect(long.problems).toEqual([])
  expect(long.names.get('a@example.org')).toHaveLength(200)
  const odd = read([conversation(review({ reviewee: { email: 'a@example.org', name: '\ud800' } }))])
  expect(odd.names.get('a@example.org')?.isWellFormed()).toBe(true)
  expect(read([conversation(review({ reviewee: { name: '한예린' } }))]).names.size).toBe(0)
})

test('each way of saying that a dispute was accepted in part is one', () => {
  const dispute = (status: string) => ({
    ...{ id: 'd', reviewId: '1', type: 'DISPUTE', status },
    categories: [{ id: '7', expectedRating: 100 }],
  })
  const states = (...names: string[]) =>
    read({ disputes: names.map(dispute) }).disputes.map(({ state }) => state)
  expect(
    states('PARTIALLY_ACCEPTED', 'partiallyAccepted', 'Partially accepted', 'partially-accepted', 'PARTIAL'),
  ).toEqual(['partly', 'partly', 'partly', 'partly', 'partly'])
  expect(states('ACCEPTED', 'REJECTED')).toEqual(['accepted', 'kept'])
  expect(problems(read({ disputes: [dispute('HALF')] }))).toEqual([
    '0.json $.disputes[0].status unknown_state',
  ])
})
