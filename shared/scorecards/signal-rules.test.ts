import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { binomialUpperTail } from '#shared/statistics/distributions.ts'
import {
  type AuditedWeek,
  baselineOf,
  episodesOf,
  findingOf,
  pointOf,
  type Renewal,
  renewableWeeks,
} from './signal-rules.ts'

/** Errors of each week from the first on, of so many decisions; a week of none is absent. */
const weeksOf = (errors: readonly (number | null)[], n = 50): AuditedWeek[] =>
  errors.flatMap((x, index) => (x === null ? [] : [{ index, n, x }]))
const steady = (weeks: number): number[] => Array.from({ length: weeks }, (_, index) => 1 + (index % 3))
/** Eleven colleagues who never change. */
const colleagues = Array.from({ length: 11 }, () => weeksOf(steady(80)))
const watched = (weeks: readonly AuditedWeek[], complete: number, team = colleagues) => ({
  ...{ weeks, complete, team: [weeks, ...team] },
})
const findings = (errors: readonly (number | null)[], complete = errors.length) =>
  findingOf(watched(weeksOf(errors), complete))

describe('more errors than the baseline', () => {
  const fell = [...steady(15), 6, 7, 6, 7]

  test('is found on the errors of four complete weeks, with what they are measured by', () => {
    const finding = findings(fell)
    expect(finding).toMatchObject({ kind: 'more_errors', from: 15, to: 18, now: { x: 26, n: 200 } })
    expect(finding?.episode.baseline).toMatchObject({ weeks: 12, provisional: false })
    const rate = finding?.episode.baseline.rate ?? 0
    expect(rate).toBeCloseTo(0.04, 2)
    expect(finding?.now.p).toBeCloseTo(binomialUpperTail(26, 200, rate), 12)
  })

  test('is not found in a week that is not over, nor without a baseline of four weeks', () => {
    expect(findings([...steady(15), 2, 2, 2, 40], 18)).toBeUndefined()
    expect(findings([20, 20, 20, 20])).toBeUndefined()
    expect(findings([null, null, null, null, 20, 20, 20, 20, 20, 20])).toBeUndefined()
  })

  test('is measured by a provisional baseline under twelve weeks, which never holds the tested weeks', () => {
    const { baseline } = findings([...steady(6), 9, 9, 9, 9])?.episode ?? {}
    expect(baseline).toMatchObject({ provisional: true, weeks: 4 })
  })

  test('stays found for as long as it lasts, by the same baseline: the weeks that raised it are never in it', () => {
    const lasting = [...fell, ...Array.from({ length: 40 }, () => 6)]
    const episodes = episodesOf(watched(weeksOf(lasting), lasting.length))
    expect(episodes).toMatchObject([{ until: null, baseline: { weeks: 12 } }])
    for (let complete = 19; complete <= lasting.length; complete += 1) {
      const found = findings(lasting, complete)
      expect(found?.kind).toBe('more_errors')
      expect(found?.episode).toMatchObject({ since: episodes[0]?.since, baseline: episodes[0]?.baseline })
    }
  })

  test('does not come of a colleague who joins later: what they do changes no baseline that is frozen', () => {
    const weeks = weeksOf(fell)
    const joined = Array.from({ length: 4 }, (_, index) => ({ index: 15 + index, n: 50, x: 30 }))
    expect(findingOf(watched(weeks, 19, [...colleagues, joined]))).toEqual(findingOf(watched(weeks, 19)))
  })

  test('ends when four weeks are as usual, is a recovery for four, and begins anew as another episode', () => {
    const back = [...fell, 1, 2, 1, 2]
    expect(findings(back)).toMatchObject({ kind: 'recovery', from: 19, to: 22 })
    expect(findings([...back, 1, 2, 2, 2, 1, 2])).toBeUndefined()
    const again = [...back, ...steady(8), 8, 8, 8]
    const episodes = episodesOf(watched(weeksOf(again), again.length))
    expect(episodes).toMatchObject([{ until: expect.any(Number) }, { until: null }])
    expect(episodes[1]?.baseline).toEqual(episodes[0]?.baseline)
  })

  test('outlasts weeks away, and is not spoken of while no audits are there to speak of', () => {
    expect(findings([...fell, null, null])?.kind).toBe('more_errors')
    expect(findings([...fell, null, null, null, null])).toBeUndefined()
    expect(findings([...fell, null, null, null, null, 6, 7])?.kind).toBe('more_errors')
  })
})

