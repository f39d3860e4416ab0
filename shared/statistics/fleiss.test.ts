import { expect, test } from 'vitest'
import { fleissKappa } from './fleiss.ts'
import { rateUnits, unitsOfCounts } from './ratings.ts'

test('perfect agreement over two categories is 1, pure splitting is below 0', () => {
  expect(
    fleissKappa(
      unitsOfCounts([
        [3, 0],
        [0, 3],
      ]),
    )?.kappa,
  ).toBe(1)
  expect(
    fleissKappa(
      unitsOfCounts([
        [1, 1],
        [1, 1],
      ]),
    )?.kappa,
  ).toBe(-1)
})

test('missing ratings: a unit with one rating counts for prevalence only', () => {
  const kappa = fleissKappa(rateUnits([['a', 'a'], ['b', 'b'], ['a', 'b'], ['b']]))
  expect(kappa?.observed).toBeCloseTo(2 / 3, 12)
  expect(kappa?.prevalence).toEqual([0.375, 0.625])
})

test('an empty table and a single category are undefined', () => {
  expect(fleissKappa(unitsOfCounts([]))).toBeNull()
  expect(
    fleissKappa(
      unitsOfCounts([
        [4, 0],
        [4, 0],
      ]),
    ),
  ).toBeNull()
})
