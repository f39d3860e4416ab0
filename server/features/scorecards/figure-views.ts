import { addCounts, noCounts } from '#shared/audits/rules.ts'
import type { Counts, Weights } from '#shared/audits/views.ts'
import { periodWeeks } from '#shared/scorecards/rules.ts'
import { type DatedTarget, targetBreaks, targetsOn } from '#shared/scorecards/target-rules.ts'
import type { PolicyBreak, Targets, WeekCounts } from '#shared/scorecards/views.ts'
import {
  type PackedBreak,
  type PackedTarget,
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
  for (const row of packed ?? []) {
    const week = weeks[row[0] - earlier]
    if (week) week.counts = addCounts(week.counts, countsOfPacked(row))
  }
  return weeks
}

/** Returns the counts of a row, whatever it is that it counts by. */
export function countsOfPacked([
  ,
  n,
  correct,
  missed,
  overEnforced,
  unverified,
  ...more
]: PackedWeek): Counts {
  const [acted, unsided, sums] = more
  const counted = { n, correct, missed, overEnforced, unverified, acted, unsided }
  return { ...counted, ...(sums ? { weights: weightsOf(sums) } : {}) }
}

function weightsOf([drawn, w, w2, correct, missed, overEnforced, acted, ...squares]: PackedWeights): Weights {
  const [correct2, missed2, overEnforced2, acted2] = squares
  return {
    ...{ drawn, w, w2, correct, missed, overEnforced, acted },
    ...{ correct2, missed2, overEnforced2, acted2 },
  }
}

/** Returns the versions that came into force, by policy. */
export const breaksFrom = (packed: readonly PackedBreak[] | null): PolicyBreak[] =>
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

type TargetRow = TeamFigures & { targets: PackedTarget[] | null }

/** Returns what the team began with, and each target that was set since, in the order of days. */
function datedOf(row: TargetRow): { initial: Targets; dated: DatedTarget[] } {
  const { target_accuracy: accuracy, limit_missed: missed, limit_over_enforced: overEnforced } = row
  const initial = { accuracy, missed, overEnforced }
  const dated = (row.targets ?? []).map(([metric, effectiveFrom, rate]) => ({ metric, effectiveFrom, rate }))
  return { initial, dated }
}

/** Returns the targets that a period is judged by, those of its first day, and the changes inside it. */
export function targetsOfPeriod(row: TargetRow, period: { from: string; to: string }) {
  const { initial, dated } = datedOf(row)
  return {
    targets: targetsOn(initial, dated, period.from),
    targetBreaks: targetBreaks(initial, dated, period),
  }
}

/** Returns the targets of both periods that the thirteen weeks hold, and the changes inside the weeks. */
export function targetsOfWeeks(row: TargetRow) {
  const { initial, dated } = datedOf(row)
  const last = Temporal.PlainDate.from(row.first_week).add({ weeks: scorecardWeeks })
  const on = (period: '4w' | '13w') =>
    targetsOn(initial, dated, last.subtract({ weeks: periodWeeks[period] }).toString())
  return {
    targets: { '4w': on('4w'), '13w': on('13w') },
    targetBreaks: targetBreaks(initial, dated, {
      from: row.first_week,
      to: last.subtract({ days: 1 }).toString(),
    }),
  }
}

export function headOf(row: TargetRow & { policy_breaks: PackedBreak[] | null }, weeks: WeekCounts[]) {
  return {
    teamId: row.team_id,
    teamName: row.name,
    zone: row.zone,
    dataThrough: row.audited_through,
    ...targetsOfWeeks(row),
    weeks,
    policyBreaks: breaksFrom(row.policy_breaks),
  }
}
