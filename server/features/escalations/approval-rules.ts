import {
  type ApprovalFacts,
  approvalsPossible,
  type Candidate,
  type DecidingRole,
} from '#shared/escalations/approval-rules.ts'
import { type Actor, leads, manages } from '#shared/policy.ts'
import type { DecisionRow, RequestRow } from './approval-queries.ts'
import type { Known, Reader } from './queries.ts'

/** In what standings the actor could decide for the team: their own, and those they were named for. */
export function decidingRolesOf(actor: Actor, row: Known): DecidingRole[] {
  return [
    ...(manages(actor, row.team_id) ? [{ role: 'manager' as const, forId: null }] : []),
    ...(leads(actor, row.team_id) ? [{ role: 'lead' as const, forId: null }] : []),
    ...row.acting.map(({ role, fromId }) => ({ role, forId: fromId })),
  ]
}

/** Returns everybody of these with their standings as a lead or manager. */
export function candidatesOf(readers: readonly Pick<Reader, 'person_id' | 'role' | 'for_id'>[]): Candidate[] {
  const people = new Map<string, DecidingRole[]>()
  for (const { person_id, role, for_id } of readers)
    if (role !== 'partner') people.set(person_id, [...(people.get(person_id) ?? []), { role, forId: for_id }])
  return [...people].map(([personId, decidingRoles]) => ({ personId, decidingRoles }))
}

export function approvalFacts(
  row: Known,
  request: Pick<RequestRow, 'author_id'>,
  decisions: readonly DecisionRow[] = [],
): ApprovalFacts {
  return {
    raiserId: row.raiser_id,
    authorId: request.author_id,
    subjectId: row.subject_id,
    editorIds: row.editor_ids,
    severity: row.severity,
    given: decisions
      .filter((decision) => decision.verdict === 'approve' && decision.effected_at !== null)
      .map((decision) => ({ deciderId: decision.decider_id, forId: decision.for_id, role: decision.role })),
  }
}

/**
 * Returns how many persons say yes: of an open request as many as there are persons for, of a settled one as many as
 * decided.
 */
export function neededOf(
  row: Known,
  { request, decisions }: RequestOn,
  candidates: readonly Candidate[],
): number {
  if (request.state !== 'open') return Math.max(1, decisions.length)
  return approvalsPossible(approvalFacts(row, request, decisions), candidates)
}

export type RequestOn = { request: RequestRow; decisions: DecisionRow[] }
