import { expect, test } from 'vitest'
import { noCounts } from '#shared/audits/rules.ts'
import { comparisonOf } from '#shared/scorecards/comparison-rules.ts'
import { layOutFunnel, nearestMark } from './funnel-geometry.ts'

const frame = { width: 300, height: 200 }
const counts = (n: number, wrong: number) => ({ ...noCounts, n, correct: n - wrong, missed: wrong })
const people = [...Array(8).keys()].map((index) => ({
  personId: `p${index}`,
  counts: counts(40 + 20 * index, index === 7 ? 60 : 2),
}))

function laidOut(more: typeof people = []) {
  const result = comparisonOf([...people, ...more], { measure: 'accuracy' })
  if (result.kind !== 'funnel') throw new Error(result.kind)
  return { result, layout: layOutFunnel({ ...result, measure: 'accuracy' }, frame) }
}

test('everybody with ten audits has a mark within the frame, and who is outside a ring', () => {
  const { layout } = laidOut([{ personId: 'few', counts: counts(9, 1) }])
  expect(layout.marks.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
  expect(layout.marks.filter(({ outside }) => outside)).toMatchObject([{ index: 7, outside: 'worse' }])
  for (const { x, y } of layout.marks) {
    expect(x).toBeGreaterThanOrEqual(0)
    expect(x).toBeLessThanOrEqual(frame.width)
    expect(y).toBeGreaterThanOrEqual(0)
    expect(y).toBeLessThanOrEqual(frame.height)
  }
})

test('more audits stand further right, a higher rate further up, and fewer than thirty are hollow', () => {
  const { layout } = laidOut([{ personId: 'new', counts: counts(20, 0) }])
  const [first, second] = layout.marks
  expect(second?.x).toBeGreaterThan(first?.x ?? 0)
  expect(second?.y).toBeLessThan(first?.y ?? 0)
  expect(layout.marks.at(-1)).toMatchObject({ index: 8, filled: false })
})

test('everybody with as many audits stands in the middle', () => {
  const alike = people.map(({ personId }, index) => ({ personId, counts: counts(60, index % 3) }))
  const result = comparisonOf(alike, { measure: 'accuracy' })
  if (result.kind !== 'funnel') throw new Error(result.kind)
  for (const { x } of layOutFunnel({ ...result, measure: 'accuracy' }, frame).marks)
    expect(Number.isFinite(x)).toBe(true)
})

test('a touch reads out whoever is nearest', () => {
  const { layout } = laidOut()
  const last = layout.marks.at(-1)
  expect(nearestMark(layout.marks, { x: (last?.x ?? 0) + 9, y: (last?.y ?? 0) - 9 })).toBe(last)
  expect(nearestMark([], { x: 0, y: 0 })).toBeUndefined()
})
