import { addCounts, noCounts } from '#shared/audits.ts'
import type { Targets, WeekCounts } from '#shared/scorecards.ts'
import { type PackedWeek, scorecardWeeks, type TeamFigures } from './queries.ts'

/** The thirteen weeks up to `last`, oldest first: what no row speaks of is zero, and rows of one week are added up. */
export function weeksUpTo(last: string, packed: readonly PackedWeek[] | null): WeekCounts[] {
  const found = new Map<string, WeekCounts['counts']>()
  for (const [week, n, correct, missed, overEnforced, unverified] of packed ?? []) {
    const counts = { n, correct, missed, overEnforced, unverified }
    found.set(week, addCounts(found.get(week) ?? noCounts, counts))
  }
  return mondaysUpTo(last).map((week) => ({ week, counts: found.get(week) ?? noCounts }))
}

function mondaysUpTo(last: string): string[] {
  const end = Date.parse(last)
  return Array.from({ length: scorecardWeeks }, (_, index) =>
    new Date(end - (scorecardWeeks - 1 - index) * 7 * 86_400_000).toISOString().slice(0, 10),
  )
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
