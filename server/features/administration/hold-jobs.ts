import type { OwnerDb } from '#server/db/database.ts'
import { notifyFromJob } from '#server/features/inbox/facade.ts'
import { peopleToNotify } from './hold-queries.ts'

/** Notifies whom a hold is on, unless it says why not. */
export async function notifyOfHold(
  db: OwnerDb,
  { org, holdId, kind }: { org: string; holdId: string; kind: 'hold_placed' | 'hold_ended' },
): Promise<void> {
  const people = await peopleToNotify(db, { org, holdId })
  await notifyFromJob(
    db,
    people.map((to) => ({ kind, entityId: holdId, org, to })),
  )
}
