import type { Scope } from '#server/core/scope.ts'
import { checkInItems } from '#shared/check-ins/rules.ts'
import { periodOf, shifted } from '#shared/check-ins/totals-rules.ts'
import type { TeamTotals } from '#shared/check-ins/totals-views.ts'
import { AppError } from '#shared/core/errors.ts'
import { can } from '#shared/policy.ts'
import { teamAndDay, totalsOf } from './total-queries.ts'

/** Query checkIns.totals, for who leads or manages the team. */
export async function readTotals(
  { db, actor, now }: Scope,
  { teamId }: { teamId: string },
): Promise<TeamTotals> {
  if (!can(actor, 'team.read', { teamId })) throw new AppError('NOT_FOUND')
  const team = await teamAndDay(db, teamId, new Date(now()).toISOString())
  if (!team) throw new AppError('NOT_FOUND')
  const periods = Map.groupBy(await totalsOf(db, teamId), (row) => row.from_day)
  const current = periodOf(team.day)
  return {
    teamId,
    name: team.name,
    current: { ...current, closesOn: shifted(current, 1).from },
    periods: [...periods].map(([from, rows]) => ({
      ...shifted({ from, to: '' }, 0),
      items: checkInItems.map((item) => {
        const row = rows.find((row) => row.item === item)
        return { item, level: row?.level ?? null, why: row?.why ?? null }
      }),
      response: rows.find(({ response }) => response !== null)?.response ?? null,
    })),
  }
}
