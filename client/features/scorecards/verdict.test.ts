import { expect, test } from 'vitest'
import { noCounts } from '#shared/audits/rules.ts'
import type { WeekCounts } from '#shared/scorecards/views.ts'
import { weekChart } from '#shared/scorecards/week-chart.ts'
import { verdictOf, worseAt } from './verdict.ts'

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
  const signal = { kind: 'signal', week: '2026-10-12' }
  expect(say(given)).toMatchObject({ ...signal, metric: 'accuracy', side: 'low' })
  expect(say(given, 'missed')).toMatchObject({ ...signal, metric: 'missed', side: 'high' })
  const chart = weekChart(given, 'missed')
  expect(worseAt(chart, 10, 'missed')).toBe(1)
  expect(worseAt(chart, 9, 'missed')).toBeUndefined()
})

test('too few weeks, and weeks without any spread, are not told as stable', () => {
  expect(say(weeks(5, 6, 4, 5))).toEqual({ kind: 'few' })
  expect(say(weeks(...Array.from({ length: 13 }, () => 0)))).toEqual({ kind: 'even' })
})

test('a turn for the better is said and not marked as worth a look', () => {
  const given = weeks(15, 16, 14, 15, 17, 15, 14, 16, 15, 15, 16, 14, 1)
  expect(say(given)).toMatchObject({ kind: 'signal', side: 'high' })
  expect(worseAt(weekChart(given, 'accuracy'), 12, 'accuracy')).toBeUndefined()
})

test('a week outside long ago ends the weeks that are called usual', () => {
  const given = weeks(5, 6, 25, 5, 7, 5, 4, 6, 5, 5, 6, 4, 5)
  const chart = weekChart(given, 'missed')
  const drawn = chart.points.map((point, index) => ({ ...point, outside: index === 2 }))
  expect(verdictOf({ ...chart, points: drawn, signals: [] }, given, 'missed')).toEqual({
    kind: 'stable',
    weeks: 10,
  })
})

test('weeks are spoken of only as far back as they have audits, and a gap among the last four is said', () => {
  const given = weeks(5, 6, 4, 5, 7, 5, 4, 6, 5, 5, 6, 4, 5)
  const without = (...gone: number[]) =>
    given.map((week, index) => (gone.includes(index) ? { ...week, counts: noCounts } : week))
  expect(say(without(0))).toEqual({ kind: 'stable', weeks: 12 })
  expect(say(without(12))).toEqual({ kind: 'stable', weeks: 12 })
  expect(say(without(10))).toEqual({ kind: 'gap' })
  expect(say(without(9, 10, 11, 12))).toEqual({ kind: 'gap' })
})

test('35 of 35 right at 96 % is not above the usual range', () => {
  const rates = [2, 1, 1, 2, 1, 2, 1, 1, 2, 1, 1, 0, 0].map((wrong, index) => ({
    week: new Date(Date.UTC(2026, 7, 3 + 7 * index)).toISOString().slice(0, 10),
    counts: { n: 35, correct: 35 - wrong, missed: wrong, overEnforced: 0, unverified: 0 },
  }))
  expect(say(rates)).toEqual({ kind: 'stable', weeks: 13 })
})
