import { expect, test } from 'vitest'
import { calendarIn, instantOf } from './import-date-rules.ts'

const read = (text: string, zone = 'Asia/Seoul') => {
  const timestamp = instantOf(text, zone)
  return timestamp === undefined ? undefined : new Date(timestamp).toISOString()
}

test.each([
  ['2026-10-05T01:00:00Z', '2026-10-05T01:00:00.000Z'],
  ['2026-10-05T01:00:00.123456+09:00', '2026-10-04T16:00:00.123Z'],
  ['2026-10-05 01:00 -0330', '2026-10-05T04:30:00.000Z'],
  ['2026-10-05t01:00:00+09', '2026-10-04T16:00:00.000Z'],
  ['2026-10-05', '2026-10-04T15:00:00.000Z'],
  ['2026-10-05 10:30', '2026-10-05T01:30:00.000Z'],
])('%s is %s in Seoul', (text, instant) => {
  expect(read(text)).toBe(instant)
})

test('the clock of the zone on that day counts, also on the day it changes', () => {
  expect(read('2026-01-10 09:00', 'Europe/Dublin')).toBe('2026-01-10T09:00:00.000Z')
  expect(read('2026-07-10 09:00', 'Europe/Dublin')).toBe('2026-07-10T08:00:00.000Z')
  // Skipped by the clocks: read as the hour after it.
  expect(read('2026-03-29 01:30', 'Europe/Dublin')).toBe('2026-03-29T01:30:00.000Z')
})

test.each([
  '',
  'today',
  '05.10.2026',
  '10/05/2026',
  '2026-13-01',
  '2026-02-30',
  '2026-02-30T10:00:00Z',
  '2026-10-05T24:00:00Z',
  '2026-10-05T10:61',
  '2026-10-05T10:00:00+15:00',
  '0026-10-05',
  '2026-10-05T10:00:00Zulu',
  '20261005',
])('%s is no date', (text) => {
  expect(read(text)).toBeUndefined()
})

test('days and weeks are those of the zone, the week by its Monday', () => {
  const inSeoul = calendarIn('Asia/Seoul')
  const dayOf = (instant: string) => inSeoul(Date.parse(instant))
  expect(dayOf('2026-10-04T14:59:59Z')).toEqual({ day: '2026-10-04', week: '2026-09-28' })
  expect(dayOf('2026-10-04T15:00:00Z')).toEqual({ day: '2026-10-05', week: '2026-10-05' })
  // Forty-five minutes off the hour.
  expect(calendarIn('Asia/Kathmandu')(Date.parse('2026-10-04T18:15:00Z')).day).toBe('2026-10-05')
  expect(calendarIn('Asia/Kathmandu')(Date.parse('2026-10-04T18:14:59Z')).day).toBe('2026-10-04')
})
