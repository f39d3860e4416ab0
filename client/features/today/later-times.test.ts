import { expect, test } from 'vitest'
import { laterTimes } from './later-times.ts'

/** The wall clock of Seoul on that day, as an instant. */
const seoul = (day: string, time: string) => Date.parse(`${day}T${time}:00+09:00`)
const timesAt = (day: string, time: string) =>
  laterTimes(seoul(day, time), 'Asia/Seoul').map((until) =>
    Temporal.Instant.from(until).toZonedDateTimeISO('Asia/Seoul').toPlainDateTime().toString(),
  )

test('a swipe puts off to the next morning; others are an hour, this afternoon and Monday', () => {
  expect(timesAt('2026-11-25', '10:12')).toEqual([
    '2026-11-26T09:00:00',
    '2026-11-25T11:15:00',
    '2026-11-25T16:00:00',
    '2026-11-30T09:00:00',
  ])
})

test('an afternoon that is less than an hour away or over is not offered', () => {
  expect(timesAt('2026-11-25', '15:10')).toEqual([
    '2026-11-26T09:00:00',
    '2026-11-25T16:10:00',
    '2026-11-30T09:00:00',
  ])
})

test('no time stands there twice: tomorrow may be Monday, or an hour away', () => {
  expect(timesAt('2026-11-29', '10:00')).toEqual([
    '2026-11-30T09:00:00',
    '2026-11-29T11:00:00',
    '2026-11-29T16:00:00',
  ])
  expect(timesAt('2026-11-25', '00:00')).toHaveLength(4)
})

test('Monday is the next one on a Monday', () => {
  expect(timesAt('2026-11-30', '17:00').at(-1)).toBe('2026-12-07T09:00:00')
})

test('the wall clock of the morning is kept where the clocks change in between', () => {
  const saturday = Date.parse('2026-10-24T12:00:00+01:00')
  expect(laterTimes(saturday, 'Europe/Dublin')[0]).toBe('2026-10-25T09:00:00.000Z')
})
