import type { Scope } from '#server/core/scope.ts'
import type { Waiting } from '#server/core/waiting.ts'
import { clockState } from '#shared/core/clock.ts'
import type { EscalationRow } from '#shared/escalations/views.ts'
import { type Actor, leads, manages } from '#shared/policy.ts'
import type { TodayItem } from '#shared/today/kinds.ts'
import { openOrder, rowsIn } from './list-views.ts'
import { rowView } from './row-views.ts'

type Escalation = Extract<TodayItem, { kind: 'escalation' }>

/** Returns the escalations that the reader decides, holds or looks after, or that are routed to their function. */
export async function waiting({ db, actor, now }: Scope): Promise<Waiting[]> {
  const rows = await rowsIn(db, actor, { scope: 'all', state: 'open', before: undefined })
  return openOrder(rows)
    .map((row) => rowView(row, actor))
    .flatMap((row) => ofEscalation(row, { me: actor, now: now() }))
}

/** Why it waits for this reader, the most pressing reason alone; nothing where it waits for somebody else. */
function ofEscalation(row: EscalationRow, { me, now }: { me: Actor; now: number }): Waiting[] {
  const why = reasonFor(row, { me, now })
  if (!why) return []
  const item: Escalation = {
    // A clock that was set anew, or a decision that is asked for again, is a row of its own.
    key: `escalation:${row.escalationId}:${why}:${why === 'decide' ? row.version : (row.clock?.dueAt ?? '')}`,
    kind: 'escalation',
    group: 'now',
    at: row.raisedAt,
    person: row.raiser,
    escalationId: row.escalationId,
    why,
    severity: row.severity,
    title: row.summary ?? row.caseReference ?? '',
    childSafety: row.category === 'child_safety',
    dueAt: row.clock?.dueAt ?? null,
  }
  return [{ key: item.key, row: () => item }]
}

function reasonFor(
  row: EscalationRow,
  { me, now }: { me: Actor; now: number },
): Escalation['why'] | undefined {
  if (row.decidable) return 'decide'
  const state = row.clock && clockState(row.clock, now)
  const holds = row.holder?.personId === me.person
  const answers = leads(me, row.teamId) || manages(me, row.teamId)
  if (state === 'overdue' && (holds || answers)) return 'overdue'
  if (state === 'at_risk' && holds) return 'running_out'
  const routed = me.roles.some(
    (membership) => membership.role === 'partner' && membership.function === row.function,
  )
  return routed && (row.status === 'submitted' || row.status === 'reopened') ? 'routed' : undefined
}
