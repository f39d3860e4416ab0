import type { Scope } from '#server/core/scope.ts'
import type { Waiting } from '#server/core/waiting.ts'
import { clockState } from '#shared/core/clock.ts'
import type { EscalationRow } from '#shared/escalations/views.ts'
import type { PersonRef } from '#shared/people/views.ts'
import { type Actor, leads, manages } from '#shared/policy.ts'
import type { TodayItem } from '#shared/today/kinds.ts'
import { type ListRow, type Unanswered, unansweredOn } from './list-queries.ts'
import { openOrder, rowsIn } from './list-views.ts'
import { refOf, rowView } from './row-views.ts'

type Escalation = Extract<TodayItem, { kind: 'escalation' }>
/** Why it waits; `since` tells one reason from the same one another time. */
type Reason = Pick<Escalation, 'why'> & { since?: string; person?: PersonRef }
type On = { row: EscalationRow; listed: ListRow; unanswered: Unanswered | undefined }
type By = { me: Actor; now: number }

/**
 * Returns the escalations that the reader decides, holds or looks after, that are routed to their function, and those of
 * their own in which somebody answered or asked for more.
 */
export async function waiting({ db, actor, now }: Scope): Promise<Waiting[]> {
  const found = await rowsIn(db, actor, { scope: 'all', state: 'open', before: undefined })
  const rows = openOrder(found, now())
  const events = await unansweredOn(
    db,
    rows.map(({ escalation_id }) => escalation_id),
  )
  const unanswered = new Map(events.map((event) => [event.escalation_id, event]))
  return rows.flatMap((listed) =>
    ofEscalation(
      { row: rowView(listed, actor), listed, unanswered: unanswered.get(listed.escalation_id) },
      { me: actor, now: now() },
    ),
  )
}

/** Why it waits for this reader, the most pressing reason alone; nothing where it waits for somebody else. */
function ofEscalation(on: On, by: By): Waiting[] {
  const reason = reasonFor(on, by)
  if (!reason) return []
  const { row } = on
  const { why, since = row.clock?.dueAt ?? '', person = row.raiser } = reason
  const answered = why === 'approved' || why === 'rejected'
  const item: Escalation = {
    // A clock that was set anew, or a decision that is asked for again, is a row of its own.
    key: `escalation:${row.escalationId}:${why}:${since}`,
    kind: 'escalation',
    group: answered ? 'people' : 'now',
    at: answered ? since : row.raisedAt,
    person,
    escalationId: row.escalationId,
    why,
    severity: row.severity,
    title: row.summary ?? row.caseReference ?? '',
    childSafety: row.category === 'child_safety',
    dueAt: answered ? null : (row.clock?.dueAt ?? null),
  }
  return [{ key: item.key, row: () => item }]
}

function reasonFor({ row, listed, unanswered }: On, { me, now }: By): Reason | undefined {
  // The one who asked for more waits for it, as everybody else does.
  if (row.decidable && row.askedBy?.personId !== me.person)
    return { why: 'decide', since: String(row.version) }
  const state = row.clock && clockState(row.clock, now)
  const holds = row.holder?.personId === me.person
  const answers = leads(me, row.teamId) || manages(me, row.teamId)
  if (state === 'overdue' && (holds || answers)) return { why: 'overdue' }
  if (row.askedBy && listed.asked?.authorId === me.person)
    return { why: 'asked', since: String(row.version), person: row.askedBy }
  if (state === 'at_risk' && holds) return { why: 'running_out' }
  if (unanswered) return ofUnanswered(unanswered, row)
  const routed = me.roles.some(
    (membership) => membership.role === 'partner' && membership.function === row.function,
  )
  return routed && (row.status === 'submitted' || row.status === 'reopened') ? { why: 'routed' } : undefined
}

/** The first of two approvals answers nothing yet, and what is resolved waits for nobody who has it. */
function ofUnanswered(
  { kind, at, actor_id, actor_name }: Unanswered,
  row: EscalationRow,
): Reason | undefined {
  if (kind === 'approved' || kind === 'rejected') {
    if (row.status === 'awaiting_approval' || !actor_id) return undefined
    return { why: kind, since: at, person: refOf(actor_id, actor_name) }
  }
  return row.status === 'resolved' || row.status === 'rejected' ? undefined : { why: 'new', since: at }
}
