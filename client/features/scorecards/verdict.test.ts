import { expect, test } from 'vitest'
import type { WeekCounts } from '#shared/scorecards.ts'
import { weekChart } from '#shared/week-chart.ts'
import { ruleAt, verdictOf } from './verdict.ts'

const weeks = (...missed: number[]): WeekCounts[] =>
  missed.map((each, index) => ({
    week: new Date(Date.UTC(2026, 7, 3 + 7 * index)).toISOString().slice(0, 10),
    counts: { n: 100, correct: 100 - each, missed: each, overEnforced: 0, unverified: 0 },
  }))
const say = (given: WeekCounts[], metric: 'accuracy' | 'missed' = 'accuracy') =>
  verdictOf(weekChart(given, metric), given, metric)

test('weeks that stay where they were are said to', () => {
  expect(say(weeks(5, 6, 4, 5, 7, 5, 4, 6, 5, 5, 6, 4, 5))).toEqual({ kind: 'stable', weeks: 13 })
})

test('one week outside the limits is named, with its side', () => {
  const given = weeks(5, 6, 4, 5, 7, 5, 4, 6, 5, 5, 25, 4, 5)
  const signal = { kind: 'signal', rule: 1, week: '2026-10-12' }
  expect(say(given)).toMatchObject({ ...signal, metric: 'accuracy', side: 'low' })
  expect(say(given, 'missed')).toMatchObject({ ...signal, metric: 'missed', side: 'high' })
  const chart = weekChart(given, 'missed')
  expect(ruleAt(chart, 10)).toBe(1)
  expect(ruleAt(chart, 9)).toBeUndefined()
})

test('too few weeks, and weeks without any spread, are not told as stable', () => {
  expect(say(weeks(5, 6, 4, 5))).toEqual({ kind: 'few' })
  expect(say(weeks(...Array.from({ length: 13 }, () => 0)))).toEqual({ kind: 'even' })
})
