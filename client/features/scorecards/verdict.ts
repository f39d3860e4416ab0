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
  | { kind: 'stable'; weeks: number }
  | { kind: 'signal'; metric: Metric; rule: NelsonRule; side: 'low' | 'high'; week: string }

/** Whether a signal is a turn for the worse: less accuracy, or more of an error. */
function isWorse(chart: WeekChart, signal: NelsonSignal, metric: Metric): boolean {
  return (sideOf(chart, signal) === 'low') === (metric === 'accuracy')
}

function sideOf(chart: WeekChart, { rule, from, to }: NelsonSignal): 'low' | 'high' {
  const [first, last] = [chart.points[from]?.z ?? 0, chart.points[to]?.z ?? 0]
  return (rule === 3 ? last < first : last < 0) ? 'low' : 'high'
}

/**
 * The newest signal of the weeks that are judged, the plainest rule first; without one, that those weeks stayed where
 * they usually are, and all of them did where the earlier ones had none either.
 */
export function verdictOf(chart: WeekChart, weeks: readonly WeekCounts[], metric: Metric): Verdict {
  if (!chart.baseline) {
    const judged = weeks.slice(0, -judgedWeeks).filter(({ counts }) => counts.n >= percentageFloor)
    return { kind: judged.length >= judgedWeeks * 2 ? 'even' : 'few' }
  }
  const judged = chart.signals.filter(({ to }) => to >= weeks.length - judgedWeeks)
  const newest = judged.toSorted((a, b) => b.to - a.to || a.rule - b.rule)[0]
  const week = newest && weeks[newest.to]
  if (newest && week)
    return { kind: 'signal', metric, rule: newest.rule, side: sideOf(chart, newest), week: week.week }
  return { kind: 'stable', weeks: chart.signals.length === 0 ? weeks.length : judgedWeeks }
}

/** The rule by which the week at this place turned for the worse; the plainest where it is several. */
export function worseAt(chart: WeekChart, index: number, metric: Metric): NelsonRule | undefined {
  return chart.signals
    .filter((signal) => signal.to === index && isWorse(chart, signal, metric))
    .sort((a, b) => a.rule - b.rule)[0]?.rule
}
