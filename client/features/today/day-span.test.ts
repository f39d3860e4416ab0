import { expect, test } from 'vitest'
import { daySpan } from './day-span.ts'

test('a day is drawn from nine to six', () => {
  const day = daySpan(12 * 60, [])
  expect([day.begins, day.ends]).toEqual([9 * 60, 18 * 60])
  expect([9 * 60, 13.5 * 60, 18 * 60].map(day.share)).toEqual([0, 0.5, 1])
})

test('it reaches, in whole hours, to what runs out and to an early or a late now', () => {
  const late = daySpan(19 * 60 + 20, [20 * 60 + 1])
  expect([late.begins, late.ends]).toEqual([9 * 60, 21 * 60])
  const early = daySpan(6 * 60 + 59, [])
  expect([early.begins, early.ends]).toEqual([6 * 60, 18 * 60])
})

test('it is drawn around the reader’s own hours where they are known', () => {
  const night = daySpan(22 * 60 + 30, [], { opens: 22 * 60, closes: 24 * 60 })
  expect([night.begins, night.ends]).toEqual([22 * 60, 24 * 60])
})
