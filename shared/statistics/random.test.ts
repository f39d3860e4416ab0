import { expect, test } from 'vitest'
import { seededIntegers } from './random.ts'

const take = (seed: number, bound: number) => {
  const draw = seededIntegers(seed)
  return Array.from({ length: 10_000 }, () => draw(bound))
}

test('a seed gives its numbers again, another seed gives others', () => {
  expect(take(1, 1000)).toEqual(take(1, 1000))
  expect(take(1, 1000)).not.toEqual(take(2, 1000))
  // Stored seeds must mean the same draw for ever.
  expect(take(1, 1000).slice(0, 6)).toEqual([568, 753, 889, 490, 470, 983])
})

test('every number below the bound is about equally likely', () => {
  for (const seed of [0, 1, 4_000_000_000]) {
    const counts = new Array<number>(10).fill(0)
    for (const value of take(seed, 10)) counts[value] = (counts[value] ?? 0) + 1
    expect(counts).toHaveLength(10)
    expect(Math.min(...counts)).toBeGreaterThan(880)
    expect(Math.max(...counts)).toBeLessThan(1120)
  }
})
