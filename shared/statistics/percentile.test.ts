import { expect, test } from 'vitest'
import { percentile } from './percentile.ts'

test('between neighbours, at the ends, of one value and of none', () => {
  expect(percentile([1, 2, 3, 5], 0.5)).toBe(2.5)
  expect(percentile([1, 2, 3, 5], 0)).toBe(1)
  expect(percentile([1, 2, 3, 5], 1)).toBe(5)
  expect(percentile([4], 0.3)).toBe(4)
  expect(percentile([], 0.5)).toBeNull()
})
