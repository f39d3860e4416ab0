import { expect, test } from 'vitest'
import { ewmaChart } from './ewma.ts'

test('a small lasting shift that no single point shows is seen, and the limits widen to their final width', () => {
  const shifted = Array.from({ length: 30 }, () => 1.2)
  const chart = ewmaChart(shifted, { mean: 0, sigma: 1 })
  expect(chart?.points.findIndex(({ outside }) => outside)).toBeGreaterThan(2)
  expect(chart?.points[29]?.high).toBeCloseTo(chart?.high ?? 0, 3)
  expect(chart?.points[0]?.high).toBeLessThan(chart?.points[1]?.high ?? 0)
})

test('a lambda of 1 is a chart of the single values', () => {
  const chart = ewmaChart([1, -4], { mean: 0, sigma: 1, lambda: 1 })
  expect(chart?.points).toEqual([
    { value: 1, low: -3, high: 3, outside: false },
    { value: -4, low: -3, high: 3, outside: true },
  ])
})

test('undefined without spread; empty without values', () => {
  expect(ewmaChart([1], { mean: 1, sigma: 0 })).toBeNull()
  expect(ewmaChart([Number.NaN], { mean: 1, sigma: 1 })).toBeNull()
  expect(ewmaChart([1], { mean: 1, sigma: 1, lambda: 0 })).toBeNull()
  expect(ewmaChart([], { mean: 1, sigma: 1 })?.points).toEqual([])
})
