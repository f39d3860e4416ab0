import { describe, expect, test } from 'vitest'
import { addCounts, noCounts } from '#shared/audits/rules.ts'
import type { Counts } from '#shared/audits/views.ts'
import { rateDisplay } from '#shared/statistics/floors.ts'
import { weightedRate } from '#shared/statistics/sampling.ts'
import { coverageOf, logs, scarceLogs } from '#tests/bench/coverage.ts'
import { estimateOf, rateOf, wholeEstimateOf } from './rate-rules.ts'
import { weekChart } from './week-chart.ts'

interface Audit {
  outcome: 'correct' | 'missed' | 'over_enforced' | 'other_error'
  acted?: boolean
  chance?: number
}

/** Counts audits as the rollups do. */
function countsOf(audits: readonly Audit[]): Counts {
  return audits.reduce<Counts>((sum, { outcome, acted = false, chance }) => {
    const is = (known: Audit['outcome']) => (outcome === known ? 1 : 0)
    const right = outcome === 'correct' && acted ? 1 : 0
    const w = chance === undefined ? 0 : 1 / chance
    return addCounts(sum, {
      ...{ n: 1, correct: is('correct'), missed: is('missed'), overEnforced: is('over_enforced') },
      ...{ unverified: 0, acted: right, unsided: 0 },
      ...(chance === undefined
        ? {}
        : {
            weights: {
              ...{ drawn: 1, w, w2: w * w, correct: w * is('correct'), missed: w * is('missed') },
              ...{ overEnforced: w * is('over_enforced'), acted: w * right, missed2: w * w * is('missed') },
              ...{ overEnforced2: w * w * is('over_enforced'), acted2: w * w * right },
              correct2: w * w * is('correct'),
            },
          }),
    })
  }, noCounts)
}
const many = (times: number, audit: Audit) => Array.from({ length: times }, () => audit)

