import { expect, test } from 'vitest'
import { wilson } from '#shared/statistics/interval.ts'
import { estimateOf, type Rate } from './rate-rules.ts'
import { countsWithin, errorRateOf, leakOf, trendGroups, versionChanges } from './trend-rules.ts'
import type { TeamTrends, TrendCell } from './trend-views.ts'

type Names = [string | null, string | null]
/** `wrong` of n decisions are missed violations. */
const cell = (week: number, [first, second]: Names, n: number, wrong = 0): TrendCell => [
  ...([week, first, second, n, n - wrong, wrong, 0, 0, 0, 0, null] as const),
]
const weighted = (week: number, n: number, { wrong, w }: { wrong: number; w: number }): TrendCell => {
  const zero = { missed: wrong * w, overEnforced: 0, acted: 0, overEnforced2: 0, acted2: 0 }
  const weights = {
    ...{ drawn: n, w: n * w, w2: n * w * w, correct: (n - wrong) * w, ...zero },
    correct2: (n - wrong) * w * w,
    missed2: wrong * w * w,
  }
  return [week, 'drawn', '', n, n - wrong, wrong, 0, 0, 0, 0, weights]
}
const counts = ({ x, n }: Rate) => [x, n]

const targets = { accuracy: 0.95, missed: 0.03, overEnforced: 0.03 }
const trends = (policies: TrendCell[], more: Partial<TeamTrends> = {}): TeamTrends => ({
  ...{ teamId: 't', teamName: 'Seoul', zone: 'Asia/Seoul', dataThrough: '2026-11-29T06:00:00Z' },
  ...{
    targets: { '4w': targets, '13w': targets },
    targetBreaks: [],
    firstWeek: '2026-08-31',
    joined: false,
  },
  ...{ versions: [], machines: { policies: [], places: [] } },
  people: { policies, places: [] },
  ...more,
})

test('parts stand by how often they come, those that nobody named last', () => {
  const policies = [
    ...[cell(0, [null, ''], 90), cell(1, ['', ''], 50), cell(1, ['few', ''], 3)],
    ...[cell(2, ['many', ''], 20, 2), cell(12, ['many', ''], 20, 1)],
  ]
  const [group] = trendGroups({ policies, places: [] }, 'policy')
  expect(group?.parts.map(({ code }) => code)).toEqual(['many', 'few', '', null])
  const many = group?.parts[0]
  if (!many) throw new Error('no part')
  expect(counts(errorRateOf(countsWithin(many, 13)))).toEqual([3, 40])
  expect(counts(errorRateOf(countsWithin(many, 4)))).toEqual([1, 20])
})

test('languages are grouped by their queue, and one without a queue is compared with none', () => {
  const places = [
    ...[cell(1, ['posts', 'ko'], 40), cell(1, ['posts', 'en'], 60), cell(1, ['chat', 'ko'], 30)],
    ...[cell(1, ['', 'ko'], 400), cell(1, ['', 'en'], 400, 200), cell(1, [null, null], 10)],
  ]
  const groups = trendGroups({ policies: [], places }, 'language')
  expect(groups.map(({ queue, parts }) => [queue, parts.map(({ code }) => code)])).toEqual([
    ['posts', ['en', 'ko']],
    ['chat', ['ko']],
    ['', ['']],
    [null, [null]],
  ])
  // The ranges of posts alone are compared: half of what has no queue is wrong, and it is no language's.
  expect(leakOf(groups, 13)).toEqual({ kind: 'alike', compared: 2, smallest: 40 })
})

test('kinds of error are shares of the same decisions', () => {
  const groups = trendGroups(
    { policies: [cell(3, ['a', ''], 30, 4), cell(3, ['b', ''], 10, 1)], places: [] },
    'error',
  )
  expect(groups[0]?.parts.map(({ code, weeks }) => [code, weeks[3]?.n, weeks[3]?.missed])).toEqual([
    ['missed', 40, 5],
    ['over_enforced', 40, 5],
    ['other_error', 40, 5],
  ])
  expect(trendGroups({ policies: [], places: [] }, 'error')).toEqual([])
})

const leakIn = (...policies: TrendCell[]) => leakOf(trendGroups({ policies, places: [] }, 'policy'), 13)

test('nothing is compared under thirty audits on either side', () => {
  expect(leakIn()).toEqual({ kind: 'none' })
  expect(leakIn(cell(1, ['a', ''], 29, 20), cell(1, ['b', ''], 300)).kind).toBe('few')
  expect(leakIn(cell(1, ['a', ''], 300, 20)).kind).toBe('few')
  expect(leakIn(cell(1, ['a', ''], 30, 20), cell(1, ['b', ''], 30)).kind).toBe('apart')
})

test('a difference that one look in twenty would call one is not called one', () => {
  // 95 % of its own leaves 0 out; 99.8 % does not.
  const found = leakIn(cell(1, ['a', ''], 100, 12), cell(1, ['b', ''], 100, 4))
  expect(found).toEqual({ kind: 'alike', compared: 2, smallest: 100 })
  const clear = leakIn(cell(1, ['a', ''], 200, 40), cell(1, ['b', ''], 300, 9), cell(1, ['', ''], 100, 1))
  if (clear.kind !== 'apart') throw new Error(clear.kind)
  expect([clear.part.code, counts(clear.rate), counts(clear.rest), clear.smallest]).toEqual([
    ...['a', [40, 200], [10, 400], 200],
  ])
  expect(clear.difference.low).toBeGreaterThan(0)
})

