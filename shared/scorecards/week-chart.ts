import type { Counts } from '#shared/audits/views.ts'
import {
  type Baseline,
  type ChartPoint,
  pChart,
  proportionBaseline,
} from '#shared/statistics/control-chart.ts'
import { percentageFloor } from '#shared/statistics/floors.ts'
import type { Proportion } from '#shared/statistics/interval.ts'
import { type NelsonSignal, nelsonSignals } from '#shared/statistics/nelson.ts'
import { rateOf, wholeEstimateOf } from './rate-rules.ts'
import type { Metric } from './rules.ts'
import type { WeekCounts } from './views.ts'

/** The weeks at the end that are judged: the limits are made of those before, so that a signal cannot hide itself. */
export const judgedWeeks = 4
/** Weeks of a baseline, with ten audits each: the statistics ask for twelve, thirteen weeks less the last four leave nine. */
const fewestBaselineWeeks = 8

/** A metric as counted, x of n; n is always every verified decision, also for the two kinds of error. */
export function proportionOf(counts: Counts, metric: Metric): Proportion {
  const x = { accuracy: counts.correct, missed: counts.missed, over_enforced: counts.overEnforced }[metric]
  return { x, n: counts.n }
}

/** A week under ten audits, or whose rate is refused, is a gap. */
const drawable = (rate: Proportion): Proportion => (rate.n < percentageFloor ? { x: 0, n: 0 } : rate)

export type WeekChart = {
  /** Null where too few weeks have ten audits, or where they do not vary at all. */
  baseline: Baseline | null
  /** One a week; a week under ten audits is a gap. Without a baseline there are no limits. */
  points: ChartPoint[]
  /** In order of the week that completes each. */
  signals: NelsonSignal[]
}

/** The control chart of some weeks: what a screen draws, and what a signal is found on. */
export function weekChart(weeks: readonly WeekCounts[], metric: Metric): WeekChart {
  const inputs = weeks.map(({ counts }) => drawable(wholeEstimateOf(rateOf(counts, metric))))
  const baseline = proportionBaseline(inputs.slice(0, -judgedWeeks), { minimum: fewestBaselineWeeks })
  if (!baseline) {
    const none = { low: null, high: null, z: null, outside: false, limits: null }
    return {
      baseline,
      points: inputs.map(({ x, n }) => ({ n, value: n > 0 ? x / n : null, ...none })),
      signals: [],
    }
  }
  const points = pChart(inputs, baseline)
  return { baseline, points, signals: nelsonSignals(points.map(({ z }) => z)) }
}
