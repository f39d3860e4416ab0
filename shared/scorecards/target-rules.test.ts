import { expect, test } from 'vitest'
import { datedTargets, targetBreaks, targetHistory, targetsOn } from './target-rules.ts'
import type { TargetEntry } from './views.ts'

const initial = { accuracy: 0.95, missed: 0.03, overEnforced: 0.03 }
const entry = (number: number, effectiveFrom: string, rate: number | null, metric = 'accuracy' as const) => ({
  ...{ number, metric, effectiveFrom, rate, setBy: null, setAt: '2026-01-01T00:00:00Z' },
})
const entries: TargetEntry[] = [
  entry(1, '2026-03-01', 0.96),
  entry(2, '2026-06-01', 0.97),
  entry(3, '2026-06-01', 0.975),
  entry(4, '2026-09-01', 0.98),
  entry(5, '2026-09-01', null),
]
const dated = datedTargets(entries)

test('a period is judged by the target of its first day, to the day', () => {
  const on = (day: string) => targetsOn(initial, dated, day).accuracy
  expect(['2026-02-28', '2026-03-01', '2026-05-31', '2026-06-01', '2026-12-31'].map(on)).toEqual([
    ...[0.95, 0.96, 0.96, 0.975, 0.975],
  ])
  expect(targetsOn(initial, dated, '2026-12-31')).toMatchObject({ missed: 0.03, overEnforced: 0.03 })
})

test('a change on the first day is no break of the period, one on its last day is', () => {
  const breaks = (from: string, to: string) => targetBreaks(initial, dated, { from, to })
  expect(breaks('2026-03-01', '2026-05-31')).toEqual([])
  expect(breaks('2026-02-28', '2026-03-01')).toEqual([
    { metric: 'accuracy', effectiveFrom: '2026-03-01', before: 0.95, rate: 0.96 },
  ])
  expect(breaks('2026-01-01', '2026-12-31').map(({ before, rate }) => [before, rate])).toEqual([
    [0.95, 0.96],
    [0.96, 0.975],
  ])
})

test('what was set anew for the same day or taken back stays in the history and counts for nothing', () => {
  const states = (today: string) =>
    targetHistory(entries, 'accuracy', today).map(({ entry, state }) => [entry.number, state])
  expect(states('2026-05-01')).toEqual([
    [4, 'withdrawn'],
    [3, 'planned'],
    [2, 'replaced'],
    [1, 'current'],
  ])
  expect(states('2026-06-01').at(-1)).toEqual([1, 'past'])
  expect(targetHistory(entries, 'missed', '2026-05-01')).toEqual([])
})

test('entries in any order say the same', () => {
  expect(datedTargets(entries.toReversed())).toEqual(dated)
})
