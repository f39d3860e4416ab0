import { addCounts, noCounts } from '#shared/audits/rules.ts'
import type { AnalystScorecard, Signal } from './views.ts'
import { proportionOf } from './week-chart.ts'

/** A policy with a person's weeks in it. */
export type PolicyWeeks = AnalystScorecard['policies'][number]

/**
 * Returns the signal with its cause: the policy that has more than half of its errors, and more of them than its share of
 * the decisions would bring. A recovery has none.
 */
export function withCause(signal: Signal, policies: readonly PolicyWeeks[]): Signal {
  if (signal.kind === 'recovery') return signal
  const parts = policies.map(({ policy, nameKo, nameEn, weeks }) => {
    const inSignal = weeks.filter(({ week }) => week >= signal.from && week <= signal.to)
    const counts = inSignal.reduce((sum, week) => addCounts(sum, week.counts), noCounts)
    return { policy, nameKo, nameEn, ...proportionOf(counts, signal.metric) }
  })
  const cause = parts.find(({ x, n }) => 2 * x > signal.x && x * signal.n > n * signal.x)
  return { ...signal, cause: cause ?? null }
}
