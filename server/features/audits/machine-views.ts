import type { Scope } from '#server/core/scope.ts'
import { cursorOf, keys, pageOf, placeOf } from '#server/db/keyset.ts'
import type { MachineCasesView } from '#shared/audits/views.ts'
import { AppError } from '#shared/core/errors.ts'
import { can } from '#shared/policy.ts'
import { countOfTeam, decisionsOfTeam, machinePageSize } from './machine-queries.ts'

/** Returns a page of the decisions that machines made alone in a team, for its leads. */
export async function readMachineCases(
  { db, actor }: Scope,
  { teamId, cursor }: { teamId: string; cursor?: string | undefined },
): Promise<MachineCasesView> {
  if (!can(actor, 'team.import', { teamId })) throw new AppError('NOT_FOUND')
  const after = placeOf(cursor, keys.instant)
  const { page, last } = pageOf(await decisionsOfTeam(db, teamId, after), machinePageSize)
  return {
    cases: page.map((row) => ({
      decisionId: row.decision_id,
      tool: row.tool,
      kind: row.kind,
      reference: row.reference,
      caseRef: row.case_ref,
      policy: row.policy,
      queue: row.queue,
      language: row.language,
      decision: row.decision,
      verifiedDecision: row.verified_decision,
      verifiedBy: row.verified_by,
      outcome: row.outcome,
      targeted: row.targeted,
      decidedAt: row.decided_at,
    })),
    nextCursor: last ? cursorOf({ key: last.decided_at, id: last.decision_id }) : null,
    total: after ? null : await countOfTeam(db, teamId),
  }
}
