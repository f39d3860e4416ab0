import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type FunnelGroup, funnel, funnelLimits } from './funnel.ts'
import { binomialLimit } from './interpolated-limit.ts'

const team = (rows: [number, number][]): FunnelGroup[] => rows.map(([x, n], i) => ({ id: `a${i}`, x, n }))
const steady = team([
  [10, 200],
  [9, 180],
  [12, 220],
  [8, 190],
  [11, 210],
  [10, 205],
  [9, 195],
  [12, 200],
  [40, 200],
])

test('limits are ordered, inside [0, 1], around the centre, and close in as audits grow', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5000 }),
      fc.double({ min: 0.005, max: 0.995, noNaN: true }),
      (n, centre) => {
        const limits = funnelLimits(n, centre)
        if (!limits) throw new Error('no limits')
        const ordered = [0, limits.low998, limits.low95, limits.high95, limits.high998, 1]
        expect([...ordered].sort((a, b) => a - b)).toEqual(ordered)
        // Interpolation may end short of the centre for a handful of audits, where counts are far apart.
        expect(limits.low95).toBeLessThanOrEqual(centre + 1 / n)
        expect(limits.high95).toBeGreaterThanOrEqual(centre - 1 / n)
        const more = funnelLimits(n * 10, centre)
        expect((more?.high998 ?? 1) - (more?.low998 ?? 0)).toBeLessThanOrEqual(
          limits.high998 - limits.low998 + 1e-9,
        )
      },
    ),
    { seed: 1, numRuns: 300 },
  )
})

test('the interpolated limit has the wanted probability below it', () => {
  // At n = 1 the count is 0 with probability .3: the limit for .3 is where the count 1 begins.
  expect(binomialLimit(1, 0.7, 0.299999)).toBeCloseTo(0, 5)
  expect(binomialLimit(1, 0.7, 0.999999)).toBeCloseTo(1, 5)
})

test('one analyst among alike ones is worth a talk, and drawing in the ends keeps it from widening the limits', () => {
  const result = funnel(steady)
  if (result?.kind !== 'funnel') throw new Error('no funnel')
  expect(result.groups.map(({ position }) => position)).toEqual([...new Array(8).fill('inside'), 'talk'])
  const raw = funnel(steady, { winsorise: 0 })
  if (raw?.kind !== 'funnel') throw new Error('no funnel')
  expect(raw.tau).toBeGreaterThan(result.tau)
  expect(raw.chiSquare).toEqual(result.chiSquare)
  expect(result.chiSquare.p).toBeLessThan(0.001)
})

test('around a target, a team that misses it as one is out as one: its distance is no difference between people', () => {
  const bad = Array.from({ length: 10 }, (_, i) => ({ id: `a${i}`, x: 20 + (i % 2), n: 200 }))
  const result = funnel(bad, { centre: 0.04 })
  if (result?.kind !== 'funnel') throw new Error('no funnel')
  expect(result.tauSquared).toBe(0)
  expect(result.groups.every(({ position }) => position === 'talk')).toBe(true)
})

test('groups that differ no more than chance keep the exact limits', () => {
  const result = funnel(steady.slice(0, 8))
  if (result?.kind !== 'funnel') throw new Error('no funnel')
  expect(result.tauSquared).toBe(0)
  expect(result.groups.every(({ limits, exact }) => limits === exact)).toBe(true)
  expect(result.chiSquare.p).toBeGreaterThan(0.5)
})

test('fewer than eight analysts with audits: an interval each and no estimate', () => {
  const result = funnel([...steady.slice(0, 7), { id: 'new', x: 0, n: 0 }], { centre: 0.04 })
  expect(result).toMatchObject({ kind: 'bars', centre: 0.04 })
  expect(result?.groups).toHaveLength(7)
})

test('no audits, no errors at all, and impossible centres have no funnel', () => {
  expect(funnel([])).toBeNull()
  expect(funnel(team([[0, 0]]))).toBeNull()
  expect(funnel(steady.map((group) => ({ ...group, x: 0 })))).toBeNull()
  expect(funnel(steady, { centre: 1 })).toBeNull()
  expect(funnelLimits(0, 0.1)).toBeNull()
  expect(funnelLimits(10, 0)).toBeNull()
  expect(binomialLimit(10.5, 0.1, 0.5)).toBeNull()
})
