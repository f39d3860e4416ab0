import { expect, test } from 'vitest'
import { seededIntegers } from './random.ts'
import { ratioSum } from './ratio-disagreement.ts'

const draw = seededIntegers(7)
const spread = (size: number, rise: (share: number) => number) =>
  Array.from({ length: size }, (_, place) => rise((place + draw(1000) / 1000) / size))

const pairs = (values: readonly number[], counts: readonly number[]) => {
  let total = 0
  values.forEach((a, i) => {
    values.forEach((b, j) => {
      if (i !== j && a + b > 0) total += (counts[i] ?? 0) * (counts[j] ?? 0) * ((a - b) / (a + b)) ** 2
    })
  })
  return total
}

test.each([
  ['over seven decades', spread(900, (share) => 10 ** (share * 7))],
  ['with a zero', [0, ...spread(700, (share) => 1 + share * 100)]],
  ['close together', spread(800, (share) => 1000 + share * 300)],
  ['almost the same', spread(800, (share) => 1_700_000_000 + share * 1000)],
  ['from the smallest to the largest', spread(600, (share) => 10 ** (share * 600 - 300))],
  ['a few', [0, 1, 2, 5, 100]],
])('many values are summed as all of their pairs are: %s', (_, values) => {
  const counts = values.map(() => draw(4))
  const exact = pairs(values, counts)
  expect(Math.abs(ratioSum(values)(counts) / exact - 1)).toBeLessThan(1e-9)
})

test('ten thousand values and a thousand resamples take seconds', () => {
  const sum = ratioSum(spread(10_000, (share) => 10 ** (share * 4)))
  const counts = new Float64Array(10_000).fill(1)
  const before = process.cpuUsage()
  for (let round = 0; round < 100; round += 1) sum(counts)
  expect(process.cpuUsage(before).user / 1e6).toBeLessThan(3)
})
