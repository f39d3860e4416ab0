import type { CaseView, LookView } from '#shared/audits/views.ts'
import type { LookRow } from './look-queries.ts'
import type { CaseRow } from './queries.ts'

export function lookViewOf(row: LookRow): LookView {
  return {
    lookId: row.look_id,
    auditId: row.audit_id,
    analyst: { personId: row.analyst_id, name: row.analyst_name },
    reason: row.reason,
    askedAt: row.asked_at,
    status: row.status,
    answer: row.answer,
    answeredBy:
      row.answered_by === null ? null : { personId: row.answered_by, name: row.answered_by_name ?? '' },
    answeredAt: row.answered_at,
    version: row.version,
  }
}

export function caseViewOf(row: CaseRow, looks: readonly LookRow[]): CaseView {
  return {
    auditId: row.audit_id,
    teamId: row.team_id,
    analyst: { personId: row.analyst_id, name: row.analyst_name },
    kind: row.kind,
    reference: row.reference,
    caseRef: row.case_ref,
    policy: row.policy,
    queue: row.queue,
    language: row.language,
    moderatorDecision: row.moderator_decision,
    decision: row.decision,
    verifiedDecision: row.verified_decision,
    verifiedBy: row.verified_by,
    outcome: row.outcome,
    targeted: row.targeted,
    decidedAt: row.decided_at,
    looks: looks.filter((look) => look.audit_id === row.audit_id).map(lookViewOf),
  }
}