describe('a baseline that a lead lets begin anew', () => {
  const fell = [...steady(15), 6, 7, 6, 7]
  const lasting = [...fell, ...Array.from({ length: 20 }, (_, index) => 5 + (index % 3))]
  const since = findings(fell)?.episode.since ?? Number.NaN
  const renewal: Renewal = { from: since - 3, known: fell.length }
  const renewed = (errors: readonly number[], complete = errors.length, renewals = [renewal]) => ({
    ...watched(weeksOf(errors), complete),
    renewals,
  })

  test('may begin with a week that raised something or the next, and only while something is raised', () => {
    expect(renewableWeeks(watched(weeksOf(fell), fell.length))).toEqual({
      ...{ first: since - 3, last: fell.length },
    })
    expect(renewableWeeks(watched(weeksOf(steady(15)), 15))).toBeUndefined()
    expect(renewableWeeks(renewed(fell))).toBeUndefined()
  })

  test('ends the episode at once, which is no recovery then, and none when the errors fall', () => {
    expect(findingOf(renewed(fell))).toBeUndefined()
    expect(episodesOf(renewed(fell))).toMatchObject([{ since, until: fell.length, renewed: true }])
    const better = [...fell, 1, 1, 1, 1]
    expect(findings(better)?.kind).toBe('recovery')
    for (let complete = fell.length; complete <= better.length; complete += 1)
      expect(findingOf(renewed(better, complete))).toBeUndefined()
  })

  test('takes what was raised for usual: the same errors raise nothing more, in the weeks of the new baseline', () => {
    for (let complete = fell.length; complete <= lasting.length; complete += 1)
      expect(findingOf(renewed(lasting, complete))).toBeUndefined()
    const baseline = baselineOf(renewed(lasting))
    expect(baseline).toMatchObject({ first: since - 3, weeks: 12, provisional: false, begin: renewal })
    expect(baseline?.rate).toBeCloseTo(0.12, 1)
  })

  test('is provisional until it has its own twelve weeks, and raises again what is more than it', () => {
    expect(baselineOf(renewed(lasting, fell.length + 4))).toMatchObject({ provisional: true, begin: renewal })
    const again = [...lasting, 15, 16, 15, 16]
    const [first, second, ...others] = episodesOf(renewed(again))
    expect(others).toEqual([])
    expect(first).toMatchObject({ renewed: true })
    expect(second).toMatchObject({ until: null, baseline: { begin: renewal } })
  })

  test('is known to no test of an earlier week', () => {
    const before = fell.length - 1
    expect(episodesOf(renewed(lasting, before))).toEqual(episodesOf(watched(weeksOf(lasting), before)))
    expect(baselineOf(watched(weeksOf(steady(15)), 15))).toMatchObject({ first: 0, begin: 'start' })
  })
})

test('a note about it begins with the kind that is most of it', () => {
  expect(pointOf({ x: 7, n: 50, missed: 4, overEnforced: 2 })).toEqual({ metric: 'missed', x: 4, n: 50 })
  expect(pointOf({ x: 7, n: 50, missed: 1, overEnforced: 5 })).toEqual({
    metric: 'over_enforced',
    x: 5,
    n: 50,
  })
  expect(pointOf({ x: 7, n: 50, missed: 3, overEnforced: 3 })).toEqual({ metric: 'accuracy', x: 43, n: 50 })
})

const anyWeeks = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 5, maxLength: 40 })

test('replaying fewer weeks gives the episodes that there were then', () => {
  fc.assert(
    fc.property(anyWeeks, fc.integer({ min: 5, max: 40 }), (errors, cut) => {
      const weeks = weeksOf(errors)
      const complete = Math.min(cut, errors.length)
      const then = episodesOf(watched(weeks, complete)).map(({ since }) => since)
      const known = weeks.filter(({ index }) => index < complete)
      expect(episodesOf(watched(known, complete)).map(({ since }) => since)).toEqual(then)
      const later = episodesOf(watched(weeks, errors.length)).map(({ since }) => since)
      expect(later.filter((since) => since < complete)).toEqual(then)
    }),
    { seed: 1, numRuns: 200 },
  )
})

test('replaying fewer weeks gives the same with a lead’s word, which no test before it knows', () => {
  const word = fc.record({ back: fc.integer({ min: 0, max: 8 }), known: fc.integer({ min: 5, max: 40 }) })
  fc.assert(
    fc.property(anyWeeks, word, fc.integer({ min: 5, max: 40 }), (errors, { back, known }, cut) => {
      const weeks = weeksOf(errors)
      const renewals = [{ from: Math.max(0, known - back), known }]
      const complete = Math.min(cut, errors.length)
      const then = episodesOf({ ...watched(weeks, complete), renewals }).map(({ since }) => since)
      const later = episodesOf({ ...watched(weeks, errors.length), renewals }).map(({ since }) => since)
      expect(later.filter((since) => since < complete)).toEqual(then)
      if (complete <= known - 1)
        expect(episodesOf(watched(weeks, complete)).map(({ since }) => since)).toEqual(then)
    }),
    { seed: 1, numRuns: 300 },
  )
})

test('the order of the team changes nothing, and one error more never ends what was found', () => {
  fc.assert(
    fc.property(anyWeeks, (errors) => {
      const weeks = weeksOf(errors)
      const found = findingOf({ weeks, team: [weeks, ...colleagues], complete: errors.length })
      const reordered = findingOf({ weeks, team: [...colleagues, weeks], complete: errors.length })
      expect(reordered?.kind).toBe(found?.kind)
      if (found?.kind !== 'more_errors') return
      const more = weeksOf(errors.map((x, index) => (index === errors.length - 1 ? x + 1 : x)))
      expect(findingOf(watched(more, errors.length))?.kind).toBe('more_errors')
    }),
    { seed: 1, numRuns: 200 },
  )
})
