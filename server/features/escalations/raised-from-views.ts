import type { Scope } from '#server/core/scope.ts'
import type { RaisedFromInput } from '#shared/escalations/queries.ts'
import type { RaisedFromView } from '#shared/escalations/views.ts'
import { can } from '#shared/policy.ts'
import { raisedRows } from './raised-from-queries.ts'
import { factsOf } from './rules.ts'

/** Returns the escalations that were raised from something, for who may read each; of the thing itself nothing is told. */
export async function raisedFrom({ db, actor }: Scope, input: RaisedFromInput): Promise<RaisedFromView> {
  const rows = await raisedRows(db, input)
  return rows
    .filter((row) => can(actor, 'escalation.read', factsOf(row)))
    .map((row) => ({
      escalationId: row.escalation_id,
      severity: row.severity,
      status: row.status,
      // Child safety has no links, so that nothing of it is found here.
      summary: row.child_safety ? '' : row.summary,
      isDispute: row.is_dispute,
    }))
}
