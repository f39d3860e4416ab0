import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  dayWithoutAbsence,
  type Entry,
  isAwayOn,
  type Pattern,
  patternOn,
  shiftAt,
  spansOf,
  weekOf,
} from './rules.ts'

const zone = 'Europe/Dublin'
const weekly = (from: string, until: string, startsOn = '2026-01-01'): Pattern => ({
  ...{ startsOn, zone },
  hours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from, until })),
})
const entry = (kind: Entry['kind'], firstDay: string, times: Partial<Entry> = {}): Entry => ({
  ...{ kind, firstDay, from: null, lastDay: firstDay, until: null, zone, imported: false },
  ...times,
})
const wallOf = (moment: number) =>
  Temporal.Instant.fromEpochMilliseconds(moment)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
const walls = (...args: Parameters<typeof spansOf>) =>
  spansOf(...args).map(({ from, until }) => [wallOf(from), wallOf(until)])

describe('wall time is kept', () => {
  const hour = fc.integer({ min: 3, max: 23 })
  const minute = fc.constantFrom(0, 15, 30, 45)
  const time = fc
    .tuple(hour, minute)
    .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'))
  // Clocks go forward on 29 March 2026 and back on 25 October 2026, between one and two in the morning.
  const change = fc.constantFrom('2026-03-29', '2026-10-25')

  test('over both changes of the clocks, by day and through the night', () => {
    fc.assert(
      fc.property(time, time, change, fc.integer({ min: -3, max: 3 }), (from, until, changed, offset) => {
        const day = Temporal.PlainDate.from(changed).add({ days: offset }).toString()
        const last = until > from ? day : Temporal.PlainDate.from(day).add({ days: 1 }).toString()
        expect(walls({ patterns: [weekly(from, until)], entries: [] }, day, day)).toEqual([
          [`${day}T${from}`, `${last}T${until}`],
        ])
      }),
    )
  })

  test('of a night shift, which lasts an hour less and an hour more on those nights', () => {
    const hoursOn = (day: string) =>
      spansOf({ patterns: [weekly('22:00', '06:00')], entries: [] }, day, day).map(
        ({ from, until }) => (until - from) / 3_600_000,
      )
    expect([hoursOn('2026-03-27'), hoursOn('2026-03-28'), hoursOn('2026-10-24')]).toEqual([[8], [7], [9]])
  })

  test('of an absence: it ends with the midnight after its last day', () => {
    const away = entry('away', '2026-03-28', { lastDay: '2026-03-29' })
    expect(walls({ patterns: [], entries: [away] }, '2026-03-29', '2026-03-29')).toEqual([
      ['2026-03-28T00:00', '2026-03-30T00:00'],
    ])
  })
})

describe('the shifts of a day', () => {
  const patterns = [weekly('09:00', '18:00'), weekly('07:00', '15:00', '2026-12-07')]
  const work = (times: Partial<Entry>) =>
    entry('work', '2026-12-08', { from: '10:00', until: '14:00', ...times })
  const on = (...entries: Entry[]) => walls({ patterns, entries }, '2026-12-08', '2026-12-08')
  const usual = ['2026-12-08T07:00', '2026-12-08T15:00']
  const changed = ['2026-12-08T10:00', '2026-12-08T14:00']

  test('follow the pattern that began last', () => {
    expect(on()).toEqual([usual])
    expect(patternOn(patterns, '2026-12-06')?.hours[0]?.from).toBe('09:00')
    expect(patternOn(patterns, '2025-12-06')).toBeUndefined()
    expect(
      walls(
        {
          patterns: [...patterns, weekly('', '', '2026-12-08')].map((pattern) =>
            pattern.startsOn === '2026-12-08' ? { ...pattern, hours: [] } : pattern,
          ),
          entries: [],
        },
        '2026-12-08',
        '2026-12-08',
      ),
    ).toEqual([])
  })

  test('are those imported before those of the pattern, and those entered before both', () => {
    const imported = work({ imported: true, from: '12:00', until: '20:00' })
    expect(on(imported)).toEqual([['2026-12-08T12:00', '2026-12-08T20:00']])
    expect(on(imported, work({}))).toEqual([changed])
    expect(on(imported, entry('off', '2026-12-08'))).toEqual([])
  })

  test('may be two, and what two sources say alike is one', () => {
    const evening = work({ from: '16:00', until: '20:00' })
    expect(on(work({}), evening)).toEqual([changed, ['2026-12-08T16:00', '2026-12-08T20:00']])
    expect(on(work({ imported: true }), work({ imported: true }))).toEqual([changed])
  })
})

test('somebody is away on a whole day, not on one of which they are away for a part', () => {
  const away = entry('away', '2026-12-08', { from: '14:00', lastDay: '2026-12-10', until: '12:00' })
  expect(['2026-12-08', '2026-12-09', '2026-12-10'].map((day) => isAwayOn([away], day))).toEqual([
    false,
    true,
    false,
  ])
  expect(isAwayOn([entry('away', '2026-12-08')], '2026-12-08')).toBe(true)
  expect(isAwayOn([entry('off', '2026-12-08')], '2026-12-08')).toBe(false)
})

test('a day in an absence gives way to the first weekday after it', () => {
  const away = entry('away', '2026-12-10', { lastDay: '2026-12-11' })
  expect(dayWithoutAbsence([away], '2026-12-10')).toBe('2026-12-14')
  expect(dayWithoutAbsence([away], '2026-12-12')).toBe('2026-12-12')
})

test('no shift goes on in an absence', () => {
  const roster = { patterns: [weekly('09:00', '18:00')], entries: [entry('away', '2026-12-08')] }
  const spans = spansOf(roster, '2026-12-07', '2026-12-09')
  const dayAt = (text: string) => shiftAt(spans, Date.parse(text))?.day
  expect(dayAt('2026-12-07T10:00Z')).toBe('2026-12-07')
  expect(dayAt('2026-12-07T20:00Z')).toBeUndefined()
  expect(dayAt('2026-12-08T10:00Z')).toBeUndefined()
})

test('a week begins on Monday', () => {
  expect([weekOf('2026-12-07'), weekOf('2026-12-13')]).toEqual(['2026-12-07', '2026-12-07'])
})
