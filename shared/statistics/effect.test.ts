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
      if (verdict === 'consistent_with_improvement')
        expect(Math.min(change.low, beyondTeam.low)).toBeGreaterThan(0)
      if (verdict === 'worse_than_before') expect(Math.max(change.high, beyondTeam.high)).toBeLessThan(0)
      if (verdict === 'not_enough')
        expect([change, beyondTeam].some(({ low, high }) => low <= 0 && high >= 0)).toBe(true)
      else expect(effect.moreAudits).toBeNull()
      expect(effect.moreAudits ?? 10).toBeGreaterThanOrEqual(10)
    }),
    { seed: 1, numRuns: 200 },
  )
})

test('a clear fall in errors, and a clear rise', () => {
  const many = { x: 90, n: 400 }
  const few = { x: 20, n: 400 }
  expect(coachingEffect({ before: many, after: few, ...steadyTeam })?.verdict).toBe(
    'consistent_with_improvement',
  )
  expect(coachingEffect({ before: few, after: many, ...steadyTeam })?.verdict).toBe('worse_than_before')
})

test('when the whole team improved as much, coaching is not what is seen', () => {
  const effect = coachingEffect({
    before: { x: 90, n: 400 },
    after: { x: 20, n: 400 },
    teamBefore: { x: 900, n: 4000 },
    teamAfter: { x: 200, n: 4000 },
  })
  expect(effect?.change.low).toBeGreaterThan(0)
  expect(effect).toMatchObject({ verdict: 'not_enough' })
})

test('how many audits are needed is said for the goal, else for what is seen, and never under ten', () => {
  const given: CoachingInput = { before: { x: 12, n: 80 }, after: { x: 2, n: 40 }, ...steadyTeam }
  expect(coachingEffect(given)).toMatchObject({
    verdict: 'not_enough',
    moreAudits: (auditsPerPeriod(0.15, 0.05) ?? 0) - 40,
  })
  expect(coachingEffect({ ...given, goal: 0.1 })?.moreAudits).toBe((auditsPerPeriod(0.15, 0.1) ?? 0) - 40)
  const nearly = (auditsPerPeriod(0.15, 0.05) ?? 0) - 9
  expect(
    coachingEffect({ ...given, after: { x: nearly * 0.05, n: nearly }, goal: 0.05 })?.moreAudits,
  ).toBeNull()
})

test('a team that changed more is said, and not called too few audits', () => {
  expect(
    coachingEffect({
      before: { x: 900, n: 4000 },
      after: { x: 700, n: 4000 },
      teamBefore: { x: 1800, n: 8000 },
      teamAfter: { x: 400, n: 8000 },
    }),
  ).toMatchObject({ verdict: 'less_than_team', moreAudits: null })
})

test('without audits in one of the four there is nothing to say', () => {
  const given: CoachingInput = { before: { x: 1, n: 10 }, after: { x: 1, n: 10 }, ...steadyTeam }
  for (const side of ['before', 'after', 'teamBefore', 'teamAfter'] as const) {
    expect(coachingEffect({ ...given, [side]: { x: 0, n: 0 } })).toBeNull()
  }
  expect(coachingEffect(given)).toMatchObject({ verdict: 'not_enough', moreAudits: null })
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
