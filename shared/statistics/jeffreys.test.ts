import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { betaInterval, clopperPearson, jeffreys } from './jeffreys.ts'

const proportion = fc
  .integer({ min: 1, max: 5000 })
  .chain((n) => fc.record({ x: fc.integer({ min: 0, max: n }), n: fc.constant(n) }))

test('both lie in [0, 1] around the estimate, and the exact one contains the other', () => {
  fc.assert(
    fc.property(proportion, ({ x, n }) => {
      const narrow = jeffreys(x, n)
      const wide = clopperPearson(x, n)
      if (!narrow || !wide) throw new Error('no interval')
      expect(wide.low).toBeGreaterThanOrEqual(0)
      expect(wide.low).toBeLessThanOrEqual(narrow.low)
      expect(narrow.low).toBeLessThanOrEqual(x / n)
      expect(narrow.high).toBeGreaterThanOrEqual(x / n)
      expect(wide.high).toBeGreaterThanOrEqual(narrow.high)
      expect(wide.high).toBeLessThanOrEqual(1)
    }),
    { seed: 1, numRuns: 300 },
  )
})

test('without errors the exact upper end is the two-sided form of the zero-failure bound', () => {
  expect(clopperPearson(0, 60)?.high).toBeCloseTo(1 - 0.025 ** (1 / 60), 10)
})

test('a beta posterior: uniform, and symmetric about a half', () => {
  expect(betaInterval(1, 1)?.low).toBeCloseTo(0.025, 10)
  const symmetric = betaInterval(7, 7)
  expect((symmetric?.low ?? 0) + (symmetric?.high ?? 0)).toBeCloseTo(1, 10)
})

test('nothing to say of nothing', () => {
  expect(jeffreys(0, 0)).toBeNull()
  expect(jeffreys(3, 2)).toBeNull()
  expect(clopperPearson(0, 0)).toBeNull()
  expect(clopperPearson(Number.NaN, 5)).toBeNull()
  expect(betaInterval(0, 1)).toBeNull()
  expect(betaInterval(1, Number.NaN)).toBeNull()
})
