import type { Scope } from '#server/core/scope.ts'
import { AppError } from '#shared/core/errors.ts'
import type { InsightView } from '#shared/escalations/insight-views.ts'
import type { InsightInput } from '#shared/escalations/queries.ts'
import { referenceOf } from '#shared/escalations/rules.ts'
import { can } from '#shared/policy.ts'
import { insightOf, type ListedRow, listedOf } from './insight-queries.ts'

/** Returns the figures and lists of a team's month. NOT_FOUND for who neither leads nor manages it. */
export async function readInsight(
  { db, actor }: Scope,
  { teamId, month }: InsightInput,
): Promise<InsightView> {
  if (!can(actor, 'team.read', { teamId })) throw new AppError('NOT_FOUND')
  const row = await insightOf(db, { team: teamId, month })
  if (!row) throw new AppError('NOT_FOUND')
  const { late, alone, ...counted } = row.counted
  const ids = new Set([...late, ...alone].map(({ escalationId }) => escalationId))
  const known = new Map((await listedOf(db, [...ids])).map((listed) => [listed.escalation_id, listed]))
  const named = <Bare extends { escalationId: string }>(items: readonly Bare[]) =>
    items.flatMap((item) => {
      const listed = known.get(item.escalationId)
      return listed ? [{ ...item, ...namesOf(listed), pauses: listed.pauses }] : []
    })
  return {
    ...{ teamId, teamName: row.team_name, zone: row.zone, month, ...counted },
    late: named(late),
    alone: named(alone).map(({ pauses: _, ...item }) => item),
  }
}

const namesOf = ({ escalation_id: id, severity, kind, summary, case_reference: reference }: ListedRow) => ({
  ...{ severity, kind, summary, reference: reference ?? referenceOf(id) },
})