test('errors are weighted back as accuracy is, within their range', () => {
  const group = trendGroups(
    { policies: [weighted(1, 60, { wrong: 30, w: 2 }), weighted(1, 60, { wrong: 3, w: 20 })], places: [] },
    'policy',
  )[0]
  const part = group?.parts[0]
  if (!part) throw new Error('no part')
  const rate = errorRateOf(countsWithin(part, 13))
  if (rate.kind !== 'weighted') throw new Error(rate.kind)
  const { x, n } = rate.estimate
  expect(x / n).toBeCloseTo((30 * 2 + 3 * 20) / (60 * 22), 10)
  expect(wilson(x, n)?.low).toBeLessThan(x / n)
  expect(counts(rate)).toEqual([33, 120])
})

const version = (policy: string, effectiveFrom: string, label = '2') => ({ policy, label, effectiveFrom })
const every = (policy: string, n: number, wrong: (week: number) => number): TrendCell[] =>
  Array.from({ length: 13 }, (_, week) => cell(week, [policy, ''], n, wrong(week)))

test('before and after a version are as many whole weeks each, without the week that it cuts', () => {
  const policies = [...every('hate', 20, (week) => (week < 9 ? 1 : 5)), ...every('spam', 50, () => 2)]
  // Wednesday of the tenth week; the thirteenth is over with its Sunday.
  const [found] = versionChanges(trends(policies, { versions: [version('hate', '2026-11-04')] }))
  expect(found).toMatchObject({
    ...{ weeks: 3, split: true, drawnOtherwise: false },
    windows: { before: ['2026-10-12', '2026-10-26'], after: ['2026-11-09', '2026-11-23'] },
  })
  expect(
    [found?.before, found?.after, found?.others.before, found?.others.after].map(
      (rate) => rate && counts(rate),
    ),
  ).toEqual([
    ...[
      [3, 60],
      [15, 60],
      [6, 150],
      [6, 150],
    ],
  ])
  expect(found?.difference?.low).toBeGreaterThan(0)
  const [onMonday] = versionChanges(
    trends(policies, { versions: [version('hate', '2026-11-02')], dataThrough: '2026-11-25T06:00:00Z' }),
  )
  // The last week is not over, so it is left out, and on the other side one as well.
  expect(onMonday).toMatchObject({ weeks: 3, split: false })
  expect(onMonday?.windows?.after).toEqual(['2026-11-02', '2026-11-16'])
})

test('a change of a target is said where it fell inside the windows, after their first day', () => {
  const on = (effectiveFrom: string) => ({
    ...{ metric: 'accuracy' as const, effectiveFrom, before: 0.95, rate: 0.97 },
  })
  const policies = every('hate', 20, () => 1)
  const versions = [version('hate', '2026-11-04')]
  const days = ['2026-10-12', '2026-10-13', '2026-11-29', '2026-11-30']
  const [found] = versionChanges(trends(policies, { versions, targetBreaks: days.map(on) }))
  expect(found?.windows).toEqual({
    before: ['2026-10-12', '2026-10-26'],
    after: ['2026-11-09', '2026-11-23'],
  })
  expect(found?.targetBreaks.map(({ effectiveFrom }) => effectiveFrom)).toEqual(['2026-10-13', '2026-11-29'])
  const waiting = { versions: [version('hate', '2026-11-27')], targetBreaks: [on('2026-11-28')] }
  expect(versionChanges(trends(policies, waiting))[0]?.targetBreaks).toEqual([])
})

test('another version of the policy ends the window, and too new a version has none', () => {
  const policies = every('hate', 20, () => 1)
  const versions = [
    version('hate', '2026-09-28', '2'),
    version('hate', '2026-10-12', '3'),
    version('hate', '2026-11-27', '4'),
  ]
  const found = versionChanges(trends(policies, { versions }))
  expect(found.map(({ label, weeks }) => [label, weeks])).toEqual([
    ['4', 0],
    ['3', 2],
    ['2', 2],
  ])
  expect(found[0]).toMatchObject({ windows: null, difference: null })
  expect(versionChanges(trends(policies, { versions: [version('spam', '2026-10-12')] }))).toEqual([])
})

test('under ten audits on a side there is no difference, and a draw that changed in between is said', () => {
  const few = versionChanges(
    trends(
      every('hate', 2, () => 0),
      { versions: [version('hate', '2026-11-09')] },
    ),
  )
  expect(few[0]).toMatchObject({ weeks: 3, difference: null })
  const policies = Array.from({ length: 13 }, (_, week) =>
    week < 7 ? cell(week, ['drawn', ''], 20, 1) : weighted(week, 20, { wrong: 1, w: 4 }),
  )
  const [found] = versionChanges(trends(policies, { versions: [version('drawn', '2026-10-19')] }))
  expect(found).toMatchObject({ weeks: 6, drawnOtherwise: true })
  expect(estimateOf(found?.after as Rate)).toEqual({ x: 6, n: 120 })
})
