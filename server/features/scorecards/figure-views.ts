import { addCounts, noCounts } from '#shared/audits/rules.ts'
import type { Targets, WeekCounts } from '#shared/scorecards/views.ts'
import { type PackedWeek, scorecardWeeks, type TeamFigures } from './queries.ts'

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
  for (const [index, n, correct, missed, overEnforced, unverified] of packed ?? []) {
    const week = weeks[index - earlier]
    if (week) week.counts = addCounts(week.counts, { n, correct, missed, overEnforced, unverified })
  }
  return weeks
}

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

export function headOf(row: TeamFigures, weeks: WeekCounts[]) {
  return {
    teamId: row.team_id,
    teamName: row.name,
    zone: row.zone,
    dataThrough: row.audited_through,
    targets: targetsOf(row),
    weeks,
  }
}
