import { type ApprovalFacts, approvalsNeeded, type Standing } from '#shared/escalations/approval-rules.ts'
import { type Actor, leads, manages } from '#shared/policy.ts'
import type { DecisionRow, RequestRow } from './approval-queries.ts'
import type { Known } from './queries.ts'

/** In what standings the actor could decide for the team: their own, and those they were named for. */
export function standingsOf(actor: Actor, row: Known): Standing[] {
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
      .filter((one) => one.verdict === 'approve' && one.effected_at !== null)
      .map((one) => ({ deciderId: one.decider_id, forId: one.for_id, role: one.role })),
  }
}

/** How many say yes before it is settled. */
export const neededOf = (row: Known): number => approvalsNeeded[row.severity]

export type RequestOn = { request: RequestRow; decisions: DecisionRow[] }
