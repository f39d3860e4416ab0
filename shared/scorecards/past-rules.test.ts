import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { newcombeDifference, wilson } from '#shared/statistics/interval.ts'
import { jeffreys } from '#shared/statistics/jeffreys.ts'
import { hajekN, weightedRate } from '#shared/statistics/sampling.ts'
import { scoreAudit } from '#shared/statistics/score.ts'
import { againstPast, meanAgainstPast } from './past-rules.ts'

const proportion = fc
  .integer({ min: 1, max: 2000 })
  .chain((n) => fc.record({ x: fc.integer({ min: 0, max: n }), n: fc.constant(n) }))
const holds = ({ low, high }: { low: number; high: number }, value: number) => {
  expect(low).toBeLessThanOrEqual(value + 1e-12)
  expect(high).toBeGreaterThanOrEqual(value - 1e-12)
}
const runs = { seed: 11, numRuns: 500 }

test('a word is said only where the interval holds no 0', () => {
  expect(againstPast({ x: 190, n: 200 }, { x: 160, n: 200 })).toMatchObject({ verdict: 'higher', past: 0.8 })
  expect(againstPast({ x: 160, n: 200 }, { x: 190, n: 200 })).toMatchObject({ verdict: 'lower', pastN: 200 })
  // From 90 to 95 % on 40 decisions each: nothing can be told.
  expect(againstPast({ x: 38, n: 40 }, { x: 36, n: 40 })).toMatchObject({ verdict: 'unclear' })
})

test('under ten on either side nothing is compared', () => {
  expect(againstPast({ x: 9, n: 9 }, { x: 20, n: 100 })).toBeNull()
  expect(againstPast({ x: 90, n: 100 }, { x: 0, n: 9 })).toBeNull()
  expect(
    againstPast({ x: 90, n: 100 }, { kind: 'refused', x: 50, n: 100, reason: 'chances_unknown' }),
  ).toBeNull()
  const interval = { low: 0.7, high: 0.9 }
  expect(meanAgainstPast({ mean: 0.8, n: 9, interval }, { mean: 0.5, n: 40, interval })).toBeNull()
  expect(meanAgainstPast({ mean: 0.8, n: 10, interval }, null)).toBeNull()
})

test('means are compared by the interval of each, never as proportions', () => {
  const found = meanAgainstPast(
    { mean: 0.9, n: 20, interval: { low: 0.86, high: 0.94 } },
    { mean: 0.8, n: 30, interval: { low: 0.77, high: 0.83 } },
  )
  expect(found).toMatchObject({ verdict: 'higher', pastN: 30 })
  expect(found?.low).toBeCloseTo(0.1 - Math.hypot(0.04, 0.03))
  expect(found?.high).toBeCloseTo(0.1 + Math.hypot(0.04, 0.03))
})

test('a difference turns its sign with its sides', () => {
  fc.assert(
    fc.property(proportion, proportion, (a, b) => {
      const [there, back] = [againstPast(a, b), againstPast(b, a)]
      expect(there === null).toBe(back === null)
      if (there && back) {
        expect(there.difference).toBeCloseTo(-back.difference, 12)
        expect(there.low).toBeCloseTo(-back.high, 12)
      }
    }),
    runs,
  )
})

test('intervals hold their estimate: Wilson, Jeffreys, Newcombe, and Hajek’s mean with Kish’s n', () => {
  fc.assert(
    fc.property(proportion, proportion, (a, b) => {
      const rate = a.x / a.n
      holds(wilson(a.x, a.n) ?? { low: 1, high: 0 }, rate)
      holds(jeffreys(a.x, a.n) ?? { low: 1, high: 0 }, rate)
      holds(newcombeDifference(a, b) ?? { low: 1, high: -1 }, rate - b.x / b.n)
    }),
    { seed: 11, numRuns: 200 },
  )
  const audits = fc.array(
    fc.record({ error: fc.boolean(), inclusion: fc.double({ min: 0.01, max: 1, noNaN: true }) }),
    { minLength: 1, maxLength: 60 },
  )
  fc.assert(
    fc.property(audits, (drawn) => {
      const found = weightedRate(drawn)
      if (!found) throw new Error('no rate')
      holds(found.interval, found.rate)
      expect(found.effectiveN).toBeLessThanOrEqual(drawn.length + 1e-9)
      const sums = { w: 0, w2: 0, wx: 0, wx2: 0 }
      for (const { error, inclusion } of drawn) {
        sums.w += 1 / inclusion
        sums.w2 += 1 / inclusion ** 2
        if (error) sums.wx += 1 / inclusion
        if (error) sums.wx2 += 1 / inclusion ** 2
      }
      const n = hajekN(sums)
      const share = Math.min(1, sums.wx / sums.w)
      expect(n).toBeGreaterThan(0)
      holds(wilson(share * n, n) ?? { low: 1, high: 0 }, share)
      // What is counted and what is not are known equally well.
      expect(hajekN({ ...sums, wx: sums.w - sums.wx, wx2: sums.w2 - sums.wx2 }) / n).toBeCloseTo(1, 6)
    }),
    runs,
  )
})

test('a score is the same in any order, within 0 and 1, and never falls where a rating rises', () => {
  const criterion = fc.record({
    weight: fc.integer({ min: 1, max: 20 }),
    score: fc.option(fc.constantFrom(0, 0.25, 0.5, 0.75, 1), { nil: null }),
    critical: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(criterion, { minLength: 1, maxLength: 12 }), fc.nat(), (criteria, place) => {
      const scored = scoreAudit(criteria)
      const turned = scoreAudit(criteria.toReversed())
      expect(turned.autoFail).toBe(scored.autoFail)
      expect(turned.score === null).toBe(scored.score === null)
      if (scored.score === null || turned.score === null) return
      expect(turned.score).toBeCloseTo(scored.score, 12)
      expect(scored.score).toBeGreaterThanOrEqual(0)
      expect(scored.score).toBeLessThanOrEqual(1)
      const raised = criteria.map((each, index) =>
        index === place % criteria.length && each.score !== null ? { ...each, score: 1 } : each,
      )
      expect(scoreAudit(raised).score).toBeGreaterThanOrEqual(scored.score - 1e-12)
    }),
    runs,
  )
})
