import { expect, test } from 'vitest'
import { noCounts } from '#shared/audits/rules.ts'
import { heatCells, stepsFor } from './heat-geometry.ts'

const week = (n: number, wrong: number) => ({ ...noCounts, n, correct: n - wrong, missed: wrong })

test('the steps begin at half of the limit, the limit, twice and four times of it', () => {
  expect(stepsFor(0.04)).toEqual([0, 0.02, 0.04, 0.08, 0.16])
  expect(stepsFor(0)).toEqual([0, 0.025, 0.05, 0.1, 0.2])
})

test('a cell says by its shape how many audits it rests on, and has no colour under ten', () => {
  const weeks = [week(0, 0), week(9, 9), week(10, 0), week(29, 1), week(30, 2), week(100, 21)]
  const cells = heatCells({ measure: 'errors', weeks }, 0.05)
  expect(cells.map(({ kind, step }) => [kind, step])).toEqual([
    ...[
      ['none', 0],
      ['few', 0],
      ['some', 0],
    ],
    ...[
      ['some', 1],
      ['many', 2],
      ['many', 4],
    ],
  ])
  const missed = heatCells({ measure: 'over_enforced', weeks: [week(100, 21)] }, 0.05)
  expect(missed[0]).toMatchObject({ kind: 'many', step: 0, rate: { x: 0, n: 100 } })
})
