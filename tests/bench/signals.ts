import { parseArgs } from 'node:util'
import {
  type AuditedWeek,
  type Episode,
  episodesOf,
  frozenWeeks,
  type Renewal,
  testedWeeks,
  type Watched,
} from '#shared/scorecards/signal-rules.ts'
import type { WeekCounts } from '#shared/scorecards/views.ts'
import { weekChart } from '#shared/scorecards/week-chart.ts'
import { seededIntegers } from '#shared/statistics/random.ts'

/** A team whose people do not change, and after their baseline, one whose accuracy falls. */
export interface Shape {
  seed: number
  people: number
  /** The share of everybody's decisions that is right. */
  accuracy: number
  /** The spread between people: everybody's own accuracy lies so far above or below it at most. */
  spread: number
  /** The accuracy of those who fall, from the first week after their baseline on. */
  fallsTo: number
  /** Verified decisions a person and week, on average. */
  volume: number
  /** Share of weeks in which a person has none. */
  gaps: number
  /** Says how audits are drawn, in the weeks of the baseline and from then on. */
  drawn: Draw
  drawnThen: Draw
  /** 1 where a lead takes whatever is raised for usual, a week after it was. */
  renews: number
  /** Simulated teams. */
  runs: number
}

/** Evenly; half from the tenth of the cases in which errors are 13 to 3 as frequent; or both in turn by week. */
export const draws = ['even', 'risk', 'turns'] as const
export type Draw = (typeof draws)[number]
export const usualShape: Shape = {
  ...{ seed: 1, people: 12, accuracy: 0.96, spread: 0, fallsTo: 0.9, volume: 35, gaps: 0, runs: 400 },
  ...{ drawn: 'even', drawnThen: 'even', renews: 0 },
}

/** Weeks after the baseline: a quarter. */
export const quarterWeeks = 13

export interface SignalFigures extends Shape {
  /** Rows that say "more errors" of somebody who has not changed. */
  falseRowsATeamQuarter: number
  analystsFlaggedAQuarter: number
  /** Rows that say it again of those who fell and have not changed since, where a lead took that for usual. */
  falseRowsAfterRenewal: number
  /** The same in the weeks before, while baselines are provisional. */
  falseRowsWhileProvisional: number
  /** The share of those whose accuracy fell that is flagged by the end of that week. */
  flaggedByWeek: { 4: number; 8: number; 13: number }
  /** The share of unchanged people's weeks whose picture lies above or below its limits. */
  wrongAboveOrBelow: number
}

/**
 * Simulates quarters: everybody is tested at the end of every week, as daily imports have it, in teams where nobody changes and
 * in teams where one falls at the end of their baseline. The same seed gives the same figures.
 */
export function simulateSignals(shape: Shape): SignalFigures {
  const draw = seededIntegers(shape.seed)
  const chance = () => draw(1 << 30) / (1 << 30)
  const all = frozenWeeks + quarterWeeks
  const found = { rows: 0, flagged: 0, provisional: 0, wrong: 0, weeks: 0 }
  const by = { 4: 0, 8: 0, 13: 0 }
  let again = 0
  for (let run = 0; run < shape.runs; run += 1) {
    const team = Array.from({ length: shape.people }, () => {
      const own = shape.accuracy + shape.spread * (2 * chance() - 1)
      return weeksOf(shape, all, { chance, accuracy: () => own })
    })
    for (const weeks of team) {
      const begun = raisedIn(shape, { weeks, team, complete: all }).map(({ since }) => since)
      const late = begun.filter((since) => since >= frozenWeeks).length
      found.rows += late
      found.flagged += late > 0 ? 1 : 0
      found.provisional += begun.length - late
      const outside = weeksOutside(weeks.slice(-quarterWeeks))
      found.wrong += outside
      found.weeks += 1
    }
    const falls = (week: number) => (week < frozenWeeks ? shape.accuracy : shape.fallsTo)
    const weeks = weeksOf(shape, all, { chance, accuracy: falls })
    const after = raisedIn(shape, { weeks, team: [...team.slice(1), weeks], complete: all })
      .map((episode) => episode.since)
      .filter((week) => week >= frozenWeeks)
    const [since] = after
    if (shape.renews > 0) again += Math.max(0, after.length - 1)
    for (const week of [4, 8, 13] as const)
      if (since !== undefined && since < frozenWeeks + week) by[week] += 1
  }
  const teams = shape.runs
  return {
    ...shape,
    falseRowsATeamQuarter: found.rows / teams,
    analystsFlaggedAQuarter: found.flagged / (teams * shape.people),
    falseRowsAfterRenewal: again / teams,
    falseRowsWhileProvisional: found.provisional / teams,
    flaggedByWeek: { 4: by[4] / teams, 8: by[8] / teams, 13: by[13] / teams },
    wrongAboveOrBelow: found.wrong / found.weeks,
  }
}

