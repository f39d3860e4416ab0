import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { calendarIn, instantOf, instantReader } from './import-date-rules.ts'

const read = (text: string, zone = 'Asia/Seoul', order?: 'dmy' | 'mdy') => {
  const timestamp = instantOf(text, zone, order)
  return typeof timestamp === 'number' ? new Date(timestamp).toISOString() : timestamp
}

test.each([
  ['2026-10-05T01:00:00Z', '2026-10-05T01:00:00.000Z'],
  ['2026-10-05T01:00:00.123456+09:00', '2026-10-04T16:00:00.123Z'],
  ['2026-10-05 01:00 -0330', '2026-10-05T04:30:00.000Z'],
  ['2026-10-05t01:00:00+09', '2026-10-04T16:00:00.000Z'],
  ['2026-10-05', '2026-10-04T15:00:00.000Z'],
  ['2026-10-05 10:30', '2026-10-05T01:30:00.000Z'],
  // As Excel, BigQuery, Node and people in Korea write the third of November.
  ['2026. 11. 3. 오후 2:05:00', '2026-11-03T05:05:00.000Z'],
  ['2026. 11. 3. (화) 오후 2:05', '2026-11-03T05:05:00.000Z'],
  ['2026-11-03 오후 2:05:00', '2026-11-03T05:05:00.000Z'],
  ['2026/11/03 오후 2:05', '2026-11-03T05:05:00.000Z'],
  ['2026/11/03 14:05', '2026-11-03T05:05:00.000Z'],
  ['2026.11.03', '2026-11-02T15:00:00.000Z'],
  ['2026-1-3', '2026-01-02T15:00:00.000Z'],
  ['2026년 11월 3일', '2026-11-02T15:00:00.000Z'],
  ['2026년 11월 3일 화요일 오후 2시 5분', '2026-11-03T05:05:00.000Z'],
  ['2026년 11월 3일 14시', '2026-11-03T05:00:00.000Z'],
  ['2026-11-03 오전 12:05', '2026-11-02T15:05:00.000Z'],
  ['2026-11-03 오후 12:05', '2026-11-03T03:05:00.000Z'],
  ['2026-11-03 오후 0:05', '2026-11-03T03:05:00.000Z'],
  ['2026-11-03 9:05', '2026-11-03T00:05:00.000Z'],
  ['2026-11-03 0:05', '2026-11-02T15:05:00.000Z'],
  ['46329.5', '2026-11-03T03:00:00.000Z'],
  ['46329', '2026-11-02T15:00:00.000Z'],
  ['20261103', '2026-11-02T15:00:00.000Z'],
  ['20261103T140500Z', '2026-11-03T14:05:00.000Z'],
  ['20261103140500', '2026-11-03T05:05:00.000Z'],
  ['2026-11-03 14:05:00 KST', '2026-11-03T05:05:00.000Z'],
  ['2026-11-03 14:05:00 UTC', '2026-11-03T14:05:00.000Z'],
  ['2026-11-03 14:05:00.123456 UTC', '2026-11-03T14:05:00.123Z'],
  ['2026-11-03 14:05:00 UTC+9', '2026-11-03T05:05:00.000Z'],
  ['Tue Nov 03 2026 14:05:00 GMT+0900 (한국 표준시)', '2026-11-03T05:05:00.000Z'],
  ['Tue, 03 Nov 2026 14:05:00 +0900', '2026-11-03T05:05:00.000Z'],
  ['Nov 3, 2026, 2:05 PM', '2026-11-03T05:05:00.000Z'],
  ['3 November 2026 14:05', '2026-11-03T05:05:00.000Z'],
  ['1793682300', '2026-11-03T05:05:00.000Z'],
  ['1793682300000', '2026-11-03T05:05:00.000Z'],
  ['2026-11-03T24:00:00', '2026-11-03T15:00:00.000Z'],
  ['2026-11-30 24:00', '2026-11-30T15:00:00.000Z'],
  ['2026-11-03T24:00:00Z', '2026-11-04T00:00:00.000Z'],
  ['2026-11-03T23:59:60Z', '2026-11-03T23:59:59.000Z'],
  ['2026-11-03T14:05:00+0900', '2026-11-03T05:05:00.000Z'],
  ['2026-11-03 14:05:00.123456789012', '2026-11-03T05:05:00.123Z'],
  ['2026-11-03T14:05:00−09:00', '2026-11-03T23:05:00.000Z'],
  ['2026-W45-2', '2026-11-02T15:00:00.000Z'],
  [' 2026-11-03T14:05:00Z ', '2026-11-03T14:05:00.000Z'],
  ['2026-11-03T14:05:00 +09:00', '2026-11-03T05:05:00.000Z'],
  ['2026-11-03T14:05:00[Asia/Seoul]', '2026-11-03T05:05:00.000Z'],
  ['2026-11-03T14:05:00+00:00[Europe/Dublin]', '2026-11-03T14:05:00.000Z'],
  ['２０２６-11-03 2:05 PM', '2026-11-03T05:05:00.000Z'],
  ['13/11/2026', '2026-11-12T15:00:00.000Z'],
  ['11/13/2026 2:05 PM', '2026-11-13T05:05:00.000Z'],
  ['11/11/2026, 14:05:00', '2026-11-11T05:05:00.000Z'],
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
  ['11/3/2026 2:05 PM', '2026-11-03T05:05:00.000Z', '2026-03-11T05:05:00.000Z'],
  ['03/11/2026', '2026-03-10T15:00:00.000Z', '2026-11-02T15:00:00.000Z'],
  ['05.10.2026', '2026-05-09T15:00:00.000Z', '2026-10-04T15:00:00.000Z'],
])('%s could be two days, until the file says its order', (text, monthFirst, dayFirst) => {
  expect(read(text)).toBe('ambiguous')
  expect(read(text, 'Asia/Seoul', 'mdy')).toBe(monthFirst)
  expect(read(text, 'Asia/Seoul', 'dmy')).toBe(dayFirst)
})

