import { describe, expect, test } from 'vitest'
import { seededIntegers } from '#shared/statistics/random.ts'
import { findSignals } from './signal-rules.ts'
import type { WeekCounts } from './views.ts'

const targets = { accuracy: 0.95, missed: 0.03, overEnforced: 0.03 }
const who = {
  personId: '00000000-0000-4000-8000-000000000001',
  teamId: '00000000-0000-4000-8000-000000000002',
}

function weekOf(index: number, n: number, missed: number, overEnforced = 0): WeekCounts {
  const week = Temporal.PlainDate.from('2026-08-03').add({ weeks: index }).toString()
  return { week, counts: { n, missed, overEnforced, correct: n - missed - overEnforced, unverified: 0 } }
}
const thirteen = (missed: (index: number) => number, n = 150) =>
  Array.from({ length: 13 }, (_, index) => weekOf(index, n, missed(index)))
const signals = (weeks: WeekCounts[]) => findSignals({ ...who, weeks, targets })

describe('above the limit', () => {
  test('when the whole interval of the last four weeks lies above it', () => {
    expect(signals(thirteen(() => 8))).toEqual([
      {
        ...who,
        key: `${who.personId}:missed:above_limit:2026-10-26`,
        metric: 'missed',
        kind: 'above_limit',
        rule: null,
        cause: null,
        x: 32,
        n: 600,
        from: '2026-10-05',
        to: '2026-10-26',
      },
    ])
  })

  test('not when the interval still holds it', () => {
    expect(signals(thirteen(() => 6))).toEqual([])
  })

  test('not under thirty audits, however bad', () => {
    expect(
      signals(
        thirteen((index) => (index === 12 ? 20 : 0), 0).map((week, index) =>
          index === 12 ? weekOf(12, 29, 20) : week,
        ),
      ),
    ).toEqual([])
  })

  test('each of the two rates by itself', () => {
    const weeks = Array.from({ length: 13 }, (_, index) => weekOf(index, 150, 9, 9))
    expect(signals(weeks).map(({ metric, kind }) => [metric, kind])).toEqual([
      ['missed', 'above_limit'],
      ['over_enforced', 'above_limit'],
    ])
  })
})

describe('a turn for the worse', () => {
  const steady = [1, 2, 1, 0, 2, 1, 1, 2, 1]

  test('one week far out, though the rate is within its limit', () => {
    const [signal] = signals(thirteen((index) => steady[index] ?? (index === 12 ? 9 : 1)))
    expect(signal).toMatchObject({ kind: 'control_chart', rule: 1, x: 9, n: 150, from: '2026-10-26' })
  })

  test('two of three weeks far out speak of the three', () => {
    const [signal] = signals(thirteen((index) => steady[index] ?? [1, 1, 5, 5][index - 9] ?? 0))
    expect(signal).toMatchObject({ kind: 'control_chart', rule: 5, x: 11, n: 450, from: '2026-10-12' })
  })

  test('not when it was three weeks ago, nor when it is for the better', () => {
    expect(signals(thirteen((index) => steady[index] ?? (index === 10 ? 9 : 1)))).toEqual([])
    expect(signals(thirteen((index) => (index < 9 ? 4 + (index % 2) : 0)))).toEqual([])
  })

  test('not against fewer than eight weeks', () => {
    expect(signals(thirteen((index) => steady[index] ?? (index === 12 ? 9 : 1)).slice(2))).toEqual([])
  })
})

describe('a recovery', () => {
  const bad = (index: number) => (index >= 5 && index < 9 ? 14 : 2)

  test('from above the limit to wholly within it', () => {
    expect(signals(thirteen(bad))).toMatchObject([
      { metric: 'missed', kind: 'recovery', x: 8, n: 600, from: '2026-10-05', to: '2026-10-26' },
    ])
  })

  test('not while it is above the limit still', () => {
    expect(signals(thirteen((index) => (index < 9 ? 30 : 9)))).toMatchObject([{ kind: 'above_limit' }])
  })

  test('not when nothing was wrong before', () => {
    expect(signals(thirteen((index) => (index < 9 ? 3 : 1)))).toEqual([])
  })
})

test('no weeks, empty weeks and single weeks say nothing', () => {
  expect(signals([])).toEqual([])
  expect(signals(thirteen(() => 0, 0))).toEqual([])
  expect(signals([weekOf(0, 20, 1)])).toEqual([])
})

describe('false alarms', () => {
  /** Share of calm people, each error independent at one rate for thirteen weeks, who have a signal. */
  function alarms(rate: number, n: number, people = 2000): number {
    const draw = seededIntegers(7)
    const events = () => {
      let x = 0
      for (let audit = 0; audit < n; audit += 1) if (draw(1_000_000) < rate * 1_000_000) x += 1
      return x
    }
    let alarmed = 0
    for (let person = 0; person < people; person += 1) {
      if (signals(thirteen(events, n)).length > 0) alarmed += 1
    }
    return alarmed / people
  }

  test.each([
    { rate: 0.005, n: 150 },
    { rate: 0.015, n: 150 },
    { rate: 0.015, n: 40 },
    { rate: 0.02, n: 80 },
    { rate: 0.02, n: 400 },
  ])('are rare at a rate of $rate and $n audits a week', ({ rate, n }) => {
    // 1.3 to 3.0 % when it was written.
    expect(alarms(rate, n)).toBeLessThan(0.04)
  })
})
