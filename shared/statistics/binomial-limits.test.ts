import { expect, test } from 'vitest'
import { controlTail, countLimits } from './binomial-limits.ts'
import { pChart } from './control-chart.ts'
import { binomialUpperTail } from './distributions.ts'

test('each end of the exact limits holds its tail, and one count less would not', () => {
  for (const theta of [0.00002, 0.01, 0.04, 0.3, 0.5, 0.96, 0.999])
    for (const n of [1, 5, 35, 140, 600, 5000]) {
      const { low, high } = countLimits(n, theta)
      if (high === null) expect(binomialUpperTail(n, n, theta)).toBeGreaterThan(controlTail)
      else {
        expect(binomialUpperTail(high, n, theta)).toBeLessThanOrEqual(controlTail)
        expect(binomialUpperTail(high - 1, n, theta)).toBeGreaterThan(controlTail)
      }
      if (low === null) expect(binomialUpperTail(n, n, 1 - theta)).toBeGreaterThan(controlTail)
      else expect(binomialUpperTail(n - low, n, 1 - theta)).toBeLessThanOrEqual(controlTail)
    }
})

test('x of n and n - x of n are judged alike, and a perfect week at 96 % is never above its range', () => {
  for (const centre of [0.002, 0.04, 0.2, 0.5]) {
    const baseline = { centre, sigmaZ: 1.2, points: 12, status: 'provisional' as const }
    const mirrored = { ...baseline, centre: 1 - centre }
    for (const n of [4, 35, 200])
      for (let x = 0; x <= n; x += 1) {
        const [point, mirror] = [pChart([{ x, n }], baseline)[0], pChart([{ x: n - x, n }], mirrored)[0]]
        expect(point?.outside).toBe(mirror?.outside)
        expect(point?.z).toBeCloseTo(-(mirror?.z ?? 0), 8)
      }
  }
  const [perfect] = pChart([{ x: 35, n: 35 }], { centre: 0.96, sigmaZ: 1, points: 12, status: 'provisional' })
  expect(perfect).toMatchObject({ outside: false, high: 1 })
})

test('where less than one event in seven hundred weeks is expected, one event is outside', () => {
  expect(countLimits(50, 0.00002)).toEqual({ low: null, high: 1 })
})
