import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Baseline, pChart, proportionBaseline, rateBaseline, uChart } from './control-chart.ts'

const steady = Array.from({ length: 24 }, (_, i) => ({ x: 18 + (i % 3) * 2, n: 200 }))
const points = fc.array(
  fc
    .integer({ min: 0, max: 500 })
    .chain((n) => fc.record({ x: fc.integer({ min: 0, max: n }), n: fc.constant(n) })),
  { minLength: 12, maxLength: 40 },
)

test('limits surround the centre, stay in [0, 1], and z says the same as outside', () => {
  fc.assert(
    fc.property(points, (series) => {
      const baseline = proportionBaseline(series)
      if (!baseline) return
      expect(baseline.sigmaZ).toBeGreaterThanOrEqual(1)
      for (const point of pChart(series, baseline)) {
        if (point.value === null) continue
        expect(point.low).toBeGreaterThanOrEqual(0)
        expect(point.low).toBeLessThanOrEqual(baseline.centre)
        expect(point.high).toBeGreaterThanOrEqual(baseline.centre)
        expect(point.high).toBeLessThanOrEqual(1)
        expect(Number.isFinite(point.z)).toBe(true)
        if (Math.abs(Math.abs(point.z ?? 0) - 3) > 1e-9)
          expect(point.outside).toBe(Math.abs(point.z ?? 0) > 3)
      }
    }),
    { seed: 1, numRuns: 300 },
  )
})

test('the baseline is frozen: what comes later does not move it', () => {
  const baseline = proportionBaseline(steady)
  if (!baseline) throw new Error('no baseline')
  expect(baseline).toMatchObject({ points: 24, status: 'frozen', sigmaZ: 1 })
  const chart = pChart([...steady, { x: 60, n: 200 }], baseline)
  expect(chart.slice(0, 24).some(({ outside }) => outside)).toBe(false)
  expect(chart[24]).toMatchObject({ value: 0.3, outside: true, limits: 'normal' })
})

test('12 to 19 points are provisional, fewer are no baseline; empty weeks do not count', () => {
  expect(proportionBaseline(steady.slice(0, 12))?.status).toBe('provisional')
  expect(proportionBaseline(steady.slice(0, 11))).toBeNull()
  expect(proportionBaseline([...steady.slice(0, 11), { x: 0, n: 0 }])).toBeNull()
})

test('points that spread more than chance widen the limits', () => {
  const wild = Array.from({ length: 24 }, (_, i) => ({ x: i % 2 ? 400 : 600, n: 5000 }))
  const laney = proportionBaseline(wild)
  const plain = proportionBaseline(wild, { laney: false })
  if (!laney || !plain) throw new Error('no baseline')
  expect(laney.sigmaZ).toBeGreaterThan(5)
  expect(pChart(wild, plain).every(({ outside }) => outside)).toBe(true)
  expect(pChart(wild, laney).some(({ outside }) => outside)).toBe(false)
})

test('rare events get exact limits, which a few of them do not cross at once', () => {
  const baseline: Baseline = { centre: 0.016, sigmaZ: 1, points: 24, status: 'frozen' }
  const [steady, three, ten] = pChart(
    [
      { x: 0, n: 50 },
      { x: 3, n: 50 },
      { x: 10, n: 50 },
    ],
    baseline,
  )
  expect(steady).toMatchObject({ limits: 'exact', low: 0, outside: false })
  expect(three).toMatchObject({ limits: 'exact', outside: false })
  expect(ten).toMatchObject({ limits: 'exact', outside: true })
})

test('a week without audits is a gap, and a baseline without spread is none', () => {
  const baseline = proportionBaseline(steady)
  if (!baseline) throw new Error('no baseline')
  expect(pChart([{ x: 0, n: 0 }], baseline)).toEqual([
    { n: 0, value: null, low: null, high: null, z: null, outside: false, limits: null },
  ])
  expect(proportionBaseline(steady.map(({ n }) => ({ x: 0, n })))).toBeNull()
  expect(proportionBaseline(steady.map(({ n }) => ({ x: n, n })))).toBeNull()
  expect(rateBaseline(steady.map(({ n }) => ({ x: 0, n })))).toBeNull()
})

test('u chart: counts may exceed their unit, limits never fall below 0', () => {
  const counts = Array.from({ length: 20 }, (_, i) => ({ x: 6 + (i % 4), n: 4 }))
  const baseline = rateBaseline(counts)
  if (!baseline) throw new Error('no baseline')
  expect(baseline.centre).toBeCloseTo(7.5 / 4, 12)
  const [usual, burst, gap] = uChart([counts[0] ?? { x: 0, n: 0 }, { x: 40, n: 4 }, { x: 0, n: 0 }], baseline)
  const reach = 3 * Math.sqrt(baseline.centre / 4)
  expect(usual?.high).toBeCloseTo(baseline.centre + reach, 12)
  expect(usual?.low).toBe(0)
  expect(burst?.outside).toBe(true)
  expect(gap?.value).toBeNull()
})
