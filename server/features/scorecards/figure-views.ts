import { addCounts, noCounts } from '#shared/audits/rules.ts'
import type { Weights } from '#shared/audits/views.ts'
import type { PolicyBreak, Targets, WeekCounts } from '#shared/scorecards/views.ts'
import {
  type PackedBreak,
  type PackedWeek,
  type PackedWeights,
  scorecardWeeks,
  type TeamFigures,
} from './queries.ts'

/**
 * The thirteen weeks from `first` on: what no row speaks of is zero, and rows of one week are added up. Rows count from `first`
 * unless `since` says from which earlier Monday.
 */
export function weeksFrom(
  first: string,
  packed: readonly PackedWeek[] | null,
  since: string = first,
): WeekCounts[] {
  const earlier = since === first ? 0 : (Date.parse(first) - Date.parse(since)) / (7 * 86_400_000)
  const weeks = mondaysFrom(first).map((week) => ({ week, counts: noCounts }))
  for (const [index, n, correct, missed, overEnforced, unverified, acted, unsided, sums] of packed ?? []) {
    const week = weeks[index - earlier]
    const counted = { n, correct, missed, overEnforced, unverified, acted, unsided }
    if (week)
      week.counts = addCounts(week.counts, { ...counted, ...(sums ? { weights: weightsOf(sums) } : {}) })
  }
  return weeks
}

function weightsOf([drawn, w, w2, correct, missed, overEnforced, acted, ...squares]: PackedWeights): Weights {
  const [missed2, overEnforced2, acted2] = squares
  return { drawn, w, w2, correct, missed, overEnforced, acted, missed2, overEnforced2, acted2 }
}

/** Returns the versions that came into force, by policy. */
const breaksFrom = (packed: readonly PackedBreak[] | null): PolicyBreak[] =>
  (packed ?? []).map(([policy, effectiveFrom]) => ({ policy, effectiveFrom }))

/** The same thirteen for everybody on a screen. */
const mondays = new Map<string, readonly string[]>()

function mondaysFrom(first: string): readonly string[] {
  const known = mondays.get(first)
  if (known) return known
  const start = Temporal.PlainDate.from(first)
  const made = Array.from({ length: scorecardWeeks }, (_, weeks) => start.add({ weeks }).toString())
  mondays.set(first, made)
  return made
}

export function targetsOf(row: TeamFigures): Targets {
  return {
    accuracy: row.target_accuracy,
    missed: row.limit_missed,
    overEnforced: row.limit_over_enforced,
  }
}

export function headOf(row: TeamFigures & { policy_breaks: PackedBreak[] | null }, weeks: WeekCounts[]) {
  return {
    teamId: row.team_id,
    teamName: row.name,
    zone: row.zone,
    dataThrough: row.audited_through,
    targets: targetsOf(row),
    weeks,
    policyBreaks: breaksFrom(row.policy_breaks),
  }
}
