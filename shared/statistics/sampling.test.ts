import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { kishEffectiveN, sampleSize, stratifiedRate, weightedRate } from './sampling.ts'

test('a sample is never larger than what there is, nor than without the correction', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      fc.double({ min: 0.005, max: 0.3, noNaN: true }),
      fc.integer({ min: 1, max: 100_000 }),
      (p, margin, population) => {
        const corrected = sampleSize(p, margin, { population }) ?? Number.NaN
        expect(corrected).toBeGreaterThanOrEqual(1)
        expect(corrected).toBeLessThanOrEqual(population)
        expect(corrected).toBeLessThanOrEqual(sampleSize(p, margin) ?? 0)
      },
    ),
    { seed: 1 },
  )
})

test('equal probabilities are a plain mean with every audit counting', () => {
  const audits = [true, false, false, false].map((error) => ({ error, inclusion: 0.1 }))
  const result = weightedRate(audits)
  expect(result?.rate).toBeCloseTo(0.25, 12)
  expect(result?.effectiveN).toBeCloseTo(4, 12)
})

test('the weighted rate lies in its interval, and unequal weights never add information', () => {
  const audits = fc.array(
    fc.record({ error: fc.boolean(), inclusion: fc.double({ min: 0.001, max: 1, noNaN: true }) }),
    { minLength: 1, maxLength: 60 },
  )
  fc.assert(
    fc.property(audits, (drawn) => {
      const result = weightedRate(drawn)
      if (!result) throw new Error('no rate')
      expect(result.effectiveN).toBeLessThanOrEqual(drawn.length + 1e-9)
      expect(result.interval.low).toBeLessThanOrEqual(result.rate)
      expect(result.interval.high).toBeGreaterThanOrEqual(result.rate)
    }),
    { seed: 1, numRuns: 300 },
  )
})

test('a census leaves no doubt, a single audit of a stratum leaves it unknown', () => {
  expect(stratifiedRate([{ size: 10, sampled: 10, errors: 3 }])).toMatchObject({
    rate: 0.3,
    standardError: 0,
  })
  const single = stratifiedRate([
    { size: 10, sampled: 10, errors: 3 },
    { size: 10, sampled: 1, errors: 0 },
  ])
  expect(single).toMatchObject({ rate: 0.15, standardError: null })
})

test('what cannot be estimated is undefined', () => {
  expect(sampleSize(0, 0.05)).toBeNull()
  expect(sampleSize(0.5, 0)).toBeNull()
  expect(sampleSize(0.5, 0.05, { population: 0 })).toBeNull()
  expect(weightedRate([])).toBeNull()
  expect(weightedRate([{ error: true, inclusion: 0 }])).toBeNull()
  expect(weightedRate([{ error: true, inclusion: Number.NaN }])).toBeNull()
  expect(kishEffectiveN([])).toBeNull()
  expect(kishEffectiveN([1, 0])).toBeNull()
  expect(stratifiedRate([])).toBeNull()
  expect(stratifiedRate([{ size: 5, sampled: 0, errors: 0 }])).toBeNull()
  expect(stratifiedRate([{ size: 5, sampled: 6, errors: 0 }])).toBeNull()
})