describe('a rate', () => {
  const audits = [
    ...many(40, { outcome: 'correct', acted: true }),
    ...many(50, { outcome: 'correct' }),
    ...many(5, { outcome: 'missed' }),
    ...many(3, { outcome: 'over_enforced' }),
    ...many(2, { outcome: 'other_error' }),
  ] as const

  test('has its own denominator: all, what violates, or what was an action', () => {
    const counts = countsOf(audits)
    const counted = (measure: Parameters<typeof rateOf>[1]) => {
      const { kind, x, n } = rateOf(counts, measure)
      return [kind, x, n]
    }
    expect(counted('accuracy')).toEqual(['plain', 90, 100])
    expect(counted('missed')).toEqual(['plain', 5, 100])
    expect(counted('other_error')).toEqual(['plain', 2, 100])
    expect(counted('missed_among_violating')).toEqual(['plain', 5, 45])
    expect(counted('over_enforced_among_actions')).toEqual(['plain', 3, 43])
  })

  test('among violations is refused where nobody knows which right decisions were actions', () => {
    const { acted: _, unsided: __, ...before } = countsOf(audits)
    expect(rateOf(before, 'missed')).toMatchObject({ kind: 'plain', x: 5, n: 100 })
    expect(rateOf(before, 'missed_among_violating')).toMatchObject({
      kind: 'refused',
      reason: 'sides_unknown',
    })
    const mixed = addCounts(before, countsOf(audits))
    expect(rateOf(mixed, 'over_enforced_among_actions')).toMatchObject({ reason: 'sides_unknown' })
  })

  test('is the one of the audits themselves where all chances are equal', () => {
    const equal = countsOf(audits.map((audit) => ({ ...audit, chance: 0.3 })))
    for (const measure of ['accuracy', 'missed', 'missed_among_violating'] as const)
      expect(rateOf(equal, measure)).toEqual(rateOf(countsOf(audits), measure))
  })

  test('is weighted back, from the sums alone, to what the audits one by one say', () => {
    const drawn = audits.map((audit, place) => ({ ...audit, chance: place % 3 === 0 ? 0.8 : 0.04 }))
    const weighted = (error: (audit: Audit) => boolean, among: (audit: Audit) => boolean) => {
      const rows = drawn.filter(among).map((audit) => ({ error: error(audit), inclusion: audit.chance }))
      const found = weightedRate(rows)
      if (!found) throw new Error('no rate')
      const total = rows.reduce((sum, { inclusion }) => sum + 1 / inclusion, 0)
      const more = 1 / found.effectiveN
      const variance = rows.reduce(
        (sum, row) => sum + ((Number(row.error) - found.rate) / row.inclusion / total) ** 2,
        more * (1 - 2 * found.rate - more) * more,
      )
      const mean = found.rate + more
      return { ...found, n: (mean * (1 - mean)) / variance }
    }
    const isMissed = ({ outcome }: Audit) => outcome === 'missed'
    const violates = (audit: Audit) =>
      isMissed(audit) || (audit.outcome === 'correct' && audit.acted === true)
    const counts = countsOf(drawn)
    for (const [measure, expected] of [
      ['missed', weighted(isMissed, () => true)],
      ['missed_among_violating', weighted(isMissed, violates)],
    ] as const) {
      const rate = rateOf(counts, measure)
      const { x, n } = estimateOf(rate)
      expect(rate.kind).toBe('weighted')
      expect(x / n).toBeCloseTo(expected.rate, 9)
      expect(rate).toMatchObject({ effectiveN: expect.closeTo(expected.effectiveN, 6) })
      expect(n).toBeCloseTo(expected.n, 6)
    }
  })

  test('is refused where chances vary and some are not known, and not where equal ones are', () => {
    const varying = [
      ...many(20, { outcome: 'correct', chance: 0.1 }),
      ...many(20, { outcome: 'correct', chance: 0.9 }),
    ]
    const unknown = many(5, { outcome: 'correct' })
    expect(rateOf(countsOf(varying), 'accuracy').kind).toBe('weighted')
    expect(rateOf(countsOf([...varying, ...unknown]), 'accuracy')).toMatchObject({
      ...{ kind: 'refused', reason: 'chances_unknown', x: 45, n: 45 },
    })
    expect(rateOf(countsOf([...varying.slice(0, 20), ...unknown]), 'accuracy').kind).toBe('plain')
  })

  test('meets the floors by its effective n, rounded down', () => {
    const audit = { outcome: 'correct' } as const
    const rate = rateOf(
      countsOf([...many(4, { ...audit, chance: 0.05 }), ...many(60, { ...audit, chance: 1 })]),
      'accuracy',
    )
    expect(Math.floor(estimateOf(rate).n)).toBe(11)
    expect(rateDisplay(estimateOf(rate)).kind).toBe('interval')
    const fewer = rateOf(
      countsOf([...many(2, { ...audit, chance: 0.02 }), ...many(62, { ...audit, chance: 1 })]),
      'accuracy',
    )
    // 64 audits say no more than nine: no percentage.
    expect(fewer.n).toBe(64)
    expect(Math.floor(estimateOf(fewer).n)).toBeLessThan(10)
    expect(rateDisplay(estimateOf(fewer)).kind).toBe('count')
  })

  test('is a gap in the chart where it is refused, and whole audits where it is weighted', () => {
    const varying = countsOf([
      ...many(30, { outcome: 'correct', chance: 0.1 }),
      ...many(30, { outcome: 'missed', chance: 0.9 }),
    ])
    const refused = addCounts(varying, countsOf(many(3, { outcome: 'correct' })))
    const { points } = weekChart(
      [varying, refused].map((counts, place) => ({ week: `2026-01-0${place + 1}`, counts })),
      'missed',
    )
    const whole = wholeEstimateOf(rateOf(varying, 'missed'))
    expect(whole).toEqual({ x: Math.round((1 / 10) * whole.n), n: whole.n })
    expect(points.map(({ n }) => n)).toEqual([whole.n, 0])
  })
})

describe('the range of a weighted rate', () => {
  test.each(Object.entries(logs))(
    'holds the truth in 93 to 97 of a hundred draws: %s',
    (_, log) => {
      for (const seed of [1, 20261130]) {
        const found = coverageOf(log, { seed, runs: 2500 })
        for (const share of [found.accuracy, found.difference]) {
          expect(share).toBeGreaterThan(0.93)
          expect(share).toBeLessThan(0.97)
        }
        expect(found.falselyMet).toBeLessThan(0.038)
        expect(found.falselyMissed).toBeLessThan(0.038)
      }
    },
    60_000,
  )

  test.each(Object.entries(scarceLogs))(
    'errs to the wide side where little of a large part is drawn: %s',
    (_, log) => {
      // Unweighted, the range held the truth in 27 of a hundred.
      const found = coverageOf(log, { seed: 7, runs: 2500 })
      expect(found.accuracy).toBeGreaterThan(0.95)
      expect(found.width).toBeLessThan(found.widthByKish)
    },
    60_000,
  )
})
