import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { allocate, drawnRate, drawPlaces, plannedEffectiveN, shuffled, smallestChange } from './draws.ts'
import { seededIntegers } from './random.ts'
import { sum } from './sum.ts'

test('each stratum has a case at least, none more than it has, and all together are the sample', () => {
  expect(allocate([100, 100, 100], [1, 1, 1], 30)).toEqual([10, 10, 10])
  expect(allocate([700, 200, 100], [700, 200, 100], 10)).toEqual([7, 2, 1])
  expect(allocate([995, 5], [995, 5], 10)).toEqual([9, 1])
  expect(allocate([2, 100], [1, 1], 20)).toEqual([2, 18])
  expect(allocate([3, 3], [1, 1], 6)).toEqual([3, 3])
})

test('fewer than strata or more than cases cannot be drawn', () => {
  expect(allocate([5, 5, 5], [1, 1, 1], 2)).toBeNull()
  expect(allocate([5, 5], [1, 1], 11)).toBeNull()
  expect(allocate([], [], 0)).toBeNull()
})

test('places are drawn without replacement, the same ones from the same seed', () => {
  const drawn = drawPlaces(50, 20, seededIntegers(3))
  expect(new Set(drawn).size).toBe(20)
  expect(drawPlaces(50, 20, seededIntegers(3))).toEqual(drawn)
  expect(drawPlaces(50, 20, seededIntegers(4))).not.toEqual(drawn)
  expect(drawPlaces(5, 5, seededIntegers(1))).toEqual([0, 1, 2, 3, 4])
})

test('an order holds each item once', () => {
  expect(shuffled(['a', 'b', 'c', 'd'], seededIntegers(1)).sort()).toEqual(['a', 'b', 'c', 'd'])
})

test('435 audits a period show 5 points at 5 %, and a few show only a large change', () => {
  expect(smallestChange(0.05, 435)).toBe(0.05)
  expect(smallestChange(0.05, 434)).toBeGreaterThan(0.05)
  expect(smallestChange(0.05, 40)).toBeGreaterThan(0.15)
  expect(smallestChange(0.05, 1)).toBeNull()
})

test('unequal chances say less than as many equal ones', () => {
  const even = [
    { size: 100, drawn: 10 },
    { size: 200, drawn: 20 },
  ]
  expect(plannedEffectiveN(even)).toBeCloseTo(30, 9)
  expect(plannedEffectiveN([even[0], { size: 200, drawn: 2 }].flatMap((item) => item ?? []))).toBeLessThan(12)
})

test('a census leaves no doubt, no error is not certainty, and an unverified stratum says nothing', () => {
  expect(drawnRate([{ size: 10, drawn: 10, verified: 10, errors: 3 }])).toEqual({
    rate: 0.3,
    interval: { low: 0.3, high: 0.3 },
  })
  const none = drawnRate([{ size: 500, drawn: 60, verified: 60, errors: 0 }])
  expect(none?.interval.low).toBe(0)
  expect(none?.interval.high).toBeGreaterThan(0.03)
  expect(none?.interval.high).toBeLessThan(0.07)
  expect(drawnRate([{ size: 10, drawn: 3, verified: 0, errors: 0 }])).toBeNull()
  const wrong = drawnRate([{ size: 500, drawn: 60, verified: 60, errors: 60 }])
  expect(wrong?.interval).toEqual({ low: 1 - (none?.interval.high ?? 0), high: 1 })
})

/** Strata as [cases, share of errors, weight of their risk]: the shapes of risk draws, from mild to badly guessed ones. */
type Shape = { strata: readonly (readonly [size: number, share: number, risk: number])[]; sample: number }
const shapes: Record<string, Shape> = {
  'mild risk': {
    strata: [
      [1200, 0.04, 4],
      [600, 0.06, 6],
      [200, 0.12, 12],
    ],
    sample: 200,
  },
  'strong risk': {
    strata: [
      [3000, 0.02, 2],
      [600, 0.1, 10],
      [200, 0.3, 30],
    ],
    sample: 300,
  },
  'a tenth that is five times as risky': {
    strata: [
      [2700, 0.03, 3],
      [300, 0.2, 20],
    ],
    sample: 300,
  },
  'risk guessed where there is none': {
    strata: [
      [2400, 0.05, 1],
      [400, 0.05, 3],
      [200, 0.05, 8],
    ],
    sample: 300,
  },
  'by language': {
    strata: [
      [900, 0.05, 1],
      [500, 0.08, 1],
      [100, 0.04, 1],
    ],
    sample: 200,
  },
  'at random': { strata: [[3000, 0.06, 1]], sample: 300 },
}

test.each(Object.entries(shapes))('the range covers the true rate 93 to 97 times in 100: %s', (_, {
  strata,
  sample,
}) => {
  const below = seededIntegers(20261130)
  const wrong = strata.map(([size, share]) => Math.round(size * share))
  const sizes = strata.map(([size]) => size)
  const total = sum(sizes)
  const truth = sum(wrong) / total
  const drawn = allocate(
    sizes,
    strata.map(([size, , risk]) => size * risk),
    sample,
  )
  if (!drawn) throw new Error('nothing drawn')
  const rounds = 1000
  let covered = 0
  for (let round = 0; round < rounds; round += 1) {
    const result = drawnRate(
      sizes.map((size, place) => {
        const taken = drawn[place] ?? 0
        const errors = drawPlaces(size, taken, below).filter((index) => index < (wrong[place] ?? 0)).length
        return { size, drawn: taken, verified: taken, errors }
      }),
    )
    if (result && result.interval.low <= truth && truth <= result.interval.high) covered += 1
  }
  expect(covered / rounds).toBeGreaterThanOrEqual(0.93)
  expect(covered / rounds).toBeLessThanOrEqual(0.97)
})

test('the interval of a drawn rate contains it and lies in [0, 1], and strata have no order', () => {
  const stratum = fc
    .record({ size: fc.integer({ min: 1, max: 400 }), share: fc.double({ min: 0, max: 1, noNaN: true }) })
    .chain(({ size, share }) => {
      const drawn = Math.max(1, Math.floor(size * share))
      return fc.record({
        ...{ size: fc.constant(size), drawn: fc.constant(drawn), verified: fc.constant(drawn) },
        errors: fc.integer({ min: 0, max: drawn }),
      })
    })
  fc.assert(
    fc.property(fc.array(stratum, { minLength: 1, maxLength: 6 }), (strata) => {
      const found = drawnRate(strata)
      const { rate, interval } = found ?? { rate: -1, interval: { low: -1, high: -1 } }
      expect(interval.low).toBeGreaterThanOrEqual(0)
      expect(interval.high).toBeLessThanOrEqual(1)
      expect(interval.low).toBeLessThanOrEqual(rate + 1e-12)
      expect(interval.high).toBeGreaterThanOrEqual(rate - 1e-12)
      const turned = drawnRate(strata.toReversed())
      expect(turned?.rate).toBeCloseTo(rate, 10)
      expect(turned?.interval.low).toBeCloseTo(interval.low, 8)
      expect(turned?.interval.high).toBeCloseTo(interval.high, 8)
    }),
    { seed: 1, numRuns: 300 },
  )
})
