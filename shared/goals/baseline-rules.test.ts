import { expect, test } from 'vitest'
import type { WeekCounts } from '#shared/scorecards/views.ts'
import { baselineOf } from './baseline-rules.ts'

const week = (day: number, n: number, correct: number, missed = n - correct): WeekCounts => ({
  week: `2026-11-${String(day).padStart(2, '0')}`,
  counts: { n, correct, missed, overEnforced: 0, unverified: 3 },
})
const weeks = [week(1, 99, 0), week(2, 30, 27), week(9, 0, 0), week(16, 40, 36), week(23, 50, 48)]

test('a goal begins with the newest four weeks, whatever lies before them', () => {
  expect(baselineOf(weeks, 'accuracy')).toEqual({ x: 111, n: 120, from: '2026-11-02', to: '2026-11-23' })
  expect(baselineOf(weeks, 'missed')).toEqual({ x: 9, n: 120, from: '2026-11-02', to: '2026-11-23' })
})

test('somebody new has the weeks that there are', () => {
  expect(baselineOf([week(16, 12, 11)], 'accuracy')).toEqual({
    ...{ x: 11, n: 12 },
    from: '2026-11-16',
    to: '2026-11-16',
  })
})

test('there is no baseline where nothing was verified', () => {
  expect(baselineOf([week(16, 0, 0)], 'accuracy')).toBeNull()
  expect(baselineOf([], 'accuracy')).toBeNull()
})
