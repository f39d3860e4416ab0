import { expect, test } from 'vitest'
import { axisFor, place } from './axis.ts'
import { verdict } from './interval.ts'

test('an axis begins at the five below the lowest interval, and nothing of it is unused', () => {
  expect(axisFor([])).toEqual({ from: 0.9, to: 1 })
  expect(axisFor([{ low: 0.82, high: 0.97 }])).toEqual({ from: 0.8, to: 1 })
  expect(axisFor([{ low: 0.93, high: 0.99 }])).toEqual({ from: 0.9, to: 1 })
  expect(
    axisFor([
      { low: 0.58, high: 0.9 },
      { low: 0.71, high: 0.9 },
    ]),
  ).toEqual({ from: 0.55, to: 1 })
  expect(axisFor([{ low: 0.6, high: 0.9 }]).from).toBe(0.6)
  expect(axisFor([{ low: 0.02, high: 0.41 }], 'below')).toEqual({ from: 0, to: 0.45 })
  expect(axisFor([{ low: 0, high: 0.03 }], 'below')).toEqual({ from: 0, to: 0.1 })
})

test('a target lies on the axis, however far from the intervals', () => {
  expect(axisFor([{ low: 0.93, high: 0.99 }], 'above', 0.85)).toEqual({ from: 0.85, to: 1 })
  expect(axisFor([{ low: 0, high: 0.03 }], 'below', 0.2)).toEqual({ from: 0, to: 0.2 })
})

test('a share stands on its axis and never beyond it', () => {
  expect(place(0.85, { from: 0.7, to: 1 })).toBeCloseTo(0.5)
  expect(place(0.6, { from: 0.7, to: 1 })).toBe(0)
})

test('nothing is judged before thirty tries, nor where the interval beside it touches the target', () => {
  const above = { low: 0.88, high: 1, target: 0.85 }
  expect(verdict({ x: 29, n: 29, ...above })).toBe('unclear')
  expect(verdict({ x: 30, n: 30, ...above })).toBe('meets')
  expect(verdict({ x: 30, n: 30, ...above, better: 'below' })).toBe('misses')
  expect(verdict({ x: 78, n: 90, low: 0.78, high: 0.9497, target: 0.95 })).toBe('unclear')
  expect(verdict({ x: 78, n: 90, low: 0.78, high: 0.92, target: 0.95 })).toBe('misses')
  expect(verdict({ x: 78, n: 90, low: 0.78, high: 0.92 })).toBe('unclear')
})
