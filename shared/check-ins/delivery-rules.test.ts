import { expect, test } from 'vitest'
import { deliverAt, heavySpans } from './delivery-rules.ts'

const timeOf = (text: string) => Date.parse(`${text}+09:00`)
const span = (from: string, until: string) => ({ from: timeOf(from), until: timeOf(until) })
const zone = 'Asia/Seoul'
const work = [span('2026-11-26T09:00', '2026-11-26T18:00'), span('2026-11-27T09:00', '2026-11-27T18:00')]
const said = (instant: number) => new Date(instant + 9 * 3_600_000).toISOString().slice(0, 16)
const deliveredAt = (
  text: string,
  more: Partial<Parameters<typeof deliverAt>[1]> = {},
  heavy = [] as typeof work,
) => said(deliverAt(timeOf(text), { work, away: [], zone, ...more }, heavy))

test('news of a failure comes at once while the person works', () => {
  expect(deliveredAt('2026-11-26T11:30')).toBe('2026-11-26T11:30')
})

test('it waits for the shift, and for the next one in the last hour of this', () => {
  expect(deliveredAt('2026-11-26T07:00')).toBe('2026-11-26T09:00')
  expect(deliveredAt('2026-11-26T16:59')).toBe('2026-11-26T16:59')
  expect(deliveredAt('2026-11-26T17:00')).toBe('2026-11-27T09:00')
  expect(deliveredAt('2026-11-26T23:00')).toBe('2026-11-27T09:00')
})

test('it waits for the end of an absence', () => {
  const away = [span('2026-11-26T00:00', '2026-11-27T13:00')]
  expect(deliveredAt('2026-11-26T10:00', { away })).toBe('2026-11-27T13:00')
})

test('it does not come after heavy exposure that day', () => {
  const heavy = [span('2026-11-26T14:00', '2026-11-27T00:00')]
  expect(deliveredAt('2026-11-26T10:00', {}, heavy)).toBe('2026-11-26T10:00')
  expect(deliveredAt('2026-11-26T15:00', {}, heavy)).toBe('2026-11-27T09:00')
})

test('after the end of the roster it comes in office hours, which keep to the zone’s days', () => {
  // Friday evening: Monday morning. 3 January 2027 is a Sunday.
  expect(deliveredAt('2026-11-27T17:30')).toBe('2026-11-30T09:00')
  expect(deliveredAt('2027-01-03T12:00')).toBe('2027-01-04T09:00')
  expect(deliveredAt('2027-01-04T12:00')).toBe('2027-01-04T12:00')
})

test('office hours keep to the clocks of the zone on the day on which those change', () => {
  // A roster that ended before the Mondays after the changes, and one in a place that changes them on a working day.
  const due = (zone: string, now: string) =>
    new Date(deliverAt(Date.parse(now), { work: [{ from: 0, until: 1 }], away: [], zone })).toISOString()
  expect(due('Europe/Dublin', '2026-03-28T20:00:00Z')).toBe('2026-03-30T08:00:00.000Z')
  expect(due('America/New_York', '2026-10-31T20:00:00Z')).toBe('2026-11-02T14:00:00.000Z')
  expect(due('Africa/Cairo', '2026-04-23T20:00:00Z')).toBe('2026-04-24T06:00:00.000Z')
  expect(due('Asia/Amman', '2022-02-24T20:00:00Z')).toBe('2022-02-25T06:00:00.000Z')
})

test('of who has no roster nobody knows when they work: at once', () => {
  expect(deliveredAt('2026-11-28T03:00', { work: [] })).toBe('2026-11-28T03:00')
})

test('a short shift is all last hour', () => {
  const short = [span('2026-11-26T09:00', '2026-11-26T09:45'), span('2026-11-27T09:00', '2026-11-27T18:00')]
  expect(deliveredAt('2026-11-26T08:00', { work: short })).toBe('2026-11-27T09:00')
})

test('a day is heavy from the entry that reaches the budget', () => {
  const entry = (day: string, minutes: number, enteredAt: string) => ({ day, minutes, enteredAt })
  const entries = [
    entry('2026-11-26', 100, '2026-11-26T06:00:00Z'),
    entry('2026-11-26', 150, '2026-11-26T04:00:00Z'),
    entry('2026-11-25', 230, '2026-11-25T04:00:00Z'),
  ]
  const endOf = (day: string) => timeOf(`${day}T23:59`)
  expect(heavySpans(entries, { minutesPerDay: 240, endOf })).toEqual([
    { from: Date.parse('2026-11-26T06:00:00Z'), until: timeOf('2026-11-26T23:59') },
  ])
})
