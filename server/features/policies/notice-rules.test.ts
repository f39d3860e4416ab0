import { expect, test } from 'vitest'
import { everyWeekday } from '#shared/core/business-time.ts'
import { noticeUntil } from './notice-rules.ts'

const seoul = everyWeekday('Asia/Seoul')

test.each([
  // A Monday, a Wednesday before a weekend, and a Saturday.
  ['2026-11-30', '2026-12-03'],
  ['2026-12-02', '2026-12-07'],
  ['2026-12-05', '2026-12-09'],
])('on %s a lead hears of what takes effect up to %s', (today, until) => {
  expect(noticeUntil(seoul, today)).toBe(until)
})

test('a holiday is no working day', () => {
  const calendar = { ...seoul, holidays: new Set(['2026-12-25']) }
  expect(noticeUntil(calendar, '2026-12-23')).toBe('2026-12-29')
})
