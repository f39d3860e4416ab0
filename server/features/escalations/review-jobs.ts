import type { OwnerDb } from '#server/db/database.ts'
import { notifyFromJob } from '#server/features/inbox/facade.ts'
import { after } from '#shared/escalations/step-rules.ts'
import { stopClocks } from './clock-queries.ts'
import { announceEffect, setHolder, settleRequest } from './decision-queries.ts'
import { lockStuck, type Stuck, setAlone, stuckRequests, voidStuck } from './review-queries.ts'
import { isWithApprover } from './rules.ts'

/**
 * Looks again at every open request of which nobody is left who could decide, each in a transaction of its own: the
 * approval that was given settles it alone, and a request without one is void, because nobody but its requester is there. One
 * that expired is void whoever has decided.
 */
export async function reviewRequests(db: OwnerDb, signal?: AbortSignal): Promise<void> {
  for (const found of await stuckRequests(db)) {
    if (signal?.aborted) return
    await db.transaction().execute(async (transaction) => {
      const stuck = await lockStuck(transaction, found)
      if (!stuck) return
      if (stuck.decision_id && !stuck.expired) await settleAlone(transaction, stuck)
      else await voidStuck(transaction, stuck, after('edit', stuck))
      if (isWithApprover(stuck.status)) await setHolder(transaction, stuck, stuck.author_id)
      await notifyOfReview(transaction, stuck)
    })
  }
}

async function settleAlone(transaction: OwnerDb, stuck: Stuck): Promise<void> {
  await setAlone(transaction, stuck)
  await settleRequest(transaction, { ...stuck, verdict: 'approve' }, 'approved')
  const escalation = { query: transaction, org: stuck.org_id, id: stuck.escalation_id }
  await stopClocks(escalation, ['acknowledge', 'decide'])
}

async function notifyOfReview(transaction: OwnerDb, stuck: Stuck): Promise<void> {
  const watching = await announceEffect(transaction, {
    ...stuck,
    decider_id: stuck.decider_id ?? stuck.author_id,
  })
  const concerned = new Set([stuck.raiser_id, stuck.author_id, ...watching])
  if (stuck.holder_id) concerned.add(stuck.holder_id)
  if (stuck.subject_id && stuck.subject_id !== stuck.raiser_id) concerned.delete(stuck.subject_id)
  await notifyFromJob(
    transaction,
    [...concerned].map((to) => ({
      ...{ org: stuck.org_id, entityId: stuck.escalation_id, to, kind: 'escalation_news' as const },
      urgent: stuck.severity === 'P0' || stuck.severity === 'P1',
    })),
  )
}
