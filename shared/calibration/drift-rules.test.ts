import { expect, test } from 'vitest'
import { driftOf } from './drift-rules.ts'

const point = (alpha: number | null, range: readonly [number, number] | null = null, pairableUnits = 60) => ({
  ...{ roundId: String(alpha), title: '', createdAt: '2026-11-01T00:00:00Z', alpha, pairableUnits },
  interval: range && { low: range[0], high: range[1] },
})
const kindOf = (...rounds: Parameters<typeof driftOf>[0]) => driftOf(rounds).kind

test('a rise or a fall is said only where the first and the latest interval do not overlap', () => {
  expect(kindOf(point(0.4, [0.3, 0.5]), point(0.7, [0.6, 0.8]))).toBe('rose')
  expect(kindOf(point(0.7, [0.6, 0.8]), point(0.9, [0.85, 0.95]), point(0.4, [0.3, 0.5]))).toBe('fell')
  expect(kindOf(point(0.4, [0.3, 0.62]), point(0.7, [0.6, 0.8]))).toBe('unclear')
  expect(kindOf(point(0.4, [0.3, 0.5]), point(0.5, [0.5, 0.6]))).toBe('unclear')
})

test('without an interval nothing is said of a change, and a round of under ten cases is not counted', () => {
  expect(kindOf(point(0.1), point(0.9, [0.8, 1]))).toBe('unsure')
  expect(kindOf(point(0.1, [0, 0.2], 9), point(0.9, [0.8, 1]))).toBe('few')
  expect(kindOf(point(null), point(0.9, [0.8, 1]))).toBe('few')
  expect(kindOf()).toBe('few')
  expect(driftOf([point(0.1, [0, 0.2], 9), point(0.4, [0.3, 0.5]), point(0.9, [0.8, 1])])).toMatchObject({
    ...{ kind: 'rose', rounds: 2, first: { alpha: 0.4 } },
  })
})
