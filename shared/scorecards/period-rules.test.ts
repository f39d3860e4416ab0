import { expect, test } from 'vitest'
import { noCounts } from '#shared/audits/rules.ts'
import { dataDay, dayAfter, dayBefore, isComplete, isImmature, neighbours, trailOf } from './period-rules.ts'
import type { PeriodScorecard } from './period-views.ts'
import { baselineWeeksOf, frozenWeeks } from './signal-rules.ts'

const empty = {
  counts: noCounts,
  volume: { audit: 0, appeal: 0, feedback: 0, policyQuestion: 0 },
  turnaround: null,
  ...{ overturned: { x: 0, n: 0 }, agreed: { x: 0, n: 0 }, critical: { x: 0, n: 0 } },
  criticalKinds: { user_harm: 0, rights: 0, legal: 0 },
  ...{ mean: null, rubricVersions: 0 },
}
const id = '00000000-0000-4000-8000-000000000001'
const card = (changes: Partial<PeriodScorecard>): PeriodScorecard => ({
  ...{ ...empty, from: '2026-10-01', to: '2026-10-31', unit: 'month' },
  person: { personId: id, name: '민지' },
  ...{ teamId: id, teamName: 'Seoul', zone: 'Asia/Seoul', dataThrough: '2026-10-31T14:59:00Z' },
  targets: { accuracy: 0.95, missed: 0.03, overEnforced: 0.03 },
  targetBreaks: [],
  earliest: '2026-10-01',
  before: { ...empty, from: '2026-09-01', to: '2026-09-30' },
  ...{ baseline: null, policyBreaks: [], policies: [], trail: [] },
  ...changes,
})

test('a trail holds the like periods up to the shown one, each as long as its calendar has it', () => {
  const daysOf = (unit: 'week' | 'month' | 'quarter', from: string) =>
    trailOf(unit, from).map((span) => `${span.from} ${span.to}`)
  expect(daysOf('month', '2028-03-01')).toEqual([
    ...['2027-10-01 2027-10-31', '2027-11-01 2027-11-30', '2027-12-01 2027-12-31'],
    ...['2028-01-01 2028-01-31', '2028-02-01 2028-02-29', '2028-03-01 2028-03-31'],
  ])
  expect(daysOf('quarter', '2026-10-01').slice(-2)).toEqual([
    '2026-07-01 2026-09-30',
    '2026-10-01 2026-12-31',
  ])
  expect(daysOf('week', '2026-01-05').slice(-2)).toEqual(['2025-12-29 2026-01-04', '2026-01-05 2026-01-11'])
})

test('a period is over once data reaches its last day in the team’s zone, whatever the calendar says', () => {
  expect(isComplete(card({}))).toBe(true)
  expect(isComplete(card({ dataThrough: '2026-10-30T14:59:00Z' }))).toBe(false)
  // The first minute of the last day.
  expect(isComplete(card({ dataThrough: '2026-10-30T15:00:00Z' }))).toBe(true)
  expect(isComplete(card({ dataThrough: null }))).toBe(false)
  expect(dataDay(card({ dataThrough: '2026-10-30T15:00:00Z' }))).toBe('2026-10-31')
})

test('decisions are immature for six months after the period’s last day', () => {
  expect(isImmature(card({}))).toBe(true)
  expect(isImmature(card({ dataThrough: '2027-04-29T00:00:00Z' }))).toBe(true)
  expect(isImmature(card({ dataThrough: '2027-04-30T00:00:00Z' }))).toBe(false)
})

test('one steps to the day before and after, where there are figures at all', () => {
  expect([dayBefore('2026-03-01'), dayAfter('2026-12-31')]).toEqual(['2026-02-28', '2027-01-01'])
  expect(neighbours(card({}))).toEqual({ earlier: false, later: false })
  expect(neighbours(card({ earliest: '2026-09-30', dataThrough: '2026-11-01T00:00:00Z' }))).toEqual({
    ...{ earlier: true, later: true },
  })
})

test('the baseline is the first twelve audited weeks, without those that raised something', () => {
  const week = (index: number, x = 1) => ({ index, n: 40, x })
  const steady = Array.from({ length: 20 }, (_, index) => week(index))
  expect(baselineWeeksOf({ weeks: steady, team: [steady], complete: 20 })).toMatchObject({
    ...{ first: 0, last: frozenWeeks - 1, provisional: false },
  })
  const few = steady.slice(0, 9)
  expect(baselineWeeksOf({ weeks: few, team: [few], complete: 9 })).toMatchObject({
    ...{ indices: [0, 1, 2, 3, 4], provisional: true },
  })
  const fell = steady.map((each) => (each.index >= 8 ? week(each.index, 14) : each))
  const found = baselineWeeksOf({ weeks: fell, team: [fell, steady], complete: 20 })
  expect(found?.indices.every((index) => index < 8)).toBe(true)
  expect(baselineWeeksOf({ weeks: steady.slice(0, 3), team: [], complete: 20 })).toBeNull()
})
