import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type NelsonRule, nelsonSignals } from './nelson.ts'

const all: NelsonRule[] = [1, 2, 3, 4, 5, 6, 7, 8]
const repeat = (values: number[], length: number) =>
  Array.from({ length }, (_, i) => values[i % values.length] ?? 0)

test.for<{ rule: NelsonRule; z: number[] }>([
  { rule: 1, z: [3.1] },
  { rule: 2, z: repeat([0.5, 1.2], 9) },
  { rule: 3, z: [-1.5, -0.8, -0.1, 0.2, 0.9, 1.4] },
  { rule: 4, z: repeat([0.4, -1.2, 0.9, -0.3], 14) },
  { rule: 5, z: [2.1, 0, 2.4] },
  { rule: 6, z: [1.1, 1.5, 0, 1.2, 1.7] },
  { rule: 7, z: repeat([0.9, -0.5, 0, 0.3, -0.9], 15) },
  { rule: 8, z: repeat([1.2, -1.5, -1.1, 1.8], 8) },
])('rule $rule: the last point completes it, one point fewer does not', ({ rule, z }) => {
  expect(nelsonSignals(z, [rule])).toEqual([{ rule, from: 0, to: z.length - 1 }])
  expect(nelsonSignals(z.slice(0, -1), [rule])).toEqual([])
  expect(nelsonSignals(z.slice(1), [rule])).toEqual([])
  const mirrored = z.map((value) => -value)
  expect(nelsonSignals(mirrored, [rule])).toEqual([{ rule, from: 0, to: z.length - 1 }])
})

test('1, 2, 3 and 5 unless others are asked for', () => {
  const alternating = repeat([0.4, -0.4], 16)
  expect(nelsonSignals(alternating)).toEqual([])
  expect(nelsonSignals(alternating, all).map(({ rule }) => rule)).toContain(4)
})

test('limits and the centre themselves do not count, and both sides do not mix', () => {
  expect(nelsonSignals([3, -3])).toEqual([])
  expect(nelsonSignals(repeat([1, 0, 1], 12), [2])).toEqual([])
  expect(nelsonSignals([2.5, -2.5, 0], [5])).toEqual([])
})

test('a quiet point does not repeat the signal before it, a longer run does go on', () => {
  expect(nelsonSignals([2.1, 2.4, 0], [5])).toEqual([])
  expect(nelsonSignals([0, 2.1, 2.4, 0, 0], [5])).toEqual([{ rule: 5, from: 0, to: 2 }])
  expect(nelsonSignals(repeat([0.5], 11), [2]).map(({ to }) => to)).toEqual([8, 9, 10])
})

test('gaps are passed over', () => {
  const run: (number | null)[] = [0.5, 0.5, null, 0.5, 0.5, 0.5, null, 0.5, 0.5, 0.5, 0.5]
  expect(nelsonSignals(run, [2])).toEqual([{ rule: 2, from: 0, to: 10 }])
  expect(nelsonSignals([null, Number.NaN], all)).toEqual([])
})

test('turning the chart upside down changes no signal', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -4, max: 4, noNaN: true }), { maxLength: 60 }), (z) => {
      expect(
        nelsonSignals(
          z.map((value) => -value),
          all,
        ),
      ).toEqual(nelsonSignals(z, all))
    }),
    { seed: 1, numRuns: 200 },
  )
})
