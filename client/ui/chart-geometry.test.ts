import { describe, expect, test } from 'vitest'
import { besideLines, breakLabels, type ChartPoint, domain, labelWidth, layOut } from './chart-geometry.ts'

const frame = { width: 124, height: 100, pad: 12 }
const week = (key: string, n: number, value: number | null, rest: Partial<ChartPoint> = {}): ChartPoint => ({
  key,
  label: key,
  n,
  value,
  low: 0.85,
  high: 0.98,
  ...rest,
})

test('the series is broken where a period rests on fewer than ten', () => {
  const { series, marks, few } = layOut(
    [week('a', 40, 0.9), week('b', 40, 0.92), week('c', 9, 0.5), week('d', 29, 0.95), week('e', 30, 0.91)],
    0.92,
    frame,
  )
  expect(series.match(/M/g)).toHaveLength(2)
  expect(series.match(/L/g)).toHaveLength(2)
  expect(marks.map(({ key, filled }) => [key, filled])).toEqual([
    ['a', true],
    ['b', true],
    ['d', false],
    ['e', true],
  ])
  expect(few).toEqual([{ key: 'c', x: 62, n: 9 }])
})

test('a value that is not shown does not stretch the axis either', () => {
  const [bottom] = domain([week('a', 40, 0.9), week('b', 5, 0.1)], 0.92)
  expect(bottom).toBeGreaterThan(0.8)
})

test('shares stay on a chart of 0 to 1, counts are not bounded above', () => {
  expect(domain([week('a', 40, 0.99, { high: 1 })], 0.95)[1]).toBe(1)
  expect(domain([week('a', 40, 3, { low: 0, high: 6 })], 3)).toEqual([0, 6.72])
})

test('limits of a period with fewer than ten are not drawn and do not stretch the axis', () => {
  const { band, bottom } = layOut(
    [week('a', 40, 0.9), week('b', 5, null, { low: 0.4, high: 1 })],
    0.92,
    frame,
  )
  expect(band.map(({ key }) => key)).toEqual(['a'])
  expect(bottom).toBeGreaterThan(0.8)
})

test('the band is stepped by period, reaches both edges, and is absent where there are no limits', () => {
  const { band, x } = layOut(
    [week('a', 40, 0.9), week('b', 40, 0.9, { low: null, high: null }), week('c', 40, 0.9)],
    0.92,
    frame,
  )
  expect(band.map(({ key, x: left, width }) => [key, left, width])).toEqual([
    ['a', 0, 37],
    ['c', 87, 37],
  ])
  expect([x(0), x(1), x(2)]).toEqual([12, 62, 112])
})

test('one period stands in the middle', () => {
  expect(layOut([week('a', 40, 0.9)], 0.92, frame).x(0)).toBe(62)
})

test('signals and version breaks are marked where they are', () => {
  const { marks, breaks } = layOut(
    [week('a', 40, 0.9), week('b', 40, 0.8, { signal: 'rule', version: '3 Mar' })],
    0.92,
    frame,
  )
  expect(marks.map(({ signal }) => signal)).toEqual([false, true])
  expect(breaks).toEqual([{ key: 'b', x: 62, version: '3 Mar' }])
})

test('words of lines that lie close stand apart, in their order and within the plot', () => {
  const labels = [
    { key: 'low', y: 99 },
    { key: 'high', y: 2 },
    { key: 'centre', y: 6 },
  ]
  const placed = besideLines(labels, { line: 14, height: 100 })
  expect(placed.map(({ key, y }) => [key, y])).toEqual([
    ['high', 7],
    ['centre', 21],
    ['low', 93],
  ])
  const low = besideLines([{ y: 95 }, { y: 98 }, { y: 99 }], { line: 14, height: 100 })
  expect(low.map(({ y }) => y)).toEqual([65, 79, 93])
})

describe('labels of breaks', () => {
  const label = '정책 2건 새 버전'
  const width = 6 * 12 + 4 * 7
  const starts = (places: readonly number[], rest: Partial<Parameters<typeof breakLabels>[1]> = {}) =>
    breakLabels(
      places.map((x) => ({ x, version: label })),
      { taken: [], room: 300, text: 1, ...rest },
    ).map(({ x }) => x)

  test('are as wide as their letters at the reader’s size', () => {
    expect([labelWidth(label, 1), labelWidth(label, 2)]).toEqual([width, 2 * width])
  })

  test('begin behind their break, and end within the drawing', () => {
    expect(starts([20])).toEqual([23])
    expect(starts([280])).toEqual([300 - width])
    expect(starts([280], { room: 100, text: 2 })).toEqual([0])
  })

  test('never lie over one another: the newer stays, the older ends before its break or is left out', () => {
    expect(starts([150, 160])).toEqual([150 - 3 - width, 163])
    expect(starts([20, 60])).toEqual([63])
  })

  test('keep off the counts that stand in the same line', () => {
    expect(starts([150], { taken: [{ from: 200, to: 210 }] })).toEqual([150 - 3 - width])
    expect(starts([20], { taken: [{ from: 60, to: 70 }] })).toEqual([])
  })
})
