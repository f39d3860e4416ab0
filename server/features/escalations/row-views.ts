import { standingToDecide } from '#shared/escalations/approval-rules.ts'
import type { EscalationRow, RequestView } from '#shared/escalations/views.ts'
import type { Actor } from '#shared/policy.ts'
import { approvalFacts, neededOf, type RequestOn, standingsOf } from './approval-rules.ts'
import type { ListRow } from './list-queries.ts'

type Names = Record<string, string>

/** Somebody whose name the reader may not know has none. */
export const refOf = (personId: string, name: string | null | undefined) => ({ personId, name: name ?? '' })

export function rowView(row: ListRow, actor: Actor): EscalationRow {
  return {
    escalationId: row.escalation_id,
    kind: row.kind,
    category: row.category,
    severity: row.severity,
    status: row.status,
    summary: row.child_safety ? null : row.summary,
    caseReference: row.case_reference,
    teamId: row.team_id,
    teamName: row.team_name,
    function: row.function,
    raiser: refOf(row.raiser_id, row.raiser_name),
    holder: row.holder_id ? refOf(row.holder_id, row.holder_name) : null,
    raisedAt: row.submitted_at ?? row.created_at,
    changedAt: row.changed_at,
    clock: row.clock,
    decidable: decidable(row, actor),
    version: row.version,
  }
}

/** A decision is asked for, nobody's waits for its effect, and the reader's would count. */
export function decidable(row: ListRow, actor: Actor): boolean {
  if (!row.asked) return false
  if (row.asked.decisions.some((one) => !one.effected)) return false
  const standing = standingToDecide(actor.person, standingsOf(actor, row), {
    raiserId: row.raiser_id,
    authorId: row.asked.authorId,
    subjectId: row.subject_id,
    severity: row.severity,
    given: row.asked.decisions.filter((one) => one.verdict === 'approve'),
  })
  return typeof standing !== 'string'
}

export function requestView(
  row: ListRow,
  { request, decisions }: RequestOn,
  actor: Actor,
  names: Names,
): RequestView {
  const standing = standingToDecide(
    actor.person,
    standingsOf(actor, row),
    approvalFacts(row, request, decisions),
  )
  const pending = decisions.some((one) => one.effected_at === null)
  const open = request.state === 'open' && request.content_version === row.content_version
  const refused = typeof standing === 'string' ? standing : null
  return {
    requestId: request.request_id,
    author: refOf(request.author_id, request.author_name),
    at: request.at,
    question: request.question,
    recommendation: request.recommendation,
    ifApproved: request.if_approved,
    ifRejected: request.if_rejected,
    contentVersion: request.content_version,
    state: request.state,
    needed: neededOf(row),
    decisions: decisions.map((one) => ({
      decisionId: one.decision_id,
      place: one.place,
      decider: refOf(one.decider_id, one.decider_name),
      for: one.for_id ? refOf(one.for_id, one.for_name) : null,
      verdict: one.verdict,
      reason: one.reason,
      at: one.at,
      takesEffectAt: one.takes_effect_at,
      alone: one.alone,
    })),
    decideFor:
      typeof standing !== 'string' && standing.forId ? refOf(standing.forId, names[standing.forId]) : null,
    refusal: !open ? 'settled' : pending ? 'pending' : refused,
  }
}
