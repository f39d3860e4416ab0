import { expect, test } from 'vitest'
import { medianOf } from './median.ts'
import { seededIntegers } from './random.ts'

const upTo = (n: number) => Array.from({ length: n }, (_, place) => place + 1)

test('nothing has no median', () => {
  expect(medianOf([])).toBeNull()
})

test('the median is the value in the middle, or the mean of the two', () => {
  expect(medianOf([3, 5, 40])?.median).toBe(5)
  expect(medianOf([3, 5, 9, 40])?.median).toBe(7)
})

// Order statistics of the 95 % interval of a median, as tables of the sign test give them (Conover, table A3).
test.each([
  [6, 1, 6],
  [8, 1, 8],
  [9, 2, 8],
  [10, 2, 9],
  [12, 3, 10],
  [20, 6, 15],
  [30, 10, 21],
  [50, 18, 33],
])('of %d values the interval reaches from number %d to number %d', (n, low, high) => {
  expect(medianOf(upTo(n))?.interval).toEqual({ low, high })
})

test('five values give no interval of 95 %', () => {
  expect(medianOf(upTo(5))).toEqual({ n: 5, median: 3, interval: null })
})

test('the interval holds the median of a skewed population at least 94 times of 100', () => {
  const next = seededIntegers(7)
  const runs = 2000
  let holding = 0
  for (let run = 0; run < runs; run += 1) {
    const values = Array.from({ length: 35 }, () => -Math.log((next(1e9) + 0.5) / 1e9)).sort((a, b) => a - b)
    const { interval } = medianOf(values) ?? {}
    if (interval && interval.low <= Math.LN2 && Math.LN2 <= interval.high) holding += 1
  }
  expect(holding / runs).toBeGreaterThan(0.94)
})
