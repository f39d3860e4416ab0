import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { chiSquareUpperTail } from './chi-square.ts'
import {
  betaBinomialUpperTail,
  betaUpTo,
  binomialProbability,
  binomialQuantile,
  binomialUpperTail,
  logGamma,
  studentQuantile975,
} from './distributions.ts'

test('the gamma function continues the factorial', () => {
  let factorial = 1
  for (let n = 1; n < 100; n += 1) {
    expect(logGamma(n)).toBeCloseTo(Math.log(factorial), 10)
    factorial *= n
  }
  expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 12)
})

test('binomial probabilities add up to one', () => {
  for (const [n, p] of [
    [1, 0.5],
    [40, 0.016],
    [2000, 0.97],
  ] as const) {
    let total = 0
    for (let r = 0; r <= n; r += 1) total += binomialProbability(r, n, p)
    expect(total).toBeCloseTo(1, 9)
  }
})

test('a binomial quantile is the first count past q, also far from zero', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 3000 }),
      fc.double({ min: 0.001, max: 0.999, noNaN: true }),
      fc.constantFrom(0.001, 0.025, 0.5, 0.975, 0.999),
      (n, p, q) => {
        const found = binomialQuantile(n, p, q)
        let upTo = 0
        for (let r = 0; r <= found.r; r += 1) upTo += binomialProbability(r, n, p)
        expect(found.upTo).toBeCloseTo(upTo, 9)
        expect(found.upTo).toBeGreaterThan(q)
        expect(found.upTo - found.at).toBeLessThanOrEqual(q + 1e-12)
      },
    ),
    { seed: 1, numRuns: 200 },
  )
})

test('chi-squared tails of the tables', () => {
  const rows = [
    [3.841459, 1, 0.05],
    [16.918978, 9, 0.05],
    [29.588298, 10, 0.001],
    [4.865182, 10, 0.9],
    [124.342113, 100, 0.05],
  ] as const
  for (const [x, df, p] of rows) expect(chiSquareUpperTail(x, df)).toBeCloseTo(p, 6)
  expect(chiSquareUpperTail(0, 3)).toBe(1)
  expect(chiSquareUpperTail(10_000, 3)).toBe(0)
})

test("Student's quantiles of the tables, and no step where the method changes", () => {
  const rows = [
    [1, 12.7062],
    [2, 4.3027],
    [5, 2.5706],
    [10, 2.2281],
    [30, 2.0423],
    [100, 1.984],
    [1000, 1.9623],
  ] as const
  for (const [df, t] of rows) expect(studentQuantile975(df)).toBeCloseTo(t, 4)
  const step = studentQuantile975(199) - studentQuantile975(200)
  expect(step).toBeGreaterThan(0)
  expect(step).toBeLessThan(1e-4)
})

test('tails of the binomial and of the beta-binomial are sums of their probabilities', () => {
  for (const [n, p] of [
    [12, 0.5],
    [140, 0.04],
    [140, 0.96],
  ] as const) {
    let total = 0
    for (let x = n; x >= 0; x -= 1) {
      total += binomialProbability(x, n, p)
      expect(binomialUpperTail(x, n, p)).toBeCloseTo(total, 10)
    }
  }
  // Beta(1, 1) makes every count as likely as every other; a rate that is known makes a binomial.
  expect(betaBinomialUpperTail(3, 10, { a: 1, b: 1 })).toBeCloseTo(8 / 11, 10)
  expect(betaBinomialUpperTail(12, 140, { a: 4e7, b: 96e7 })).toBeCloseTo(binomialUpperTail(12, 140, 0.04), 5)
})

test('the beta distribution of whole shapes is the tail of a binomial', () => {
  for (const [x, a, b] of [
    [0.05, 3, 60],
    [0.5, 8, 2],
    [0.97, 34, 2],
  ] as const)
    expect(betaUpTo(x, a, b)).toBeCloseTo(binomialUpperTail(a, a + b - 1, x), 10)
  expect(betaUpTo(0.3, 0.5, 0.5)).toBeCloseTo((2 / Math.PI) * Math.asin(Math.sqrt(0.3)), 10)
})
