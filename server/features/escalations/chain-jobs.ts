import type { OwnerDb } from '#server/db/database.ts'
import { notifyFromJob } from '#server/features/inbox/facade.ts'
import { advance, type CallFacts, type Chain, isReached } from '#shared/escalations/chain-rules.ts'
import {
  beginRuns,
  type DueRun,
  dueRun,
  dueRuns,
  insertCalls,
  moveRun,
  type RunKey,
} from './chain-run-queries.ts'
import { announceEffect } from './decision-queries.ts'
import { lockUnlessBusy, readersForJob } from './people-queries.ts'

/**
 * Calls whoever is next on the on-call chain of each escalation that nobody acknowledged. The calls, their notifications and the
 * move to the next step are one transaction under the escalation's lock: a run that is doubled, lost or killed neither doubles nor
 * loses a call, and an acknowledgement that was first is seen. One that fails keeps none of the others waiting.
 */
export async function callNext(db: OwnerDb, signal?: AbortSignal): Promise<void> {
  const failures: unknown[] = []
  await beginRuns(db).catch((error: unknown) => failures.push(error))
  for (const key of await dueRuns(db)) {
    if (signal?.aborted) return
    try {
      await db.transaction().execute((transaction) => advanceRun(transaction, key))
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'on-call chains did not go on')
}

async function advanceRun(transaction: OwnerDb, key: RunKey): Promise<void> {
  if (!(await lockUnlessBusy(transaction, key))) return
  const run = await dueRun(transaction, key)
  if (run) await (run.waiting ? callStep(transaction, run) : moveRun(transaction, run, null))
}

async function callStep(transaction: OwnerDb, run: DueRun): Promise<void> {
  const { round, place, reached: reachedBefore } = run
  const { calls, next } = advance(
    chainOf(run),
    { round, place, reachedBefore },
    await factsOfRun(transaction, run),
  )
  await insertCalls(transaction, run, calls)
  await moveRun(transaction, run, next)
  const { org_id: org, escalation_id: entityId } = run
  const called = new Set(calls.filter(isReached).flatMap(({ personId }) => personId ?? []))
  await notifyFromJob(
    transaction,
    // At every severity of the chain: a call that waits for the morning is none.
    [...called].map((to) => ({ org, to, kind: 'on_call' as const, entityId, urgent: true })),
  )
  await announceEffect(transaction, { ...run, decider_id: run.raiser_id })
}

const chainOf = ({ repeats, sources, person_ids, minutes }: DueRun): Chain => ({
  repeats,
  steps: sources.map((source, index) => ({
    source,
    personId: person_ids[index] ?? null,
    minutes: minutes[index] ?? 0,
  })),
})

async function factsOfRun(transaction: OwnerDb, run: DueRun): Promise<CallFacts> {
  const readers = await readersForJob(transaction, run)
  return {
    people: readers.flatMap(({ person_id: personId, role, for_id: forId, absent }) =>
      role === 'partner' ? [] : [{ personId, role, forId, absent }],
    ),
    onShift: run.on_shift,
    onDuty: run.on_duty,
    barred: new Set([run.raiser_id, ...(run.subject_id === null ? [] : [run.subject_id])]),
  }
}
