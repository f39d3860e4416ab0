import { roleToDecide } from '#shared/escalations/approval-rules.ts'
import type { EscalationRow, RequestView } from '#shared/escalations/views.ts'
import type { Actor } from '#shared/policy.ts'
import { approvalFacts, candidatesOf, decidingRolesOf, neededOf, type RequestOn } from './approval-rules.ts'
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
    askedBy: row.asked?.moreBy ? refOf(row.asked.moreBy, row.asked.moreByName) : null,
    version: row.version,
  }
}

/** A decision is asked for, nobody's waits for its effect, and the reader's would count. */
export function decidable(row: ListRow, actor: Actor): boolean {
  if (!row.asked) return false
  if (row.asked.decisions.some((decision) => !decision.effected)) return false
  const decidingRole = roleToDecide(
    { personId: actor.person, decidingRoles: decidingRolesOf(actor, row) },
    {
      ...approvalFacts(row, { author_id: row.asked.authorId }),
      given: row.asked.decisions.filter((decision) => decision.verdict === 'approve'),
    },
    candidatesOf(row.asked.people),
  )
  return typeof decidingRole !== 'string'
}

export function requestView(
  row: ListRow,
  { request, decisions }: RequestOn,
  actor: Actor,
  names: Names,
): RequestView {
  const candidates = candidatesOf(row.asked?.people ?? [])
  const decidingRole = roleToDecide(
    { personId: actor.person, decidingRoles: decidingRolesOf(actor, row) },
    approvalFacts(row, request, decisions),
    candidates,
  )
  const pending = decisions.some((decision) => decision.effected_at === null)
  const open = request.state === 'open' && request.content_version === row.content_version
  const refused = typeof decidingRole === 'string' ? decidingRole : null
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
    needed: neededOf(row, { request, decisions }, candidates),
    decisions: decisions.map((decision) => ({
      decisionId: decision.decision_id,
      place: decision.place,
      decider: refOf(decision.decider_id, decision.decider_name),
      for: decision.for_id ? refOf(decision.for_id, decision.for_name) : null,
      verdict: decision.verdict,
      reason: decision.reason,
      at: decision.at,
      takesEffectAt: decision.takes_effect_at,
      alone: decision.alone,
    })),
    decideFor:
      typeof decidingRole !== 'string' && decidingRole.forId
        ? refOf(decidingRole.forId, names[decidingRole.forId])
        : null,
    refusal: !open ? 'settled' : pending ? 'pending' : refused,
  }
}
