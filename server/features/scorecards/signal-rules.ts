import { findSignals, type Watched } from '#shared/scorecards/signal-rules.ts'
import type { Signal } from '#shared/scorecards/views.ts'

const known = new Map<string, { fingerprint: string; signals: Signal[] }>()
/** People kept at most; then it begins anew. */
const limit = 20_000

/**
 * findSignals, remembered for each person and team as long as their weeks and targets are the same: these change with an
 * import, and are read with every Today and Team.
 */
export function knownSignals(watched: Watched): Signal[] {
  const { personId, teamId, weeks, targets } = watched
  const key = `${personId} ${teamId}`
  const fingerprint = fingerprintOf(watched)
  const before = known.get(key)
  if (before?.fingerprint === fingerprint) return before.signals
  const signals = findSignals({ personId, teamId, weeks, targets })
  if (known.size >= limit) known.clear()
  known.set(key, { fingerprint, signals })
  return signals
}

/** Everything that a signal can depend on. */
function fingerprintOf({ weeks, targets }: Watched): string {
  let text = `${weeks[0]?.week} ${targets.missed} ${targets.overEnforced}`
  for (const { counts } of weeks) text += ` ${counts.n} ${counts.missed} ${counts.overEnforced}`
  return text
}
