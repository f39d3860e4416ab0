import { type Metric, metrics, targetRate } from './rules.ts'
import type { TargetEntry, Targets } from './views.ts'

/** Shares that a target or limit may be set to: at 0 or 1 no number of audits could ever clear it. */
export const targetBounds = { low: 0.001, high: 0.999 } as const

/** A target from a day on; where it was set anew or taken back, the entry of the highest number counts. */
export interface DatedTarget {
  metric: Metric
  effectiveFrom: string
  rate: number
}

/**
 * Returns the targets that a period is judged by: those in force on its first day. `dated` is in the order of days; `initial`
 * is what the team began with.
 */
export function targetsOn(initial: Targets, dated: readonly DatedTarget[], day: string): Targets {
  const on = (metric: Metric) =>
    dated.findLast((each) => each.metric === metric && each.effectiveFrom <= day)?.rate ??
    targetRate(initial, metric)
  return { accuracy: on('accuracy'), missed: on('missed'), overEnforced: on('over_enforced') }
}

/** A change of a target inside a period: figures on both sides of it were aimed at different values. */
export interface TargetBreak {
  metric: Metric
  effectiveFrom: string
  before: number
  rate: number
}

/** Returns the changes after a period's first day, up to its last, in the order of days. */
export function targetBreaks(
  initial: Targets,
  dated: readonly DatedTarget[],
  { from, to }: { from: string; to: string },
): TargetBreak[] {
  const last = targetsOn(initial, dated, from)
  const now = new Map(metrics.map((metric) => [metric, targetRate(last, metric)]))
  return dated.flatMap(({ metric, effectiveFrom, rate }) => {
    if (effectiveFrom <= from || effectiveFrom > to) return []
    const before = now.get(metric) ?? rate
    now.set(metric, rate)
    return before === rate ? [] : [{ metric, effectiveFrom, before, rate }]
  })
}

/** Returns what counts of a team's entries, in the order of days: the last word for each metric and day, unless it is taken back. */
export function datedTargets(entries: readonly TargetEntry[]): DatedTarget[] {
  const latest = new Map<string, TargetEntry>()
  for (const entry of entries.toSorted((a, b) => a.number - b.number))
    latest.set(`${entry.metric} ${entry.effectiveFrom}`, entry)
  return [...latest.values()]
    .flatMap(({ metric, effectiveFrom, rate }) => (rate === null ? [] : [{ metric, effectiveFrom, rate }]))
    .sort((a, b) => a.effectiveFrom.localeCompare(b.effectiveFrom))
}

/** The state of an entry on a day. 'replaced': set anew for the same day; 'withdrawn': taken back before it. */
export type TargetState = 'planned' | 'current' | 'past' | 'replaced' | 'withdrawn'

/** Returns a metric's entries that set a value, the latest day first, each with its state on `today`. */
export function targetHistory(
  entries: readonly TargetEntry[],
  metric: Metric,
  today: string,
): { entry: TargetEntry & { rate: number }; state: TargetState }[] {
  const own = entries.filter((entry) => entry.metric === metric)
  const current = datedTargets(own).findLast(({ effectiveFrom }) => effectiveFrom <= today)?.effectiveFrom
  return own
    .toSorted((a, b) => b.effectiveFrom.localeCompare(a.effectiveFrom) || b.number - a.number)
    .flatMap((entry) => {
      const { number, effectiveFrom, rate } = entry
      if (rate === null) return []
      const next = own
        .filter((later) => later.effectiveFrom === effectiveFrom && later.number > number)
        .toSorted((a, b) => a.number - b.number)[0]
      const state =
        next !== undefined
          ? next.rate === null
            ? 'withdrawn'
            : 'replaced'
          : effectiveFrom > today
            ? 'planned'
            : effectiveFrom === current
              ? 'current'
              : 'past'
      return [{ entry: { ...entry, rate }, state }]
    })
}
