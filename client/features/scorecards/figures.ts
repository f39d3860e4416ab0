import type { Axis } from '#client/ui/axis.ts'
import { axisFor } from '#client/ui/axis.ts'
import { addCounts, noCounts } from '#shared/audits/rules.ts'
import type { Counts } from '#shared/audits/views.ts'
import { estimateOf, type Rate, rateOf } from '#shared/scorecards/rate-rules.ts'
import { betterOf, type Metric, type Period, periodWeeks, targetRate } from '#shared/scorecards/rules.ts'
import type { Targets, WeekCounts } from '#shared/scorecards/views.ts'
import { colourFloor, percentageFloor, type Target } from '#shared/statistics/floors.ts'
import { type Proportion, wilson } from '#shared/statistics/interval.ts'

/** The weeks of a period: the last ones, because a period ends with the data. */
export function weeksOf(weeks: readonly WeekCounts[], period: Period): readonly WeekCounts[] {
  return weeks.slice(-periodWeeks[period])
}

/** Counts what was decided in a period. */
export function countsIn(weeks: readonly WeekCounts[], period: Period): Counts {
  return weeksOf(weeks, period).reduce((sum, { counts }) => addCounts(sum, counts), noCounts)
}

export function targetOf(targets: Targets, metric: Metric): Target {
  return { rate: targetRate(targets, metric), better: betterOf(metric) }
}

/** One axis for all bars of a metric on a screen; what is too small for a bar does not stretch it. */
export function commonAxis(
  rates: readonly (Rate | Proportion)[],
  { metric, targets }: { metric: Metric; targets: Targets },
): Axis {
  const intervals = rates.flatMap((rate) => {
    const { x, n } = estimateOf(rate)
    const interval = n >= percentageFloor ? wilson(x, n) : null
    return interval ? [interval] : []
  })
  return axisFor(intervals, betterOf(metric), targetOf(targets, metric).rate)
}

/** First and last Monday of a period. */
export function spanOf(weeks: readonly WeekCounts[], period: Period): { from: string; to: string } | null {
  const shown = weeksOf(weeks, period)
  const [first, last] = [shown[0], shown.at(-1)]
  return first && last ? { from: first.week, to: last.week } : null
}

/** How many weeks a person has had decisions here, the first one included; 0 before it. */
export function weeksSinceFirst(weeks: readonly WeekCounts[]): number {
  const first = weeks.findIndex(({ counts }) => counts.n + counts.unverified > 0)
  return first === -1 ? 0 : weeks.length - first
}

/**
 * Returns what held best: of the policies with enough decisions to be compared at all, the one whose plausible range
 * begins highest. It compares one person's policies, never people.
 */
export function bestKept<P extends { weeks: readonly WeekCounts[] }>(
  policies: readonly P[],
  period: Period,
): (P & { proportion: Proportion }) | null {
  const candidates = policies.flatMap((policy) => {
    const proportion = estimateOf(rateOf(countsIn(policy.weeks, period), 'accuracy'))
    const interval = wilson(proportion.x, proportion.n)
    return interval && proportion.n >= colourFloor ? [{ ...policy, proportion, low: interval.low }] : []
  })
  // One alone is not the best of anything.
  if (candidates.length < 2) return null
  return candidates.reduce((best, candidate) => (candidate.low > best.low ? candidate : best))
}
