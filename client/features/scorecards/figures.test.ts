import { expect, test } from 'vitest'
import { noCounts } from '#shared/audits/rules.ts'
import type { Counts } from '#shared/audits/views.ts'
import type { WeekCounts } from '#shared/scorecards/views.ts'
import { proportionOf } from '#shared/scorecards/week-chart.ts'
import { bestKept, commonAxis, countsIn, spanOf, targetOf, weeksSinceFirst } from './figures.ts'

const counts = (n: number, correct: number, missed = n - correct): Counts => ({
  n,
  correct,
  missed,
  overEnforced: n - correct - missed,
  unverified: 0,
})
const weeks = (...each: Counts[]): WeekCounts[] =>
  each.map((item, index) => ({ week: `2026-08-${String(3 + 7 * index).padStart(2, '0')}`, counts: item }))
const thirteen = weeks(
  ...Array.from({ length: 13 }, (_, index) => (index < 9 ? counts(10, 9) : counts(20, 19))),
)

const targets = { accuracy: 0.95, missed: 0.03, overEnforced: 0.02 }

test('a period is its last weeks', () => {
  expect(countsIn(thirteen, '4w')).toMatchObject({ n: 80, correct: 76, missed: 4 })
  expect(countsIn(thirteen, '13w')).toMatchObject({ n: 170, correct: 157, missed: 13 })
  expect(spanOf(thirteen, '4w')).toEqual({ from: thirteen[9]?.week, to: thirteen[12]?.week })
  expect(spanOf([], '4w')).toBeNull()
})

test('both kinds of error are counted against every verified decision', () => {
  const some: Counts = { n: 40, correct: 34, missed: 4, overEnforced: 1, unverified: 7 }
  expect(proportionOf(some, 'accuracy')).toEqual({ x: 34, n: 40 })
  expect(proportionOf(some, 'missed')).toEqual({ x: 4, n: 40 })
  expect(proportionOf(some, 'over_enforced')).toEqual({ x: 1, n: 40 })
})

test('accuracy is to lie above its target, the errors below theirs', () => {
  expect(targetOf(targets, 'accuracy')).toEqual({ rate: 0.95, better: 'above' })
  expect(targetOf(targets, 'over_enforced')).toEqual({ rate: 0.02, better: 'below' })
})

test('fewer than ten decisions do not stretch the axis of the others', () => {
  expect(
    commonAxis(
      [
        { x: 1, n: 9 },
        { x: 96, n: 100 },
      ],
      { metric: 'accuracy', targets },
    ),
  ).toEqual({ from: 0.9, to: 1 })
  expect(commonAxis([{ x: 5, n: 10 }], { metric: 'accuracy', targets }).from).toBeLessThan(0.5)
})

test('weeks of a new person are counted from their first decision', () => {
  expect(weeksSinceFirst(weeks(noCounts, noCounts, counts(3, 3), noCounts))).toBe(2)
  expect(weeksSinceFirst(weeks({ ...noCounts, unverified: 1 }, noCounts))).toBe(2)
  expect(weeksSinceFirst(weeks(noCounts))).toBe(0)
})

test('what held best needs thirty decisions and something to be better than', () => {
  const few = { policy: 'spam', weeks: weeks(counts(29, 29)) }
  const good = { policy: 'hate-speech', weeks: weeks(counts(60, 59)) }
  const fair = { policy: 'harassment', weeks: weeks(counts(300, 285)) }
  expect(bestKept([few, good], '13w')).toBeNull()
  expect(bestKept([few, good, fair], '13w')).toMatchObject({
    policy: 'harassment',
    proportion: { x: 285, n: 300 },
  })
})
