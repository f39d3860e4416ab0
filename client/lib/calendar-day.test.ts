import { Temporal as polyfill } from 'temporal-polyfill/implementation'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { atTime, calendarDay, daysLater, isCalendarDay, startOfDay } from './calendar-day.ts'
import { createFormat } from './format.ts'
import { wallClock } from './wall-clock.ts'

const iso = (ms: number) => new Date(ms).toISOString()

describe.each([
  ['the Temporal of the browser', globalThis.Temporal],
  ['the Temporal that WebKit loads', polyfill],
])('with %s', (_, temporal) => {
  beforeAll(() => void vi.stubGlobal('Temporal', temporal))
  afterAll(() => void vi.unstubAllGlobals())

  test('a moment has the day of its zone, not that of London', () => {
    expect(calendarDay(Date.parse('2026-11-23T15:30:00Z'), 'Asia/Seoul')).toBe('2026-11-24')
    expect(calendarDay(Date.parse('2026-11-23T14:30:00Z'), 'Asia/Seoul')).toBe('2026-11-23')
  })

  test('days are counted over months, years and changes of clocks', () => {
    expect(daysLater('2026-12-28', 7)).toBe('2027-01-04')
    expect(daysLater('2028-02-28', 1)).toBe('2028-02-29')
    expect(daysLater('2026-03-29', -1)).toBe('2026-03-28')
  })

  test('a text is a day only where the calendar has it', () => {
    expect(['2026-02-28', '2028-02-29'].every(isCalendarDay)).toBe(true)
    expect(
      ['', '2026-02-29', '2026-13-01', '2026-2-1', '20260201', '2026-02-01T00:00'].some(isCalendarDay),
    ).toBe(false)
  })

  test.each([
    ['Asia/Seoul', '2026-11-24', '09:00', '2026-11-24T00:00:00.000Z'],
    ['Europe/Dublin', '2026-07-01', '09:00', '2026-07-01T08:00:00.000Z'],
    ['Europe/Dublin', '2026-12-01', '09:00', '2026-12-01T09:00:00.000Z'],
    ['Asia/Kathmandu', '2026-11-24', '16:30', '2026-11-24T10:45:00.000Z'],
    // The day on which the clocks go forward: before the change, in the hour that is skipped, and after.
    ['Europe/Dublin', '2026-03-29', '00:30', '2026-03-29T00:30:00.000Z'],
    ['Europe/Dublin', '2026-03-29', '01:30', '2026-03-29T01:30:00.000Z'],
    ['Europe/Dublin', '2026-03-29', '02:30', '2026-03-29T01:30:00.000Z'],
    ['Europe/Dublin', '2026-03-29', '16:30', '2026-03-29T15:30:00.000Z'],
    ['America/New_York', '2026-03-08', '01:30', '2026-03-08T06:30:00.000Z'],
    ['America/New_York', '2026-03-08', '02:30', '2026-03-08T07:30:00.000Z'],
    ['America/New_York', '2026-03-08', '03:30', '2026-03-08T07:30:00.000Z'],
    ['America/New_York', '2026-03-08', '23:00', '2026-03-09T03:00:00.000Z'],
    ['Australia/Lord_Howe', '2026-10-04', '01:45', '2026-10-03T15:15:00.000Z'],
    ['Australia/Lord_Howe', '2026-10-04', '02:15', '2026-10-03T15:45:00.000Z'],
    ['Australia/Lord_Howe', '2026-10-04', '09:00', '2026-10-03T22:00:00.000Z'],
    ['Africa/Cairo', '2026-04-24', '00:30', '2026-04-23T22:30:00.000Z'],
    ['Africa/Cairo', '2026-04-24', '09:00', '2026-04-24T06:00:00.000Z'],
    ['Asia/Beirut', '2026-03-29', '09:00', '2026-03-29T06:00:00.000Z'],
    // The day on which they go back: the hour that comes twice is taken the first time.
    ['Europe/Dublin', '2026-10-25', '00:30', '2026-10-24T23:30:00.000Z'],
    ['Europe/Dublin', '2026-10-25', '01:30', '2026-10-25T00:30:00.000Z'],
    ['Europe/Dublin', '2026-10-25', '02:30', '2026-10-25T02:30:00.000Z'],
    ['America/New_York', '2026-11-01', '00:30', '2026-11-01T04:30:00.000Z'],
    ['America/New_York', '2026-11-01', '01:30', '2026-11-01T05:30:00.000Z'],
    ['America/New_York', '2026-11-01', '16:30', '2026-11-01T21:30:00.000Z'],
    ['Australia/Lord_Howe', '2026-04-05', '01:45', '2026-04-04T14:45:00.000Z'],
    ['Australia/Lord_Howe', '2026-04-05', '09:00', '2026-04-04T22:30:00.000Z'],
    ['Asia/Beirut', '2026-10-24', '23:30', '2026-10-24T20:30:00.000Z'],
    ['Asia/Beirut', '2026-10-25', '00:30', '2026-10-24T22:30:00.000Z'],
  ])('in %s on %s the clock shows %s at %s', (zone, day, time, moment) => {
    expect(iso(atTime(day, time, zone))).toBe(moment)
  })

  test.each([
    ['Asia/Seoul', '2026-11-24', '2026-11-23T15:00:00.000Z'],
    ['Europe/Dublin', '2026-03-29', '2026-03-29T00:00:00.000Z'],
    ['Europe/Dublin', '2026-03-30', '2026-03-29T23:00:00.000Z'],
    ['Europe/Dublin', '2026-10-25', '2026-10-24T23:00:00.000Z'],
    ['America/New_York', '2026-11-02', '2026-11-02T05:00:00.000Z'],
    ['Asia/Kathmandu', '2026-11-24', '2026-11-23T18:15:00.000Z'],
    // Their midnight is skipped in spring; in autumn the hour before it comes twice.
    ['Africa/Cairo', '2026-04-24', '2026-04-23T22:00:00.000Z'],
    ['Asia/Beirut', '2026-03-29', '2026-03-28T22:00:00.000Z'],
    ['Asia/Beirut', '2026-10-25', '2026-10-24T22:00:00.000Z'],
    // Midnight itself comes twice.
    ['America/Havana', '2026-11-01', '2026-11-01T04:00:00.000Z'],
  ])('in %s the day %s begins at %s', (zone, day, moment) => {
    expect(iso(startOfDay(day, zone))).toBe(moment)
  })

  test.each([
    ['Europe/Dublin', '2026-03-29', 3_600_000],
    ['Europe/Dublin', '2026-10-25', 3_600_000],
    ['America/New_York', '2026-11-01', 3_600_000],
    ['Australia/Lord_Howe', '2026-04-05', 1_800_000],
    ['Asia/Beirut', '2026-10-24', 3_600_000],
  ])('in %s on %s every time is found where the clock shows it first', (zone, day, twice) => {
    const begins = startOfDay(day, zone)
    for (let ms = begins; ms < startOfDay(daysLater(day, 1), zone); ms += 900_000) {
      const shown = wallClock(ms, zone)
      const found = atTime(day, shown.toPlainTime().toString(), zone)
      expect(wallClock(found, zone).toString()).toBe(shown.toString())
      expect([0, twice]).toContain(ms - found)
    }
  })

  test('dates and times are worded alike', () => {
    const format = createFormat('en', 'America/New_York', () => Date.parse('2026-11-02T04:30:00Z'))
    expect(format.dateTime('2026-11-01T05:30:00Z')).toBe('1 Nov, 01:30')
    expect(format.dateTime('2026-11-01T06:30:00Z')).toBe('1 Nov, 01:30')
    expect(format.relativeDay('2026-10-31T12:00:00Z')).toBe('yesterday')
    expect(format.date('2026-11-08T12:00:00Z')).toBe('Sun 8 Nov')
  })
})
