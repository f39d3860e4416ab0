import { expect, test } from 'vitest'
import { workingDaysBetween } from './rules.ts'

test('counts weekdays after the day it began, in the zone', () => {
  // Friday 20 November 2026, 23:30 in Seoul.
  const friday = '2026-11-20T14:30:00Z'
  expect(workingDaysBetween(friday, '2026-11-20', 'Asia/Seoul')).toBe(0)
  expect(workingDaysBetween(friday, '2026-11-22', 'Asia/Seoul')).toBe(0)
  expect(workingDaysBetween(friday, '2026-11-23', 'Asia/Seoul')).toBe(1)
  expect(workingDaysBetween(friday, '2026-11-25', 'Asia/Seoul')).toBe(3)
  expect(workingDaysBetween(friday, '2026-12-04', 'Asia/Seoul')).toBe(10)
})

test('the zone decides which day it began on', () => {
  // Thursday evening in Dublin, Friday morning in Seoul.
  const instant = '2026-11-19T22:00:00Z'
  expect(workingDaysBetween(instant, '2026-11-20', 'Europe/Dublin')).toBe(1)
  expect(workingDaysBetween(instant, '2026-11-20', 'Asia/Seoul')).toBe(0)
})

test('a day before it began is none', () => {
  expect(workingDaysBetween('2026-11-20T14:30:00Z', '2026-11-01', 'Asia/Seoul')).toBe(0)
})
