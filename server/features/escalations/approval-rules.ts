import { type ApprovalFacts, approvalsNeeded, type DecidingRole } from '#shared/escalations/approval-rules.ts'
import { type Actor, leads, manages } from '#shared/policy.ts'
import type { DecisionRow, RequestRow } from './approval-queries.ts'
import type { Known } from './queries.ts'

/** In what standings the actor could decide for the team: their own, and those they were named for. */
export function decidingRolesOf(actor: Actor, row: Known): DecidingRole[] {
  return [
    ...(manages(actor, row.team_id) ? [{ role: 'manager' as const, forId: null }] : []),
    ...(leads(actor, row.team_id) ? [{ role: 'lead' as const, forId: null }] : []),
    ...row.acting.map(({ role, fromId }) => ({ role, forId: fromId })),
  ]
}

export function approvalFacts(
  row: Known,
  request: RequestRow,
  decisions: readonly DecisionRow[],
): ApprovalFacts {
  return {
    raiserId: row.raiser_id,
    authorId: request.author_id,
    subjectId: row.subject_id,
    severity: row.severity,
    given: decisions
      .filter((decision) => decision.verdict === 'approve' && decision.effected_at !== null)
      .map((decision) => ({ deciderId: decision.decider_id, forId: decision.for_id, role: decision.role })),
  }
}

/** How many say yes before it is settled. */
export const neededOf = (row: Known): number => approvalsNeeded[row.severity]

export type RequestOn = { request: RequestRow; decisions: DecisionRow[] }
