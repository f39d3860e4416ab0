import { expect, test } from 'vitest'
import { distinctUnits, observedScale, rateUnits, unitsOfCounts, unitsOfRaters } from './ratings.ts'

test('the same ratings by rater, by unit and by count', () => {
  const byUnit = rateUnits([[0, 0], [1], [1, 0]])
  expect(
    unitsOfRaters([
      [0, null, 1],
      [0, 1, 0],
    ]),
  ).toEqual(byUnit)
  expect(
    unitsOfCounts([
      [2, 0],
      [0, 1],
      [1, 1],
    ]),
  ).toEqual(byUnit)
  expect(unitsOfRaters([])).toEqual({ scale: [], units: [] })
})

test('numbers stand in their order and before text', () => {
  expect(observedScale([10, 'b', 9, 'a', 10])).toEqual([9, 10, 'a', 'b'])
})

test('units that look the same are counted, in an order of their own', () => {
  const units = [['b', 'a'], ['a'], ['a', 'b'], ['b', 'b'], []]
  const distinct = distinctUnits(rateUnits(units), 2)
  expect(distinct.multiplicity.reduce((total, times) => total + times, 0)).toBe(3)
  expect(distinctUnits(rateUnits([...units].reverse()), 2)).toEqual(distinct)
  expect(distinctUnits(rateUnits(units), 1).units).toHaveLength(3)
})
