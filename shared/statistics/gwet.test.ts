import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { fleissKappa } from './fleiss.ts'
import { brennanPrediger, gwetAc1 } from './gwet.ts'
import { percentAgreement } from './percent-agreement.ts'
import { rateUnits } from './ratings.ts'

const units = fc.array(fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 5 }), {
  minLength: 1,
  maxLength: 15,
})

test('no coefficient exceeds 1 or the scale, and order and names make no difference', () => {
  fc.assert(
    fc.property(units, (data) => {
      const rated = rateUnits(data)
      const turned = rateUnits(data.map((values) => [...values].reverse()).reverse())
      const agreement = percentAgreement(rated)
      if (agreement !== null) {
        expect(agreement).toBeGreaterThanOrEqual(0)
        expect(agreement).toBeLessThanOrEqual(1)
      }
      for (const coefficient of [
        gwetAc1,
        brennanPrediger,
        (r: typeof rated) => fleissKappa(r)?.kappa ?? null,
      ]) {
        const value = coefficient(rated)
        if (value === null) expect(coefficient(turned)).toBeNull()
        else {
          expect(value).toBeLessThanOrEqual(1 + 1e-12)
          expect(Number.isFinite(value)).toBe(true)
          expect(coefficient(turned)).toBeCloseTo(value, 12)
        }
      }
    }),
    { seed: 1, numRuns: 500 },
  )
})

test('a category that nobody chose counts when it belongs to the scale', () => {
  const data = [
    ['a', 'a'],
    ['a', 'b'],
    ['b', 'b'],
    ['a', 'a'],
  ]
  // pa = .75, prevalences 5/8 and 3/8: chance is 2 * 15/64 over one, or over two with a third category.
  expect(gwetAc1(rateUnits(data))).toBeCloseTo((0.75 - 30 / 64) / (1 - 30 / 64), 12)
  expect(gwetAc1(rateUnits(data, ['a', 'b', 'c']))).toBeCloseTo((0.75 - 15 / 64) / (1 - 15 / 64), 12)
  expect(brennanPrediger(rateUnits(data, ['a', 'b', 'c']))).toBeCloseTo((0.75 - 1 / 3) / (2 / 3), 12)
})

test('all in one category, and nothing to pair, are undefined, whatever the scale', () => {
  for (const data of [
    [
      ['a', 'a'],
      ['a', 'a'],
    ],
    [['a'], ['b']],
    [[]],
    [],
  ]) {
    for (const rated of [rateUnits(data), rateUnits(data, ['a', 'b'])]) {
      expect(gwetAc1(rated)).toBeNull()
      expect(brennanPrediger(rated)).toBeNull()
      expect(fleissKappa(rated)).toBeNull()
    }
  }
})

test('percent agreement of one category is what it is; of no pair it is undefined', () => {
  expect(percentAgreement(rateUnits([['a', 'a']]))).toBe(1)
  expect(percentAgreement(rateUnits([['a'], []]))).toBeNull()
})
