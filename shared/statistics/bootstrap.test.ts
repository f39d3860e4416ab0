import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { bootstrapInterval } from './bootstrap.ts'
import { ac1Estimator } from './gwet.ts'
import { alphaEstimator } from './krippendorff.ts'
import { rateUnits } from './ratings.ts'

const mixed = Array.from({ length: 60 }, (_, i) =>
  i % 6 === 0 ? ['a', 'b', 'b'] : i % 2 ? ['a', 'a', 'a'] : ['b', 'b', 'b'],
)

test('the same seed gives the same interval, however the units are sorted', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(mixed, { minLength: mixed.length }), (shuffled) => {
      const options = { resamples: 100 }
      expect(bootstrapInterval(alphaEstimator(rateUnits(shuffled), 'nominal'), options)).toEqual(
        bootstrapInterval(alphaEstimator(rateUnits(mixed), 'nominal'), options),
      )
    }),
    { seed: 1, numRuns: 10 },
  )
})

test('the interval lies around the estimate, for alpha at every level and for AC1', () => {
  const rated = rateUnits(mixed.map((values) => values.map((value) => (value === 'a' ? 1 : 2))))
  const levels = ['nominal', 'ordinal', 'interval', 'ratio'] as const
  for (const estimator of [...levels.map((level) => alphaEstimator(rated, level)), ac1Estimator(rated)]) {
    const estimate = estimator.estimate(estimator.multiplicity) ?? Number.NaN
    const interval = bootstrapInterval(estimator)
    expect(interval?.low).toBeLessThan(estimate)
    expect(interval?.high).toBeGreaterThan(estimate)
    expect(interval?.high).toBeLessThanOrEqual(1)
  }
})

test('more confidence is wider; another seed is another draw', () => {
  const estimator = alphaEstimator(rateUnits(mixed), 'nominal')
  const narrow = bootstrapInterval(estimator, { confidence: 0.8 })
  const wide = bootstrapInterval(estimator, { confidence: 0.99 })
  expect(wide?.low).toBeLessThan(narrow?.low ?? 0)
  expect(wide?.high).toBeGreaterThan(narrow?.high ?? 1)
  expect(bootstrapInterval(estimator, { seed: 2 })).not.toEqual(bootstrapInterval(estimator))
})

test('no interval where the coefficient, or too many resamples of it, is undefined', () => {
  expect(bootstrapInterval(alphaEstimator(rateUnits([]), 'nominal'))).toBeNull()
  expect(bootstrapInterval(alphaEstimator(rateUnits([['a', 'a']]), 'nominal'))).toBeNull()
  // One unit of forty varies: a resample misses it with probability .36.
  const rare = Array.from({ length: 40 }, (_, i) => (i === 0 ? ['a', 'b'] : ['a', 'a']))
  expect(bootstrapInterval(alphaEstimator(rateUnits(rare), 'nominal'))).toBeNull()
})
