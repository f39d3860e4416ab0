import { expect, test } from 'vitest'
import { AppError } from '#shared/core/errors.ts'
import { computeAgreement, type Rating } from './agreement.ts'

const long = (units: Record<string, (string | number)[]>): Rating[] =>
  Object.entries(units).flatMap(([unit, values]) =>
    values.map((value, i) => ({ unit, rater: `r${i}`, value })),
  )

/** Krippendorff 2011 C, as text like a CSV gives it; empty cells are missing ratings. */
const published = long({
  1: ['1', '1', '', '1'],
  2: ['2', '2', '3', '2'],
  3: ['3', '3', '3', '3'],
  4: ['3', '3', '3', '3'],
  5: ['2', '2', '2', '2'],
  6: ['1', '2', '3', '4'],
  7: ['4', '4', '4', '4'],
  8: ['1', '1', '2', '1'],
  9: ['2', '2', '2', '2'],
  10: ['', '5', '5', '5'],
  11: ['', '', '1', '1'],
  12: ['', '3', '', ''],
})

test('a long table with missing ratings, at every level', () => {
  const alphas = (['nominal', 'ordinal', 'interval', 'ratio'] as const).map(
    (level) => computeAgreement(published, level).alpha,
  )
  expect(alphas.map((alpha) => alpha?.toFixed(3))).toEqual(['0.743', '0.815', '0.849', '0.797'])
})

test('what is counted, and no interval of a few units with a rare label', () => {
  const agreement = computeAgreement(published, 'nominal')
  expect(agreement).toMatchObject({ units: 12, raters: 4, ratings: 41, pairableUnits: 11 })
  expect(agreement.percentAgreement).toBeCloseTo(0.818182, 6)
  expect(agreement.ac1).toBeCloseTo(0.775444, 6)
  expect(agreement).toMatchObject({ low: null, high: null })
})

test('an interval around alpha, where labels are not rare', () => {
  const pairs = Array.from({ length: 24 }, (_, i) => [
    i % 2 ? 'a' : 'b',
    i % 2 && i % 3 === 0 ? 'b' : i % 2 ? 'a' : 'b',
  ])
  const { alpha, low, high } = computeAgreement(
    long(Object.fromEntries(pairs.map((pair, i) => [`u${i}`, pair]))),
    'nominal',
  )
  expect(low).toBeLessThan(alpha ?? 0)
  expect(high).toBeGreaterThan(alpha ?? 1)
})

test('raters who always agree have no interval of 1.0000 to 1.0000', () => {
  const agreed = long(
    Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`u${i}`, i % 2 ? ['a', 'a'] : ['b', 'b']])),
  )
  expect(computeAgreement(agreed, 'nominal')).toMatchObject({ alpha: 1, low: null, high: null })
})

test('numbers are ordered as numbers, not as text', () => {
  const text = long({ a: ['2', '10'], b: ['10', '10.0'], c: ['9', '2'], d: ['9', '9'] })
  const numbers = long({ a: [2, 10], b: [10, 10], c: [9, 2], d: [9, 9] })
  expect(computeAgreement(text, 'ordinal')).toEqual(computeAgreement(numbers, 'ordinal'))
})

test('an order makes text ordinal, and its unused categories count for AC1', () => {
  const ratings = long({ a: ['low', 'mid'], b: ['high', 'high'], c: ['low', 'low'], d: ['mid', 'high'] })
  const ranks = long({ a: [1, 2], b: [3, 3], c: [1, 1], d: [2, 3] })
  const ordered = computeAgreement(ratings, 'ordinal', ['low', 'mid', 'high'])
  expect(ordered.alpha).toBe(computeAgreement(ranks, 'ordinal').alpha)
  const longer = computeAgreement(ratings, 'ordinal', ['low', 'mid', 'high', 'top'])
  expect(longer.ac1).not.toBeCloseTo(ordered.ac1 ?? 0, 3)
  expect(longer.alpha).toBe(ordered.alpha)
  expect(computeAgreement(ranks, 'ordinal', ['1', '2', '3', '4']).ac1).toBe(longer.ac1)
})

test('nothing to tell apart is undefined, never 1.00', () => {
  const single = long({ a: ['x', 'x'], b: ['x', 'x'] })
  for (const agreement of [
    computeAgreement(single, 'nominal'),
    computeAgreement(single, 'nominal', ['x', 'y']),
  ]) {
    expect(agreement).toMatchObject({ percentAgreement: 1, alpha: null, ac1: null, low: null, high: null })
  }
  expect(computeAgreement([], 'nominal')).toEqual({
    units: 0,
    raters: 0,
    ratings: 0,
    pairableUnits: 0,
    percentAgreement: null,
    alpha: null,
    ac1: null,
    low: null,
    high: null,
    intervals: { percentAgreement: null, ac1: null },
  })
})

test('what cannot be read is refused with its reason', () => {
  const reasonOf = (run: () => unknown) => {
    try {
      run()
    } catch (error) {
      return error instanceof AppError ? error.details.reason : error
    }
    return 'accepted'
  }
  const ratings = long({ a: ['low', 'high'] })
  const twice = [...ratings, { unit: 'a', rater: 'r0', value: 'high' }]
  expect(reasonOf(() => computeAgreement(twice, 'nominal'))).toBe('agreement.rated-twice')
  expect(reasonOf(() => computeAgreement(ratings, 'ordinal'))).toBe('agreement.order-needed')
  expect(reasonOf(() => computeAgreement(ratings, 'interval'))).toBe('agreement.not-a-number')
  expect(reasonOf(() => computeAgreement(long({ a: ['-1', '2'] }), 'ratio'))).toBe('agreement.negative')
  expect(reasonOf(() => computeAgreement(ratings, 'ordinal', ['low']))).toBe('agreement.not-in-order')
})
