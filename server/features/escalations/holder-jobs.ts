import type { OwnerDb } from '#server/db/database.ts'
import { notifyFromJob } from '#server/features/inbox/facade.ts'
import { approversAmong, nextDecider } from '#shared/escalations/approval-rules.ts'
import { candidatesOf } from './approval-rules.ts'
import { announceEffect, setHolder } from './decision-queries.ts'
import { type Abandoned, abandonedEscalations, lockAbandoned, recordHandover } from './holder-queries.ts'
import { firstAmong } from './holder-rules.ts'
import { absentAmong, readersForJob } from './people-queries.ts'
import { isWithApprover } from './rules.ts'

/**
 * Gives every open escalation whose holder does not see it any more to who has it next, each in a transaction of its own:
 * a role or a delegation ends with the day, and nobody has to think of what was with that person.
 */
export async function reviewHolders(db: OwnerDb, signal?: AbortSignal): Promise<void> {
  for (const found of await abandonedEscalations(db)) {
    if (signal?.aborted) return
    await db.transaction().execute(async (transaction) => {
      const abandoned = await lockAbandoned(transaction, found)
      if (abandoned) await giveOn(transaction, abandoned)
    })
  }
}

async function giveOn(transaction: OwnerDb, abandoned: Abandoned): Promise<void> {
  const to = await nextHolder(transaction, abandoned)
  await setHolder(transaction, abandoned, to)
  await recordHandover(transaction, abandoned, to)
  await announceEffect(transaction, { ...abandoned, decider_id: to })
  await notifyFromJob(transaction, [
    {
      ...{ org: abandoned.org_id, entityId: abandoned.escalation_id, to, kind: 'escalation_news' as const },
      urgent: abandoned.severity === 'P0' || abandoned.severity === 'P1',
    },
  ])
}

/** Whoever may decide where it waits for that, else who would have it were it new. */
async function nextHolder(transaction: OwnerDb, abandoned: Abandoned): Promise<string> {
  const readers = await readersForJob(transaction, abandoned)
  const { author_id: authorId, raiser_id: raiserId, subject_id: subjectId } = abandoned
  if (authorId !== null && isWithApprover(abandoned.status)) {
    const { severity, given, editor_ids: editorIds } = abandoned
    const candidates = candidatesOf(readers)
    const facts = { raiserId, authorId, subjectId, editorIds, severity, given }
    const next = nextDecider(candidates, approversAmong(candidates, facts), {
      holderId: null,
      absent: absentAmong(readers),
    })
    if (next) return next
  }
  const presentFirst = readers.toSorted((left, right) => Number(left.absent) - Number(right.absent))
  return firstAmong(presentFirst, { raiserId, subjectId })
}
