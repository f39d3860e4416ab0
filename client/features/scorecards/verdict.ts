import type { Metric, WeekCounts } from '#shared/scorecards.ts'
import { percentageFloor } from '#shared/statistics/floors.ts'
import type { NelsonRule } from '#shared/statistics/nelson.ts'
import { judgedWeeks, type WeekChart } from '#shared/week-chart.ts'

/** What a chart says, before it is put into words. */
export type Verdict =
  | { kind: 'few' }
  /** Weeks enough, but without any spread: nothing can be called usual. */
  | { kind: 'even' }
  | { kind: 'stable'; weeks: number }
  | { kind: 'signal'; metric: Metric; rule: NelsonRule; side: 'low' | 'high'; week: string }

/** The newest signal, the plainest rule first; without one, that the weeks stayed where they usually are. */
export function verdictOf(chart: WeekChart, weeks: readonly WeekCounts[], metric: Metric): Verdict {
  if (!chart.baseline) {
    const judged = weeks.slice(0, -judgedWeeks).filter(({ counts }) => counts.n >= percentageFloor)
    return { kind: judged.length >= judgedWeeks * 2 ? 'even' : 'few' }
  }
  const last = Math.max(...chart.signals.map(({ to }) => to))
  const newest = chart.signals.filter(({ to }) => to === last).sort((a, b) => a.rule - b.rule)[0]
  const week = newest && weeks[newest.to]
  if (!newest || !week) return { kind: 'stable', weeks: weeks.length }
  const [from, to] = [chart.points[newest.from]?.z ?? 0, chart.points[newest.to]?.z ?? 0]
  const falling = newest.rule === 3 ? to < from : to < 0
  return { kind: 'signal', metric, rule: newest.rule, side: falling ? 'low' : 'high', week: week.week }
}

/** The rule that the week at this place completes; the plainest where it completes several. */
export function ruleAt(chart: WeekChart, at: number): NelsonRule | undefined {
  return chart.signals.filter(({ to }) => to === at).sort((a, b) => a.rule - b.rule)[0]?.rule
}
