import type { Metric } from '#shared/scorecards/rules.ts'
import type { WeekCounts } from '#shared/scorecards/views.ts'
import { judgedWeeks, type WeekChart } from '#shared/scorecards/week-chart.ts'
import { percentageFloor } from '#shared/statistics/floors.ts'
import type { NelsonRule, NelsonSignal } from '#shared/statistics/nelson.ts'

/** Holds what a chart says, before it is put into words. */
export type Verdict =
  | { kind: 'few' }
  /** Weeks enough, but without any spread: nothing can be called usual. */
  | { kind: 'even' }
  /** There is a usual range, but a week of the last four has too few audits to lie in it. */
  | { kind: 'gap' }
  /** The sentence speaks of so many weeks in a row, all with audits. */
  | { kind: 'stable'; weeks: number }
  | { kind: 'signal'; metric: Metric; side: 'low' | 'high'; week: string }

/** Whether a signal is a turn for the worse: less accuracy, or more of an error. */
function isWorse(chart: WeekChart, signal: NelsonSignal, metric: Metric): boolean {
  return (sideOf(chart, signal) === 'low') === (metric === 'accuracy')
}

function sideOf(chart: WeekChart, { rule, from, to }: NelsonSignal): 'low' | 'high' {
  const [first, last] = [chart.points[from]?.z ?? 0, chart.points[to]?.z ?? 0]
  return (rule === 3 ? last < first : last < 0) ? 'low' : 'high'
}

/**
 * The newest of the judged weeks that lies outside its limits; without one, that the weeks up to now stayed within them, as far
 * back as each has audits. Runs and trends inside the limits are marked on the picture and are no sentence.
 */
export function verdictOf(chart: WeekChart, weeks: readonly WeekCounts[], metric: Metric): Verdict {
  const isAudited = ({ counts }: WeekCounts) => counts.n >= percentageFloor
  if (!chart.baseline) {
    const judged = weeks.slice(0, -judgedWeeks).filter(isAudited)
    return { kind: judged.length >= judgedWeeks * 2 ? 'even' : 'few' }
  }
  const newest = chart.signals.filter(({ rule, to }) => rule === 1 && to >= weeks.length - judgedWeeks).at(-1)
  const week = newest && weeks[newest.to]
  if (newest && week) return { kind: 'signal', metric, side: sideOf(chart, newest), week: week.week }
  // The newest week may have only begun.
  const newestWeek = weeks.at(-1)
  const spoken = newestWeek && !isAudited(newestWeek) ? weeks.slice(0, -1) : weeks
  const gap = spoken.findLastIndex((each) => !isAudited(each))
  const outside = chart.points.findLastIndex((point, index) => point.outside && index < spoken.length)
  const inRow = spoken.length - 1 - Math.max(gap, outside)
  return inRow < judgedWeeks ? { kind: 'gap' } : { kind: 'stable', weeks: inRow }
}

/** The rule by which the week at this place turned for the worse; the plainest where it is several. */
export function worseAt(chart: WeekChart, index: number, metric: Metric): NelsonRule | undefined {
  return chart.signals
    .filter((signal) => signal.to === index && isWorse(chart, signal, metric))
    .sort((a, b) => a.rule - b.rule)[0]?.rule
}
