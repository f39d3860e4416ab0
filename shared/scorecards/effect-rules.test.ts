import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Course, simulateEffects } from '#tests/bench/effect.ts'
import { type Coached, effectOf } from './effect-rules.ts'

const weeksOf = (x: number, n: number, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, place) => ({ index: from + place, n, x }))
const others = Array.from({ length: 9 }, () => weeksOf(2, 40, 0, 30))
/** Fourteen weeks at 2 of 40, four at 8 with a note in the last of them, and 2 of 40 again. */
const own = [...weeksOf(2, 40, 0, 13), ...weeksOf(8, 40, 14, 17), ...weeksOf(2, 40, 18, 30)]
const coached: Coached = {
  ...{ weeks: own, team: [...others, own], own, others },
  ...{ complete: 31, noteWeek: 17 },
}

test('the baseline stands before, the twelve weeks after the note stand after, and what led to it on neither side', () => {
  expect(effectOf(coached)).toMatchObject({
    kind: 'measured',
    before: { x: 24, n: 480, from: 0, to: 11 },
    between: { x: 32, n: 160, from: 14, to: 17 },
    after: { x: 24, n: 480, from: 18, to: 29 },
    provisional: false,
    change: { before: expect.closeTo(0.05, 9), difference: expect.closeTo(0, 9) },
    team: { before: { x: 216, n: 4320 }, after: { x: 216, n: 4320 }, effect: { verdict: 'not_enough' } },
  })
})

test('a lucky baseline is drawn to the team before it is compared', () => {
  const lucky = own.map((week) => (week.index <= 11 ? { ...week, x: 0 } : week))
  const effect = effectOf({ ...coached, weeks: lucky, own: lucky, team: [...others, lucky] })
  expect(effect.kind === 'measured' && effect.change?.before).toBeGreaterThan(0.01)
  expect(effect).toMatchObject({ before: { x: 0 } })
})

test('says why where nothing can be compared', () => {
  const reason = (given: Partial<Coached>) => effectOf({ ...coached, ...given })
  expect(reason({ noteWeek: 3 })).toEqual({ kind: 'none', reason: 'no_baseline' })
  expect(reason({ noteWeek: -40 })).toEqual({ kind: 'none', reason: 'no_baseline' })
  expect(reason({ complete: 18 })).toEqual({ kind: 'none', reason: 'too_soon' })
  const uneven = own.map((week) => ({ ...week, uneven: week.index > 17 }))
  expect(reason({ weeks: uneven })).toEqual({ kind: 'none', reason: 'drawn_otherwise' })
})

test('under ten decisions the counts stand alone, and without the others there is no word', () => {
  const few = own.map((week) => (week.index > 17 ? { ...week, n: 0, x: 0 } : week))
  const nine = few.map((week) => (week.index === 18 ? { ...week, n: 9, x: 1 } : week))
  expect(effectOf({ ...coached, own: nine })).toMatchObject({
    after: { x: 1, n: 9 },
    change: null,
    team: null,
  })
  const alone = effectOf({ ...coached, others: [] })
  expect(alone).toMatchObject({ change: { before: expect.closeTo(0.05, 9) }, team: null })
})

test('the interval of the change holds the change', () => {
  const counts = fc.record({ x: fc.nat({ max: 40 }), n: fc.constant(40) })
  fc.assert(
    fc.property(fc.array(counts, { minLength: 31, maxLength: 31 }), (drawn) => {
      const weeks = drawn.map((week, index) => ({ ...week, index }))
      const effect = effectOf({ ...coached, own: weeks })
      if (effect.kind !== 'measured' || !effect.change) throw new Error('nothing was measured')
      const { difference, low, high } = effect.change
      expect(difference).toBeGreaterThanOrEqual(low - 1e-12)
      expect(difference).toBeLessThanOrEqual(high + 1e-12)
    }),
    { seed: 1, numRuns: 200 },
  )
})

// `npm run bench -- effect` measures 2,000 of each, and those whom chance accused.
test.each([
  'back',
  'stayed',
  'better',
] satisfies Course[])('who is coached after a signal is measured as sure as is said: %s', (course) => {
  const figures = simulateEffects({ course, runs: 250, shape: { seed: 5 } })
  expect(figures.covered).toBeGreaterThan(0.91)
  expect(figures.coveredBeyondTeam).toBeGreaterThan(0.91)
  if (course !== 'better') expect(figures.improvementSaid).toBeLessThanOrEqual(0.03)
})
