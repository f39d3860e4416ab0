import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  newcombeDifference,
  rate,
  ruleOfThree,
  wilson,
  wilsonContinuityCorrected,
  z998,
  zeroFailureUpper,
} from './interval.ts'

const runs = { seed: 1, numRuns: 500 }
const proportion = fc
  .integer({ min: 1, max: 100_000 })
  .chain((n) => fc.record({ x: fc.integer({ min: 0, max: n }), n: fc.constant(n) }))

test('one proportion: inside [0, 1], around the estimate, mirrored, wider with more confidence', () => {
  fc.assert(
    fc.property(proportion, ({ x, n }) => {
      for (const method of [wilson, wilsonContinuityCorrected]) {
        const interval = method(x, n)
        const mirrored = method(n - x, n)
        const wide = method(x, n, z998)
        if (!interval || !mirrored || !wide) throw new Error('no interval')
        expect(interval.low).toBeGreaterThanOrEqual(0)
        expect(interval.low).toBeLessThanOrEqual(x / n)
        expect(interval.high).toBeGreaterThanOrEqual(x / n)
        expect(interval.high).toBeLessThanOrEqual(1)
        expect(mirrored.low).toBeCloseTo(1 - interval.high, 10)
        expect(wide.low).toBeLessThanOrEqual(interval.low)
        expect(wide.high).toBeGreaterThanOrEqual(interval.high)
      }
    }),
    runs,
  )
})

test('the ends are exact, not almost', () => {
  for (let n = 1; n <= 2000; n += 1) {
    expect(wilson(0, n)?.low).toBe(0)
    expect(wilson(n, n)?.high).toBe(1)
  }
})

test('an interval narrows when the same rate rests on more', () => {
  const few = wilson(9, 10)
  const many = wilson(900, 1000)
  expect((few?.high ?? 0) - (few?.low ?? 0)).toBeGreaterThan(4 * ((many?.high ?? 0) - (many?.low ?? 0)))
})

test('a difference lies in its interval, within [-1, 1], and turns round with its order', () => {
  fc.assert(
    fc.property(proportion, proportion, (a, b) => {
      const forth = newcombeDifference(a, b)
      const back = newcombeDifference(b, a)
      if (!forth || !back) throw new Error('no difference')
      expect(forth.low).toBeGreaterThanOrEqual(-1)
      expect(forth.low).toBeLessThanOrEqual(forth.difference)
      expect(forth.high).toBeGreaterThanOrEqual(forth.difference)
      expect(forth.high).toBeLessThanOrEqual(1)
      expect(back.difference).toBeCloseTo(-forth.difference, 12)
      expect(back.low).toBeCloseTo(-forth.high, 12)
    }),
    runs,
  )
})

test('what is no proportion has no interval', () => {
  const impossible: [number, number][] = [
    [0, 0],
    [1, 0],
    [3, 2],
    [-1, 2],
    [Number.NaN, 2],
    [1, Number.NaN],
    [1, Number.POSITIVE_INFINITY],
  ]
  for (const [x, n] of impossible) {
    expect(wilson(x, n)).toBeNull()
    expect(wilsonContinuityCorrected(x, n)).toBeNull()
    expect(rate({ x, n })).toBeNull()
    expect(newcombeDifference({ x, n }, { x: 1, n: 2 })).toBeNull()
    expect(newcombeDifference({ x: 1, n: 2 }, { x, n })).toBeNull()
  }
})

test('no failure in n: the exact bound stays just under the rule of three', () => {
  for (const n of [3, 10, 100, 1000]) {
    expect(zeroFailureUpper(n)).toBeLessThan(ruleOfThree(n) ?? 0)
  }
  expect(ruleOfThree(1)).toBe(1)
  expect(zeroFailureUpper(0)).toBeNull()
  expect(ruleOfThree(0)).toBeNull()
  expect(zeroFailureUpper(Number.NaN)).toBeNull()
})
