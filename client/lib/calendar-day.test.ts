import { expect, test } from 'vitest'
import { atHour, calendarDay, daysLater } from './calendar-day.ts'

const zone = 'Asia/Seoul'

test('a moment has the day of its zone, not that of London', () => {
  expect(calendarDay(Date.parse('2026-11-23T15:30:00Z'), zone)).toBe('2026-11-24')
  expect(calendarDay(Date.parse('2026-11-23T14:30:00Z'), zone)).toBe('2026-11-23')
})

test('days are counted over months and years', () => {
  expect(daysLater('2026-12-28', 7)).toBe('2027-01-04')
  expect(daysLater('2028-02-28', 1)).toBe('2028-02-29')
})

test('nine in the morning is found in zones east and west, in summer and winter', () => {
  expect(new Date(atHour('2026-11-24', 9, zone)).toISOString()).toBe('2026-11-24T00:00:00.000Z')
  expect(new Date(atHour('2026-07-01', 9, 'Europe/Dublin')).toISOString()).toBe('2026-07-01T08:00:00.000Z')
  expect(new Date(atHour('2026-12-01', 9, 'Europe/Dublin')).toISOString()).toBe('2026-12-01T09:00:00.000Z')
})
