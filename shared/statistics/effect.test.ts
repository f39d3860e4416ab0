import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { auditsPerPeriod, type CoachingInput, coachingEffect, mcnemarExact } from './effect.ts'

const proportion = fc
  .integer({ min: 1, max: 300 })
  .chain((n) => fc.record({ x: fc.integer({ min: 0, max: n }), n: fc.constant(n) }))
const input = fc.record({
  before: proportion,
  after: proportion,
  teamBefore: proportion,
  teamAfter: proportion,
})
const steadyTeam = { teamBefore: { x: 60, n: 800 }, teamAfter: { x: 58, n: 800 } }

test('it speaks only when both intervals exclude 0', () => {
  fc.assert(
    fc.property(input, (given) => {
      const effect = coachingEffect(given)
      if (!effect) throw new Error('no effect')
      const { change, beyondTeam, verdict } = effect
      expect(beyondTeam.low).toBeLessThanOrEqual(beyondTeam.difference + 1e-12)
      expect(beyondTeam.high).toBeGreaterThanOrEqual(beyondTeam.difference - 1e-12)
      if (verdict === 'consistent-with-improvement')
        expect(Math.min(change.low, beyondTeam.low)).toBeGreaterThan(0)
      if (verdict === 'consistent-with-worsening')
        expect(Math.max(change.high, beyondTeam.high)).toBeLessThan(0)
      expect(effect.moreAudits === 0).toBe(verdict !== 'not-enough')
    }),
    { seed: 1, numRuns: 200 },
  )
})

test('a clear fall in errors, and a clear rise', () => {
  const many = { x: 90, n: 400 }
  const few = { x: 20, n: 400 }
  expect(coachingEffect({ before: many, after: few, ...steadyTeam })?.verdict).toBe(
    'consistent-with-improvement',
  )
  expect(coachingEffect({ before: few, after: many, ...steadyTeam })?.verdict).toBe(
    'consistent-with-worsening',
  )
})

test('when the whole team improved as much, coaching is not what is seen', () => {
  const effect = coachingEffect({
    before: { x: 90, n: 400 },
    after: { x: 20, n: 400 },
    teamBefore: { x: 900, n: 4000 },
    teamAfter: { x: 200, n: 4000 },
  })
  expect(effect?.change.low).toBeGreaterThan(0)
  expect(effect).toMatchObject({ verdict: 'not-enough', moreAudits: null })
})

test('a bad month of few audits is drawn to the team before it is compared', () => {
  const given: CoachingInput = { before: { x: 5, n: 10 }, after: { x: 4, n: 40 }, ...steadyTeam }
  const effect = coachingEffect(given)
  expect(effect?.shrunkenBefore).toBeCloseTo((0.075 * 30 + 5) / 40, 12)
  const strong = { mean: 0.05, strength: 1000, source: 'estimated' as const }
  const drawn = coachingEffect({ ...given, before: { x: 20, n: 40 }, prior: strong })
  expect(drawn?.change.low).toBeGreaterThan(0)
  expect(drawn?.beyondTeam.low).toBeGreaterThan(0)
  expect(drawn?.changeFromShrunken).toBeLessThan(0)
  expect(drawn?.verdict).toBe('not-enough')
})

test('40 audits are not enough, and so many more would settle it', () => {
  const given: CoachingInput = { before: { x: 12, n: 80 }, after: { x: 2, n: 40 }, ...steadyTeam }
  const effect = coachingEffect(given)
  expect(effect?.verdict).toBe('not-enough')
  const more = effect?.moreAudits ?? 0
  expect(more).toBeGreaterThan(10)
  const withMore = (extra: number) =>
    coachingEffect({ ...given, after: { x: 2 * ((40 + extra) / 40), n: 40 + extra } })?.verdict
  expect(withMore(more)).toBe('consistent-with-improvement')
  expect(withMore(more - 1)).toBe('not-enough')
})

test('without audits in one of the four there is nothing to say', () => {
  const given: CoachingInput = { before: { x: 1, n: 10 }, after: { x: 1, n: 10 }, ...steadyTeam }
  for (const side of ['before', 'after', 'teamBefore', 'teamAfter'] as const) {
    expect(coachingEffect({ ...given, [side]: { x: 0, n: 0 } })).toBeNull()
  }
  expect(coachingEffect(given)).toMatchObject({ verdict: 'not-enough', moreAudits: null })
})

test('from 90 to 95 % takes 435 audits in each period', () => {
  expect(auditsPerPeriod(0.9, 0.95)).toBe(435)
  expect(auditsPerPeriod(0.95, 0.9)).toBe(435)
  expect(auditsPerPeriod(0.9, 0.9)).toBeNull()
  expect(auditsPerPeriod(0.9, 1.1)).toBeNull()
})

test('exact McNemar', () => {
  expect(mcnemarExact(1, 6)).toBeCloseTo(0.125, 12)
  expect(mcnemarExact(6, 1)).toBeCloseTo(0.125, 12)
  expect(mcnemarExact(4, 4)).toBe(1)
  expect(mcnemarExact(0, 10)).toBeCloseTo(2 / 1024, 12)
  expect(mcnemarExact(0, 0)).toBeNull()
  expect(mcnemarExact(1.5, 2)).toBeNull()
  expect(mcnemarExact(-1, 2)).toBeNull()
})
