import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { cohenKappa, crossTable } from './cohen.ts'

const tables = fc
  .integer({ min: 2, max: 5 })
  .chain((k) =>
    fc.array(fc.array(fc.nat({ max: 30 }), { minLength: k, maxLength: k }), { minLength: k, maxLength: k }),
  )

test('kappa is at most 1, lies in its interval, and does not mind which rater comes first', () => {
  fc.assert(
    fc.property(
      tables,
      fc.constantFrom('none' as const, 'linear' as const, 'quadratic' as const),
      (table, weights) => {
        const result = cohenKappa(table, weights)
        const turned = cohenKappa(
          table.map((_, i) => table.map((row) => row[i] ?? 0)),
          weights,
        )
        if (!result) {
          expect(turned).toBeNull()
          return
        }
        expect(result.kappa).toBeLessThanOrEqual(1 + 1e-12)
        expect(turned?.kappa).toBeCloseTo(result.kappa, 10)
        for (const value of Object.values(result)) expect(value).not.toBeNaN()
        if (result.low !== null && result.high !== null) {
          expect(result.low).toBeLessThanOrEqual(result.kappa + 1e-12)
          expect(result.high).toBeGreaterThanOrEqual(result.kappa - 1e-12)
        }
      },
    ),
    { seed: 1, numRuns: 500 },
  )
})

test('with two categories the weights make no difference', () => {
  const table = [
    [20, 5],
    [10, 15],
  ]
  expect(cohenKappa(table)?.kappa).toBeCloseTo(0.4, 12)
  expect(cohenKappa(table, 'linear')?.kappa).toBeCloseTo(0.4, 12)
  expect(cohenKappa(table, 'quadratic')?.kappa).toBeCloseTo(0.4, 12)
})

test('perfect agreement with variation is 1 and has no interval to show', () => {
  expect(
    cohenKappa([
      [5, 0],
      [0, 7],
    ]),
  ).toMatchObject({ kappa: 1, se: null, low: null, high: null })
})

test('one category, no ratings, and what is not a square are undefined', () => {
  expect(
    cohenKappa([
      [9, 0],
      [0, 0],
    ]),
  ).toBeNull()
  expect(
    cohenKappa([
      [0, 0],
      [0, 0],
    ]),
  ).toBeNull()
  expect(cohenKappa([[9]])).toBeNull()
  expect(cohenKappa([])).toBeNull()
  expect(
    cohenKappa([
      [1, 2, 3],
      [4, 5, 6],
    ]),
  ).toBeNull()
})

test('pairs become a table in scale order', () => {
  expect(
    crossTable(
      [
        ['low', 'low'],
        ['low', 'high'],
        ['high', 'high'],
      ],
      ['low', 'middle', 'high'],
    ),
  ).toEqual([
    [1, 0, 1],
    [0, 0, 0],
    [0, 0, 1],
  ])
})
