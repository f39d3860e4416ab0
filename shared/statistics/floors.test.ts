import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { agreementDisplay } from './agreement-floors.ts'
import { binomialProbability } from './distributions.ts'
import { rateDisplay, targetVerdict } from './floors.ts'
import { wilson } from './interval.ts'

const accuracy = { rate: 0.95, better: 'above' } as const
const errorRate = { rate: 0.05, better: 'below' } as const

test('under 10 a count, from 10 a percentage, from 30 a standing', () => {
  expect(rateDisplay({ x: 9, n: 9 }, accuracy)).toEqual({ kind: 'count', x: 9, n: 9 })
  expect(rateDisplay({ x: 10, n: 10 }, accuracy)).toMatchObject({ kind: 'interval', rate: 1 })
  expect(rateDisplay({ x: 29, n: 29 }, accuracy).kind).toBe('interval')
  expect(rateDisplay({ x: 30, n: 30 }, accuracy).kind).toBe('judged')
  expect(rateDisplay({ x: 30, n: 30 }).kind).toBe('interval')
})

test('colour needs the whole interval beyond the target, on the good or the bad side', () => {
  expect(rateDisplay({ x: 998, n: 1000 }, accuracy)).toMatchObject({ verdict: 'meets' })
  expect(rateDisplay({ x: 800, n: 1000 }, accuracy)).toMatchObject({ verdict: 'misses' })
  expect(rateDisplay({ x: 30, n: 30 }, accuracy)).toMatchObject({ verdict: 'unclear' })
  expect(rateDisplay({ x: 2, n: 1000 }, errorRate)).toMatchObject({ verdict: 'meets' })
  expect(rateDisplay({ x: 200, n: 1000 }, errorRate)).toMatchObject({ verdict: 'misses' })
})

test('at the target itself, "not met" is said by chance in at most 3.8 % of cases, and never beside a range that holds it', () => {
  for (const n of [30, 60, 120, 300, 455]) {
    for (const rate of [0.9, 0.95, 0.97]) {
      let falsely = 0
      for (let x = 0; x <= n; x += 1) {
        const verdict = targetVerdict({ x, n }, { rate, better: 'above' })
        const interval = wilson(x, n)
        if (verdict === 'misses') {
          falsely += binomialProbability(x, n, rate)
          expect(Number(((interval?.high ?? 1) * 100).toFixed(1))).toBeLessThan(rate * 100)
        }
      }
      expect(falsely).toBeLessThan(0.0385)
    }
  }
})

test('accuracy against its target and errors against the rest say the same', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 30, max: 3000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (n, share) => {
        const x = Math.round(share * n)
        const right = rateDisplay({ x, n }, { rate: 0.75, better: 'above' })
        const wrong = rateDisplay({ x: n - x, n }, { rate: 0.25, better: 'below' })
        expect(right.kind === 'judged' && right.verdict).toBe(wrong.kind === 'judged' && wrong.verdict)
      },
    ),
    { seed: 1 },
  )
})

test('nothing audited shows nothing', () => {
  expect(rateDisplay({ x: 0, n: 0 }, accuracy)).toEqual({ kind: 'none' })
  expect(rateDisplay({ x: 5, n: 2 }, accuracy)).toEqual({ kind: 'none' })
  expect(rateDisplay({ x: Number.NaN, n: 40 }, accuracy)).toEqual({ kind: 'none' })
})

test('agreement: too few units, undefined, or its band', () => {
  expect(agreementDisplay(0.95, 9)).toEqual({ kind: 'too-few-units', units: 9 })
  expect(agreementDisplay(null, 50)).toEqual({ kind: 'undefined', units: 50 })
  const bands = [0.8, 0.799, 0.667, 0.666, -0.1].map((alpha) => {
    const display = agreementDisplay(alpha, 50)
    return display.kind === 'band' ? display.band : display.kind
  })
  expect(bands).toEqual(['rely', 'tentative', 'tentative', 'do-not-rely', 'do-not-rely'])
})
