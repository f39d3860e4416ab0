import type { Scope } from '#server/core/scope.ts'
import type { Waiting } from '#server/core/waiting.ts'
import { type DisputeRow, decidableDisputes, decidedDisputes } from './dispute-queries.ts'

/** Returns the disputes that wait for the reader's decision, and the decisions on their own of the last thirty days. */
export async function waiting({ db, now }: Scope): Promise<Waiting[]> {
  const [open, decided] = await Promise.all([decidableDisputes(db), decidedDisputes(db)])
  return [...open.map((row) => ofOpen(row, now())), ...decided.flatMap(ofDecided)]
}

function ofOpen(row: DisputeRow, now: number): Waiting {
  const { dispute_id: disputeId, review_id: reviewId, due_at: dueAt, raised_at: raisedAt } = row
  const key = `dispute:${disputeId}`
  const person = { personId: row.analyst_id, name: row.analyst_name }
  const group = Date.parse(dueAt) < now ? 'now' : 'people'
  return {
    key,
    row: () => ({ key, kind: 'dispute', group, at: raisedAt, person, disputeId, reviewId, dueAt }),
  }
}

/** A dispute that was not accepted tells of a failure that stays: it waits for working hours. */
function ofDecided(row: DisputeRow): Waiting[] {
  const { state: verdict, review_id: reviewId, decided_at: decidedAt, decided_by: decider } = row
  if (verdict === 'open' || verdict === 'withdrawn' || !decidedAt || !decider) return []
  const key = `dispute_decided:${row.dispute_id}`
  const person = { personId: decider, name: row.decided_by_name ?? '' }
  return [
    {
      key,
      failureAt: verdict === 'kept' ? decidedAt : null,
      row: () => ({
        key,
        kind: 'dispute_decided',
        group: 'people',
        at: decidedAt,
        person,
        reviewId,
        verdict,
      }),
    },
  ]
}
