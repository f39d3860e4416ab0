import type { Scope } from '#server/core/scope.ts'
import { AppError } from '#shared/core/errors.ts'
import { can, leads } from '#shared/policy.ts'
import type { TeamTrends, TrendCells } from '#shared/scorecards/trend-views.ts'
import { targetsOfWeeks } from './figure-views.ts'
import { type TrendsRow, trendsOf } from './trend-queries.ts'

/** A team's counts by policy, and by queue and language. NOT_FOUND for who neither leads nor manages it. */
export async function readTrends({ db, actor }: Scope, { teamId }: { teamId: string }): Promise<TeamTrends> {
  if (!can(actor, 'team.read', { teamId })) throw new AppError('NOT_FOUND')
  const row = await db.last(() => trendsOf(db, teamId))
  if (!row) throw new AppError('NOT_FOUND')
  return viewOfTrends(row, !leads(actor, teamId))
}

/** Returns the view of a row; `joined` where the reader gets small parts in one sum. */
export const viewOfTrends = (row: TrendsRow, joined: boolean): TeamTrends => ({
  teamId: row.team_id,
  teamName: row.name,
  zone: row.zone,
  dataThrough: row.audited_through,
  ...targetsOfWeeks(row),
  firstWeek: row.first_week,
  joined,
  versions: row.versions ?? [],
  people: cellsOf(row.people),
  machines: cellsOf(row.machines),
})

const cellsOf = ({ policies, places }: TrendsRow['people']): TrendCells => ({
  policies: policies ?? [],
  places: places ?? [],
})
