import { addCounts, noCounts } from '#shared/audits/rules.ts'
import { colourFloor } from '#shared/statistics/floors.ts'
import { newcombeDifference, type Proportion, wilson } from '#shared/statistics/interval.ts'
import type { Metric } from './rules.ts'
import type { Signal, Targets, WeekCounts } from './views.ts'
import { judgedWeeks, proportionOf, weekChart } from './week-chart.ts'

/** Whose weeks, oldest first and without gaps, and what the team aims at. */
export interface Watched {
  personId: string
  teamId: string
  weeks: readonly WeekCounts[]
  targets: Targets
}

type ErrorMetric = Exclude<Metric, 'accuracy'>
type Found = Omit<Signal, 'key' | 'personId' | 'teamId' | 'metric'>

/** Weeks that one judgement speaks of; the same span before them is what a recovery recovers from. */
const span = judgedWeeks
/** A rule that was completed longer ago is history and not news. */
const newWeeks = 2

/**
 * Returns what in a person's data is worth a look, at most one for each of the two error rates: a rate whose whole
 * interval lies above its limit; else a turn for the worse against the person's own earlier weeks; else a recovery.
 * Nothing is said of a rate under 30 audits. shared/scorecards/views.ts says what each kind is.
 */
export function findSignals(watched: Watched): Signal[] {
  const { personId, teamId, weeks, targets } = watched
  const limits: [ErrorMetric, number][] = [
    ['missed', targets.missed],
    ['over_enforced', targets.overEnforced],
  ]
  return limits.flatMap(([metric, limit]) => {
    const found =
      aboveLimit(weeks, metric, limit) ?? turnForWorse(weeks, metric) ?? recovery(weeks, metric, limit)
    if (!found) return []
    return [{ key: `${personId}:${metric}:${found.kind}:${found.to}`, personId, teamId, metric, ...found }]
  })
}

function total(weeks: readonly WeekCounts[], metric: ErrorMetric): Proportion {
  return proportionOf(
    weeks.reduce((sum, { counts }) => addCounts(sum, counts), noCounts),
    metric,
  )
}

function found(kind: Signal['kind'], weeks: readonly WeekCounts[], metric: ErrorMetric): Found | undefined {
  const [first, last] = [weeks[0], weeks.at(-1)]
  if (!first || !last) return undefined
  return { kind, rule: null, ...total(weeks, metric), from: first.week, to: last.week, cause: null }
}

const enough = ({ n }: Proportion) => n >= colourFloor

function isAbove(events: Proportion, limit: number): boolean {
  const interval = wilson(events.x, events.n)
  return enough(events) && interval !== null && interval.low > limit
}

function aboveLimit(weeks: readonly WeekCounts[], metric: ErrorMetric, limit: number): Found | undefined {
  const recent = weeks.slice(-span)
  return isAbove(total(recent, metric), limit) ? found('above_limit', recent, metric) : undefined
}

function recovery(weeks: readonly WeekCounts[], metric: ErrorMetric, limit: number): Found | undefined {
  const recent = weeks.slice(-span)
  const before = total(weeks.slice(-2 * span, -span), metric)
  const now = total(recent, metric)
  if (!isAbove(before, limit) || !enough(now)) return undefined
  const within = (wilson(now.x, now.n)?.high ?? 1) <= limit
  const fell = (newcombeDifference(now, before)?.high ?? 1) < 0
  return within || fell ? found('recovery', recent, metric) : undefined
}

/** Nelson's rules on the weeks, against limits that the last four had no part in. A week under ten audits is a gap. */
function turnForWorse(weeks: readonly WeekCounts[], metric: ErrorMetric): Found | undefined {
  const { points, signals } = weekChart(weeks, metric)
  const z = points.map((point) => point.z)
  const worse = signals.filter(({ rule, from, to }) => {
    const last = z[to] ?? 0
    return to >= weeks.length - newWeeks && (rule === 3 ? last > (z[from] ?? 0) : last > 0)
  })
  const newest = worse.reduce<(typeof worse)[number] | undefined>(
    (best, each) => (!best || each.to > best.to ? each : best),
    undefined,
  )
  if (!newest) return undefined
  const flagged = found('control_chart', weeks.slice(newest.from, newest.to + 1), metric)
  return flagged && { ...flagged, rule: newest.rule }
}
