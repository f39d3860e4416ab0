import { expect, test } from 'vitest'
import {
  type Design,
  drawBy,
  type FrameCase,
  goldenFor,
  planDraw,
  riskOf,
  secondSizes,
} from './plan-rules.ts'

const frame: FrameCase[] = Array.from({ length: 60 }, (_, place) => ({
  reference: `A-${String(place).padStart(3, '0')}`,
  policy: place < 36 ? 'hate' : place < 54 ? 'spam' : 'minors',
  queue: place % 4 === 0 ? 'urgent' : null,
  decision: place % 3 === 0 ? 'violating' : 'non-violating',
  language: place % 5 === 0 ? 'en' : 'ko',
}))
const risk = riskOf([
  { policy: 'hate', n: 400, errors: 8 },
  { policy: 'spam', n: 200, errors: 20 },
  { policy: 'minors', n: 50, errors: 15 },
])
const design: Design = { method: 'random', by: null, allocation: 'proportional', size: 12 }
const designs: [string, Design][] = [
  ['at random', design],
  ['by policy', { ...design, method: 'stratified', by: 'policy' }],
  ['by queue, every stratum alike', { ...design, method: 'stratified', by: 'queue', allocation: 'equal' }],
  ['by decision', { ...design, method: 'stratified', by: 'decision' }],
  ['by language', { ...design, method: 'stratified', by: 'language' }],
  ['by risk', { ...design, method: 'risk' }],
]
function planned(chosen: Design, cases: readonly FrameCase[] = frame) {
  const plan = planDraw(cases, chosen, risk.of)
  if ('misfit' in plan) throw new Error(plan.misfit)
  return plan
}
const drawnFrom = (chosen: Design, seed: number, cases = frame) =>
  drawBy(planned(chosen, cases), { seed, golden: [], goldenSize: 0 }).cases

test.each(designs)('10,000 draws match the stored chances of each case: %s', (_, chosen) => {
  const rounds = 10_000
  const counts = new Map<string, { drawn: number; chance: number }>()
  for (const { cases, chance } of planned(chosen).strata)
    for (const { reference } of cases) counts.set(reference, { drawn: 0, chance })
  for (let seed = 0; seed < rounds; seed += 1)
    for (const { reference } of drawnFrom(chosen, seed)) {
      const count = counts.get(reference)
      if (count) count.drawn += 1
    }
  // The draws of a stratum are without replacement, so its sum of squares is a chi-square of its size less one.
  let chiSquare = 0
  let freedom = 0
  for (const { size, drawn } of planned(chosen).strata) if (drawn < size) freedom += size - 1
  for (const { drawn, chance } of counts.values()) {
    if (chance === 1) expect(drawn).toBe(rounds)
    else {
      const spread = rounds * chance * (1 - chance)
      chiSquare += (drawn - rounds * chance) ** 2 / spread
      expect(Math.abs(drawn - rounds * chance)).toBeLessThan(4.5 * Math.sqrt(spread))
    }
  }
  expect(chiSquare).toBeLessThan(freedom + 4 * Math.sqrt(2 * freedom))
  expect(chiSquare).toBeGreaterThan(freedom - 4 * Math.sqrt(2 * freedom))
})

test.each(
  designs,
)('a draw comes from its seed and its frame, in whatever order they are read: %s', (_, chosen) => {
  const drawn = drawnFrom(chosen, 41)
  expect(drawnFrom(chosen, 41, frame.toReversed())).toEqual(drawn)
  expect(drawnFrom(chosen, 42)).not.toEqual(drawn)
  expect(drawn).toHaveLength(chosen.size)
})

test('the frame counts back from its sample: one over the chances are as many as there were', () => {
  for (const [, chosen] of designs)
    expect(drawnFrom(chosen, 7).reduce((sum, { chance }) => sum + 1 / chance, 0)).toBeCloseTo(60, 9)
})

test('a draw by risk takes more of the policies with more errors', () => {
  const chances = Object.fromEntries(
    planned({ ...design, method: 'risk' }).strata.map(({ name, chance }) => [name, chance]),
  )
  expect(chances.minors).toBeGreaterThan(chances.spam ?? 1)
  expect(chances.spam).toBeGreaterThan(chances.hate ?? 1)
})

test('it says why there is no such draw', () => {
  expect(planDraw([], design, risk.of)).toEqual({ misfit: 'empty' })
  expect(planDraw(frame, { ...design, size: 61 }, risk.of)).toEqual({ misfit: 'too_many' })
  expect(planDraw(frame, { ...design, method: 'risk', size: 2 }, risk.of)).toEqual({ misfit: 'too_few' })
})

test('golden cases are slipped in at the share that was stated, anywhere in the order', () => {
  expect(goldenFor(18, 0.1)).toBe(2)
  expect(goldenFor(20, 0)).toBe(0)
  const plan = planned({ ...design, size: 18 })
  const places = new Set<number>()
  for (let seed = 0; seed < 200; seed += 1) {
    const { cases, golden, order } = drawBy(plan, { seed, golden: ['g1', 'g2', 'g3'], goldenSize: 2 })
    expect([cases.length, golden.length, new Set(order).size]).toEqual([18, 2, 20])
    places.add(order.indexOf(18))
  }
  expect(places.size).toBe(20)
  expect(drawBy(plan, { seed: 1, golden: ['g1'], goldenSize: 2 }).golden).toEqual(['g1'])
})

test('golden cases change nothing about which cases are drawn', () => {
  const plan = planned(design)
  const without = drawBy(plan, { seed: 9, golden: [], goldenSize: 0 })
  expect(drawBy(plan, { seed: 9, golden: ['g1', 'g2'], goldenSize: 1 }).cases).toEqual(without.cases)
})

test('an unknown policy has the risk of the team, and none has no risk at all', () => {
  expect(risk.of('new')).toBeCloseTo(43 / 650, 9)
  expect(riskOf([]).of('any')).toBe(0.01)
})

test('a second verification takes five to ten in a hundred, and one at least', () => {
  expect(secondSizes(200)).toEqual({ least: 10, highest: 20 })
  expect(secondSizes(5)).toEqual({ least: 1, highest: 1 })
})