test.each([
  '',
  'today',
  '26.11.03',
  '31/31/2026',
  '2026-11-03 25:00',
  '2026-11-03 24:01',
  '2026-11-03 오전 13:00',
  '2026-11-03 9',
  '2026-11-03T14:05:00[Nowhere/None]',
  '2026-W54-1',
  '12345',
  '\u001b[31mred',
  '2026-13-01',
  '2026-02-30',
  '2026-02-30T10:00:00Z',
  '2026-10-05T10:61',
  '2026-10-05T10:00:00+15:00',
  '0026-10-05',
  '2026-10-05T10:00:00Zulu',
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

/** Zones whose clocks were changed at a minute past midnight, by half an hour, by a whole day, and not at all. */
const zone = fc.constantFrom(
  ...['America/St_Johns', 'Australia/Lord_Howe', 'Pacific/Apia', 'Europe/Dublin', 'Asia/Seoul', 'Asia/Gaza'],
)
const wallTime = fc.date({
  ...{ min: new Date('2000-01-02T00:00:00Z'), max: new Date('2027-12-30T00:00:00Z'), noInvalidDate: true },
})
/** Walls around the changes of those clocks, where a quarter of an hour may hold two offsets. */
const nearChange = fc
  .tuple(
    fc.constantFrom('2008-11-02T00:01', '2008-03-09T00:01', '2011-12-30T00:00', '2011-04-01T00:01'),
    fc.integer({ min: -7200, max: 7200 }),
  )
  .map(([change, seconds]) => new Date(Date.parse(`${change}:00Z`) + seconds * 1000))

test('a wall clock is the moment that the calendar of its zone says, also around a change of clocks', () => {
  fc.assert(
    fc.property(
      zone,
      fc.array(fc.oneof(wallTime, nearChange), { minLength: 1, maxLength: 20 }),
      (name, walls) => {
        // One reader for all of them: what it keeps of one must be right for the next.
        const read = instantReader(name)
        const days = calendarIn(name)
        for (const wall of walls) {
          const text = wall.toISOString().slice(0, 19)
          const zoned = Temporal.PlainDateTime.from(text).toZonedDateTime(name)
          expect(read(text), text).toBe(zoned.epochMilliseconds)
          expect(read(`${text}.5+09:00`)).toBe(Date.parse(`${text}.500+09:00`))
          const day = zoned.toPlainDate()
          expect(days(zoned.epochMilliseconds)).toEqual({
            day: day.toString(),
            week: day.subtract({ days: day.dayOfWeek - 1 }).toString(),
          })
        }
      },
    ),
    { seed: 1, numRuns: 150 },
  )
})

test('a day or an hour that no calendar has is no moment, in whatever form', () => {
  for (const text of [
    ...[
      '2026-02-29T00:00:00Z',
      '2026-13-01T00:00',
      '2026-00-10T00:00',
      '2026-11-31 10:00:00',
      '2026-11-03T24:01',
    ],
    ...['2026-11-03T10:60:00Z', '2026-11-03T10:00:61Z', '1999-12-31T00:00:00Z'],
  ])
    expect(instantOf(text, 'Asia/Seoul'), text).toBeUndefined()
  expect(instantOf('2024-02-29T00:00:00Z', 'Asia/Seoul')).toBe(Date.parse('2024-02-29T00:00:00Z'))
  expect(instantOf('2026-11-03T24:00', 'Asia/Seoul')).toBe(Date.parse('2026-11-04T00:00:00+09:00'))
  expect(instantOf('2016-12-31T23:59:60Z', 'Asia/Seoul')).toBe(Date.parse('2016-12-31T23:59:59Z'))
})
