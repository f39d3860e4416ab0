import { expect, test } from 'vitest'
import { atNight, during, firstMoment, outside } from './working-hours.ts'

const timeOf = (text: string) => Date.parse(`${text}+09:00`)
const span = (from: string, until: string) => ({ from: timeOf(from), until: timeOf(until) })
const said = (instant: number) => new Date(instant + 9 * 3_600_000).toISOString().slice(0, 16)
const night = atNight({ from: '22:00', until: '08:00' }, 'Asia/Seoul')

test('a message goes at once where nothing holds it', () => {
  expect(firstMoment(timeOf('2026-11-26T10:00'), [])).toBe(timeOf('2026-11-26T10:00'))
  expect(firstMoment(timeOf('2026-11-26T10:00'), [night, during([]), outside([])])).toBe(
    timeOf('2026-11-26T10:00'),
  )
})

test('what holds it is looked at again where the one before ends', () => {
  const away = during([span('2026-11-26T09:00', '2026-11-26T23:00')])
  const shifts = outside([
    span('2026-11-26T09:00', '2026-11-26T18:00'),
    span('2026-11-27T10:00', '2026-11-27T18:00'),
  ])
  // From the absence into the night, and from its end to the shift.
  expect(said(firstMoment(timeOf('2026-11-26T10:00'), [away, night]))).toBe('2026-11-27T08:00')
  expect(said(firstMoment(timeOf('2026-11-26T10:00'), [away, night, shifts]))).toBe('2026-11-27T10:00')
})

test('the end of a span is not in it, and after the last shift nothing is waited for', () => {
  const shift = span('2026-11-26T09:00', '2026-11-26T18:00')
  expect(during([shift])(shift.until)).toBeUndefined()
  expect(during([shift])(shift.from)).toBe(shift.until)
  expect(outside([shift])(shift.from)).toBeUndefined()
  expect(outside([shift])(shift.from - 1)).toBe(shift.from)
  expect(outside([shift])(shift.until)).toBeUndefined()
})

test('quiet hours within a day and past midnight end at their hour', () => {
  const noon = atNight({ from: '12:00', until: '13:30' }, 'Asia/Seoul')
  expect(said(noon(timeOf('2026-11-26T12:10')) ?? 0)).toBe('2026-11-26T13:30')
  expect(noon(timeOf('2026-11-26T13:30'))).toBeUndefined()
  expect(said(night(timeOf('2026-11-26T22:00')) ?? 0)).toBe('2026-11-27T08:00')
  expect(said(night(timeOf('2026-11-27T07:59')) ?? 0)).toBe('2026-11-27T08:00')
})

test('what holds for ever does not hold the rule up', () => {
  const restless = (instant: number) => instant + 1
  expect(firstMoment(0, [restless])).toBeGreaterThan(0)
})
