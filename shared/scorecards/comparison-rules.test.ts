import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { noCounts } from '#shared/audits/rules.ts'
import type { Counts } from '#shared/audits/views.ts'
import { comparisonOf } from './comparison-rules.ts'

const countsOf = (n: number, wrong: number): Counts => ({
  ...noCounts,
  n,
  correct: n - wrong,
  missed: wrong,
  acted: n - wrong,
})
const person = (index: number, n: number, wrong: number) => ({
  personId: `p${index}`,
  counts: countsOf(n, wrong),
})

/** Errors of each annotator against the gold label, of the published annotations. */
function hatecheck() {
  const [head = '', ...lines] = readFileSync(
    new URL('../../tests/data/hatecheck/labels_only.csv', import.meta.url),
    'utf8',
  )
    .trim()
    .split(/\r?\n/)
  const columns = head.split(',')
  const gold = columns.indexOf('label_gold')
  return Array.from({ length: 10 }, (_, index) => {
    const own = columns.indexOf(`label_${index + 1}`)
    const labels = lines.map((line) => line.split(',')).filter((cells) => cells[own])
    return person(index, labels.length, labels.filter((cells) => cells[own] !== cells[gold]).length)
  })
}
const positionsOf = (result: ReturnType<typeof comparisonOf>) => result.people.map(({ position }) => position)

test('HateCheck: eight of ten lie beyond chance alone; people differ by so much that with it one is worth a look and none a talk', () => {
  const result = comparisonOf(hatecheck(), { measure: 'accuracy' })
  if (result.kind !== 'funnel') throw new Error(result.kind)
  expect(result.centre).toBeCloseTo(1 - 0.016252, 5)
  expect(result.tau).toBeGreaterThan(0.01)
  expect(positionsOf(result).filter((position) => position === 'beyond998')).toEqual([])
  expect(result.people.filter(({ position }) => position === 'beyond95')).toMatchObject([
    { personId: 'p1', side: 'low', n: 1946 },
  ])
})

test('a team that misses its target as one is out as one, and around its own rate nobody is', () => {
  const bad = Array.from({ length: 10 }, (_, index) => person(index, 200, 20 + (index % 2)))
  expect(positionsOf(comparisonOf(bad, { measure: 'accuracy', centre: 0.96 }))).toEqual(
    Array(10).fill('beyond998'),
  )
  expect(positionsOf(comparisonOf(bad, { measure: 'accuracy' }))).toEqual(Array(10).fill('inside'))
})

test('fewer than eight people with ten audits are no funnel, and nobody has a position', () => {
  const seven = Array.from({ length: 7 }, (_, index) => person(index, 200, index === 0 ? 60 : 8))
  const result = comparisonOf([...seven, person(7, 9, 0)], { measure: 'accuracy', centre: 0.95 })
  expect(result.kind).toBe('bars')
  expect(positionsOf(result)).toEqual(Array(8).fill(null))
  expect(result.people.at(-1)).toMatchObject({ value: null, n: 9 })
  expect(comparisonOf([person(0, 9, 1)], { measure: 'accuracy' }).kind).toBe('none')
})

test('under thirty audits somebody is drawn and not judged', () => {
  const many = Array.from({ length: 9 }, (_, index) => person(index, 200, 8))
  const result = comparisonOf([...many, person(9, 29, 20)], { measure: 'accuracy' })
  expect(result.people.at(-1)).toMatchObject({ position: null, n: 29 })
  expect(result.people.at(-1)?.value).toBeCloseTo(9 / 29)
  const judged = comparisonOf([...many, person(9, 30, 20)], { measure: 'accuracy' })
  expect(judged.people.at(-1)).toMatchObject({ position: 'beyond998', side: 'low' })
})

test('a weighted rate counts as the audits that would know it as well, and a refused one is in no limit', () => {
  const weights = {
    ...{ drawn: 100, w: 400, w2: 4000, correct: 380, missed: 20, overEnforced: 0, acted: 380 },
    ...{ correct2: 3960, missed2: 40, overEnforced2: 0, acted2: 3960 },
  }
  const weighted = { personId: 'w', counts: { ...countsOf(100, 4), weights } }
  const refused = {
    personId: 'r',
    counts: { ...countsOf(120, 60), weights },
  }
  const many = Array.from({ length: 8 }, (_, index) => person(index, 200, 8))
  const result = comparisonOf([...many, weighted, refused], { measure: 'accuracy' })
  expect(result.people.slice(-2)).toMatchObject([
    { personId: 'w', n: 83, value: 79 / 83 },
    { personId: 'r', n: 0, value: null, position: null, rate: { kind: 'refused' } },
  ])
  if (result.kind !== 'funnel') throw new Error(result.kind)
  expect(result.centre).toBeCloseTo((8 * 192 + 79) / (1600 + 83))
})

test('the order of people changes nobody’s place, and the drawn limits close in around the centre', () => {
  const teams = fc.array(
    fc
      .integer({ min: 10, max: 400 })
      .chain((n) => fc.integer({ min: 0, max: Math.floor(n / 3) }).map((wrong) => ({ n, wrong }))),
    { minLength: 8, maxLength: 14 },
  )
  fc.assert(
    fc.property(teams, (rows) => {
      const people = rows.map(({ n, wrong }, index) => person(index, n, wrong))
      const [there, back] = [people, people.toReversed()].map((each) =>
        comparisonOf(each, { measure: 'accuracy' }),
      )
      expect(there?.kind).toBe(back?.kind)
      const placeOf = (result: typeof there) =>
        result?.people
          .map(({ personId, position, side, value }) => [personId, position, side, value] as const)
          .sort(([a], [b]) => a.localeCompare(b))
      expect(placeOf(there)).toEqual(placeOf(back))
      if (there?.kind !== 'funnel') return
      const { centre, steps } = there
      for (const { limits } of steps) {
        const ordered = [0, limits.low998, limits.low95, limits.high95, limits.high998, 1]
        expect([...ordered].sort((a, b) => a - b)).toEqual(ordered)
      }
      const last = steps.at(-1)
      expect(last?.limits.low998).toBeLessThanOrEqual(centre + 1 / (last?.n ?? 1))
    }),
    { seed: 7, numRuns: 100 },
  )
})
