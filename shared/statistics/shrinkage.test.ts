import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { seededIntegers } from './random.ts'
import { estimatePrior, fallbackStrength, jamesStein, ownWeight, shrink } from './shrinkage.ts'

const groups = fc.array(
  fc
    .integer({ min: 1, max: 400 })
    .chain((n) => fc.record({ x: fc.integer({ min: 0, max: n }), n: fc.constant(n) })),
  { minLength: 1, maxLength: 20 },
)

test('19 of 20 in a team at 90 % becomes 92 %', () => {
  const prior = { mean: 0.9, strength: 30, source: 'fallback' as const }
  expect(shrink({ x: 19, n: 20 }, prior)).toBeCloseTo(0.92, 12)
  expect(ownWeight(20, prior)).toBeCloseTo(0.4, 12)
})

test('a shrunken rate lies between the raw rate and the team', () => {
  fc.assert(
    fc.property(groups, (team) => {
      const prior = estimatePrior(team)
      if (!prior) throw new Error('no prior')
      expect(prior.strength).toBeGreaterThanOrEqual(1)
      for (const group of team) {
        const shrunken = shrink(group, prior) ?? Number.NaN
        const raw = group.x / group.n
        expect(shrunken).toBeGreaterThanOrEqual(Math.min(raw, prior.mean) - 1e-12)
        expect(shrunken).toBeLessThanOrEqual(Math.max(raw, prior.mean) + 1e-12)
      }
    }),
    { seed: 1, numRuns: 500 },
  )
})

test('the strength that made the groups is found again', () => {
  // Beta(9, 1) as the share of nines among ten uniform draws' ranks: the ninth smallest of nine draws is Beta(9, 1).
  const draw = seededIntegers(7)
  const uniform = () => draw(1_000_000) / 1_000_000
  const team = Array.from({ length: 400 }, (_, i) => {
    const accuracy = Math.max(...Array.from({ length: 9 }, uniform))
    const n = 20 + (i % 5) * 40
    return { x: Array.from({ length: n }, uniform).filter((value) => value < accuracy).length, n }
  })
  const prior = estimatePrior(team)
  expect(prior?.source).toBe('estimated')
  expect(prior?.mean).toBeCloseTo(0.9, 1)
  expect(prior?.strength).toBeGreaterThan(7)
  expect(prior?.strength).toBeLessThan(13)
})

test('few groups fall back; the more alike groups are, the more they are shrunk', () => {
  const seven = Array.from({ length: 7 }, (_, i) => ({ x: i, n: 10 }))
  expect(estimatePrior(seven)).toMatchObject({ strength: fallbackStrength, source: 'fallback' })
  const spread = (by: number) =>
    Array.from({ length: 12 }, (_, i) => ({ x: 360 + (i % 2 ? by : -by), n: 400 }))
  const strengths = [0, 4, 14, 40].map((by) => estimatePrior(spread(by))?.strength ?? 0)
  expect(strengths[0]).toBe(strengths[1])
  expect(strengths.toSorted((a, b) => b - a)).toEqual(strengths)
  expect(strengths[0]).toBeCloseTo(399 / Math.sqrt(2 / 11) - 1, 6)
  const perfect = Array.from({ length: 12 }, () => ({ x: 50, n: 50 }))
  expect(estimatePrior(perfect)?.strength).toBeGreaterThan(fallbackStrength)
})

test('groups without audits neither count nor disturb; no audits at all give no prior', () => {
  const team = [{ x: 9, n: 10 }]
  expect(estimatePrior([...team, { x: 0, n: 0 }])).toEqual(estimatePrior(team))
  expect(estimatePrior([])).toBeNull()
  expect(estimatePrior([{ x: 0, n: 0 }])).toBeNull()
  const prior = { mean: 0.9, strength: 30, source: 'fallback' as const }
  expect(shrink({ x: 0, n: 0 }, prior)).toBe(0.9)
  expect(shrink({ x: 2, n: 1 }, prior)).toBeNull()
})

test('James-Stein is undefined for three groups and for equal ones, and never overshoots the mean', () => {
  expect(jamesStein([1, 2, 3], 10)).toBeNull()
  expect(jamesStein([5, 5, 5, 5], 10)).toBeNull()
  expect(jamesStein([5, 11, 5, 5], 10)).toBeNull()
  expect(jamesStein([4, 5, 5, 6], 10)?.factor).toBe(0)
})
