import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { krippendorffAlpha } from './krippendorff.ts'
import { type Level, rateUnits } from './ratings.ts'

const runs = { seed: 1, numRuns: 300 }
const levels: Level[] = ['nominal', 'ordinal', 'interval', 'ratio']
const units = fc.array(fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 5 }), {
  minLength: 1,
  maxLength: 15,
})

/** The definition, pair by pair, with no short cut. */
function byDefinition(data: number[][], level: Level): number | null {
  const pairable = data.filter((values) => values.length >= 2)
  const all = pairable.flat()
  const count = (value: number) => all.filter((other) => other === value).length
  const distance = (a: number, b: number) => {
    if (a === b) return 0
    if (level === 'nominal') return 1
    if (level === 'interval') return (a - b) ** 2
    if (level === 'ratio') return ((a - b) / (a + b)) ** 2
    let between = 0
    for (let g = Math.min(a, b); g <= Math.max(a, b); g += 1) between += count(g)
    return (between - (count(a) + count(b)) / 2) ** 2
  }
  const pairs = (values: number[]) =>
    values.flatMap((a, i) => values.flatMap((b, j) => (i === j ? [] : [distance(a, b)])))
  const total = (values: number[]) => values.reduce((sum, value) => sum + value, 0)
  const observed = total(pairable.map((values) => total(pairs(values)) / (values.length - 1))) / all.length
  const expected = total(pairs(all)) / (all.length * (all.length - 1))
  return expected > 0 ? 1 - observed / expected : null
}

test('at every level it is the definition', () => {
  fc.assert(
    fc.property(units, fc.constantFrom(...levels), (data, level) => {
      const alpha = krippendorffAlpha(rateUnits(data), level)
      const defined = byDefinition(data, level)
      if (defined === null || alpha === null) expect(alpha).toBe(defined)
      else {
        expect(alpha).toBeCloseTo(defined, 10)
        expect(alpha).toBeLessThanOrEqual(1)
      }
    }),
    runs,
  )
})

test('the order of units and the names of raters make no difference', () => {
  fc.assert(
    fc.property(units, fc.constantFrom(...levels), (data, level) => {
      const turned = data.map((values) => [...values].reverse()).reverse()
      expect(krippendorffAlpha(rateUnits(turned), level)).toBe(krippendorffAlpha(rateUnits(data), level))
    }),
    runs,
  )
})

test('each level minds only what it should: names, order, differences, proportions', () => {
  const same = (data: number[][], change: (value: number) => number, level: Level) => {
    const before = krippendorffAlpha(rateUnits(data), level)
    const after = krippendorffAlpha(rateUnits(data.map((values) => values.map(change))), level)
    if (before === null) expect(after).toBeNull()
    else expect(after).toBeCloseTo(before, 8)
  }
  fc.assert(
    fc.property(units, (data) => {
      same(data, (value) => (value * 5 + 2) % 7, 'nominal')
      same(data, (value) => value ** 3 - 4, 'ordinal')
      same(data, (value) => 3 * value - 40, 'interval')
      same(data, (value) => 12 * value, 'ratio')
    }),
    runs,
  )
})

test('units that cannot be paired change nothing', () => {
  const data = [
    [1, 1],
    [1, 2],
    [2, 2],
  ]
  for (const level of levels) {
    expect(krippendorffAlpha(rateUnits([...data, [2], []]), level)).toBe(
      krippendorffAlpha(rateUnits(data), level),
    )
  }
})

test('agreement without variation, or without pairs, is undefined and not perfect', () => {
  for (const level of levels) {
    expect(krippendorffAlpha(rateUnits([]), level)).toBeNull()
    expect(krippendorffAlpha(rateUnits([[1], [2]]), level)).toBeNull()
    expect(krippendorffAlpha(rateUnits([[1, 1], [1, 1, 1], [2]]), level)).toBeNull()
  }
})

test('levels that need numbers are undefined without them', () => {
  expect(krippendorffAlpha(rateUnits([['a', 'b']]), 'interval')).toBeNull()
  expect(krippendorffAlpha(rateUnits([[-1, 1]]), 'ratio')).toBeNull()
  expect(
    krippendorffAlpha(
      rateUnits([
        [-1, 1],
        [1, 1],
      ]),
      'interval',
    ),
  ).toBeCloseTo(0, 10)
})