/** Returns what is raised, where a lead takes each for usual with the first week that raised it. */
function raisedIn({ renews }: Shape, watched: Watched): Episode[] {
  const renewals: Renewal[] = []
  for (;;) {
    const episodes = episodesOf({ ...watched, renewals })
    const next =
      renews > 0 ? episodes.find(({ since }) => !renewals.some(({ known }) => known > since)) : undefined
    if (!next || next.since + 2 > watched.complete) return episodes
    renewals.push({ from: next.since - testedWeeks + 1, known: next.since + 2 })
  }
}

/** Draws the weeks of one person. */
export function weeksOf(
  { volume, gaps, drawn, drawnThen }: Shape,
  count: number,
  { chance, accuracy }: { chance: () => number; accuracy: (week: number) => number },
): AuditedWeek[] {
  return Array.from({ length: count }, (_, index) => {
    const n = chance() < gaps ? 0 : Math.max(1, Math.round(volume * (0.75 + chance() / 2)))
    const draw = index < frozenWeeks ? drawn : drawnThen
    const uneven = draw === 'risk' || (draw === 'turns' && index % 2 === 1)
    const errors = 1 - accuracy(index)
    let x = 0
    for (let audit = 0; audit < n; audit += 1) {
      const risky = chance() < (uneven ? 0.5 : 0.1)
      if (chance() < errors * (risky ? 3.25 : 0.75)) x += 1
    }
    return { index, n, x, uneven }
  }).filter(({ n }) => n > 0)
}

/** Returns 1 where the picture of the last week lies above or below its limits. */
function weeksOutside(weeks: readonly AuditedWeek[]): number {
  const series: WeekCounts[] = weeks.map(({ index, n, x }) => ({
    week: String(index),
    counts: { n, correct: n - x, missed: x, overEnforced: 0, unverified: 0 },
  }))
  return weekChart(series, 'accuracy').points.at(-1)?.outside ? 1 : 0
}

/** Returns the figures for the options of `npm run bench -- signals`. */
export function signalFigures(args: string[]): SignalFigures {
  const names = { seed: 'seed', people: 'people', accuracy: 'accuracy', 'falls-to': 'fallsTo' } as const
  const more = { spread: 'spread', volume: 'volume', gaps: 'gaps', runs: 'runs', renews: 'renews' } as const
  const keys = { ...names, ...more }
  const { values } = parseArgs({
    args,
    options: Object.fromEntries(
      [...Object.keys(keys), 'drawn', 'drawn-then'].map((name) => [name, { type: 'string' as const }]),
    ),
  })
  const drawn = drawOf(values.drawn)
  const drawnThen = drawOf(values['drawn-then'] ?? values.drawn)
  const given = Object.entries(keys).flatMap(([name, key]) => {
    const text = values[name]
    if (text === undefined) return []
    const value = Number(text)
    if (!Number.isFinite(value) || value < 0)
      throw new Error(`--${name} must be a number, not ${String(text)}`)
    return [[key, value] as const]
  })
  return simulateSignals({ ...usualShape, runs: 2000, drawn, drawnThen, ...Object.fromEntries(given) })
}

function drawOf(name: string | boolean | undefined = 'even'): Draw {
  const draw = draws.find((known) => known === name)
  if (!draw) throw new Error(`--drawn and --drawn-then are one of ${draws.join(', ')}, not ${String(name)}`)
  return draw
}
