import type { OwnerDb } from '#server/db/database.ts'
import { notifyFromJob } from '#server/features/inbox/facade.ts'
import { approversAmong, nextDecider, settles } from '#shared/escalations/approval-rules.ts'
import { candidatesOf } from './approval-rules.ts'
import { stopClocks } from './clock-queries.ts'
import {
  announceEffect,
  type DecisionKey,
  dropDecision,
  type Ripe,
  ripeDecision,
  ripeKeys,
  setEffected,
  setHolder,
  settleRequest,
} from './decision-queries.ts'
import { absentAmong, readersForJob } from './people-queries.ts'
import { isWithApprover } from './rules.ts'

/**
 * Lets every decision whose time to be taken back is over take effect, each in a transaction of its own. Whoever takes it
 * back locks the same rows, and only before that time: exactly one of the two happens. One that fails keeps none of the
 * others waiting.
 */
export async function takeEffects(db: OwnerDb, signal?: AbortSignal): Promise<void> {
  const failures: unknown[] = []
  for (const key of await ripeKeys(db)) {
    if (signal?.aborted) return
    try {
      await db.transaction().execute((transaction) => takeOne(transaction, key))
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'decisions did not take effect')
}

async function takeOne(transaction: OwnerDb, key: DecisionKey): Promise<void> {
  const ripe = await ripeDecision(transaction, key)
  if (!ripe) return
  if (!ripe.stands) {
    await dropDecision(transaction, ripe)
    return
  }
  const { left, next } = await otherApprovers(transaction, ripe)
  const { settled, alone } =
    ripe.verdict === 'reject' ? { settled: true, alone: false } : settles(ripe, left.length)
  await setEffected(transaction, ripe, alone)
  if (settled) await settle(transaction, ripe)
  else if (next && isWithApprover(ripe.status)) await setHolder(transaction, ripe, next)
  await notifyOfDecision(transaction, ripe, { approvers: settled ? [] : left })
}

/** Returns who could give the next approval, after this one, and who of them has it then. */
async function otherApprovers(
  transaction: OwnerDb,
  ripe: Ripe,
): Promise<{ left: string[]; next: string | undefined }> {
  const people = await readersForJob(transaction, ripe)
  const given = [...ripe.given, { deciderId: ripe.decider_id, forId: ripe.for_id, role: ripe.role }]
  const facts = {
    raiserId: ripe.raiser_id,
    authorId: ripe.author_id,
    subjectId: ripe.subject_id,
    editorIds: ripe.editor_ids,
    severity: ripe.severity,
    given,
  }
  const candidates = candidatesOf(people)
  const left = approversAmong(candidates, facts)
  const absent = absentAmong(people)
  return { left, next: nextDecider(candidates, left, { holderId: ripe.holder_id, absent }) }
}

async function settle(transaction: OwnerDb, ripe: Ripe): Promise<void> {
  const confirms = ripe.severity === 'P0'
  const yes = confirms ? ripe.status : 'approved'
  await settleRequest(transaction, ripe, ripe.verdict === 'approve' ? yes : 'rejected')
  // The clock stops when it was decided, not when that took effect.
  const escalation = { query: transaction, org: ripe.org_id, id: ripe.escalation_id }
  await stopClocks(escalation, confirms ? ['acknowledge', 'confirm'] : ['acknowledge', 'decide'], ripe.at)
  // It goes on with who asked.
  if (isWithApprover(ripe.status)) await setHolder(transaction, ripe, ripe.author_id)
}

async function notifyOfDecision(
  transaction: OwnerDb,
  ripe: Ripe,
  { approvers }: { approvers: readonly string[] },
): Promise<void> {
  const watching = await announceEffect(transaction, ripe)
  const notification = {
    org: ripe.org_id,
    entityId: ripe.escalation_id,
    urgent: ripe.severity === 'P0' || ripe.severity === 'P1',
  }
  const concerned = new Set([
    ripe.raiser_id,
    ripe.author_id,
    ...(ripe.holder_id ? [ripe.holder_id] : []),
    ...watching,
  ])
  concerned.delete(ripe.decider_id)
  if (ripe.subject_id && ripe.subject_id !== ripe.raiser_id) concerned.delete(ripe.subject_id)
  await notifyFromJob(transaction, [
    ...[...concerned].map((to) => ({ ...notification, to, kind: 'escalation_news' as const })),
    ...approvers.map((to) => ({ ...notification, to, kind: 'approval_waiting' as const })),
  ])
}
