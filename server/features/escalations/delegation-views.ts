import type { Scope } from '#server/core/scope.ts'
import type { DelegationsView } from '#shared/escalations/views.ts'
import { candidates, type DelegationRow, ownDelegations } from './delegation-queries.ts'
import { refOf } from './row-views.ts'

const roles = ['lead', 'manager'] as const

/** Given by and to the reader, and whom they could name. */
export async function readDelegations({ db, actor }: Scope): Promise<DelegationsView> {
  const rows = await ownDelegations(db)
  const named = []
  for (const role of roles)
    if (actor.roles.some((membership) => membership.role === role))
      for (const { person_id, name } of await candidates(db, role))
        named.push({ personId: person_id, name, role })
  return {
    given: rows.filter((row) => row.from_id === actor.person).map(viewOf),
    received: rows.filter((row) => row.to_id === actor.person).map(viewOf),
    candidates: named,
  }
}

const viewOf = (row: DelegationRow) => ({
  delegationId: row.delegation_id,
  role: row.role,
  from: refOf(row.from_id, row.from_name),
  to: refOf(row.to_id, row.to_name),
  startsAt: row.starts_at,
  endsAt: row.ends_at,
  endedAt: row.ended_at,
})
