import { expect, test } from 'vitest'
import { entriesOf, foldedRuns, mergeNewestFirst } from './timeline.ts'

const entry = (timestamp: string, name = timestamp) => ({ at: timestamp, name })
const names = (entries: readonly { name: string }[]) => entries.map(({ name }) => name)

test('what several features have stands together, the newest first', () => {
  const notes = [entry('2026-11-24'), entry('2026-11-20')]
  const goals = [entry('2026-11-25'), entry('2026-11-21')]
  expect(names(mergeNewestFirst([notes, goals, []]))).toEqual([
    '2026-11-25',
    '2026-11-24',
    '2026-11-21',
    '2026-11-20',
  ])
})

test('each list keeps its own order, even where its times do not', () => {
  const notes = [entry('2026-11-20'), entry('2026-11-24')]
  expect(names(mergeNewestFirst([notes]))).toEqual(['2026-11-20', '2026-11-24'])
  expect(names(mergeNewestFirst([notes, [entry('2026-11-22')]]))).toEqual([
    '2026-11-22',
    '2026-11-20',
    '2026-11-24',
  ])
})

test('what was begun stands above, and the way to what is older below', () => {
  const part = (name: string) => ({
    first: [entry('2026-11-01', `${name} draft`)],
    entries: [entry('2026-11-20', `${name} entry`)],
    last: [entry('2026-11-30', `${name} older`)],
  })
  expect(names(entriesOf([part('notes'), part('goals')]))).toEqual([
    'notes draft',
    'goals draft',
    'notes entry',
    'goals entry',
    'notes older',
    'goals older',
  ])
})

test('reviews that nothing else stands between are one run, and no entry leaves its place', () => {
  const listed = [0, 2, 1, 0, 0, 1].map((reviews, place) => ({ place, reviews }))
  expect(foldedRuns(listed).map((run) => run.map(({ place }) => place))).toEqual([[0], [1, 2], [3], [4], [5]])
  expect(foldedRuns([])).toEqual([])
})
