import { addCounts, noCounts } from '#shared/audits/rules.ts'
import type { Metric } from '#shared/scorecards/rules.ts'
import type { WeekCounts } from '#shared/scorecards/views.ts'
import { proportionOf } from '#shared/scorecards/week-chart.ts'
import type { Baseline } from './views.ts'

/** Weeks behind a baseline, and behind the figure beside it: as many as a period of the scorecard. */
export const baselineWeeks = 4

/**
 * Returns the newest four weeks of a metric as x of n with their first and last Monday; null where nothing was verified.
 * `weeks` in order, oldest first.
 */
export function baselineOf(weeks: readonly WeekCounts[], metric: Metric): Baseline | null {
  const newest = weeks.slice(-baselineWeeks)
  const [first, last] = [newest[0], newest.at(-1)]
  const counts = newest.reduce((sum, week) => addCounts(sum, week.counts), noCounts)
  if (!first || !last || counts.n === 0) return null
  return { ...proportionOf(counts, metric), from: first.week, to: last.week }
}
