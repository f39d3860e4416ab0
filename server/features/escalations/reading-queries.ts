import { sql } from 'kysely'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'

/** Keeps how long the actor had the sheet open before this decision of theirs. */
export async function putReading(
  db: WriteDb,
  { decisionId, seconds, reachedEnd }: { decisionId: string; seconds: number; reachedEnd: boolean },
): Promise<void> {
  await db.query
    .insertInto('approval_reading')
    .values({
      org_id: db.org,
      decision_id: decisionId,
      person_id: db.person,
      seconds: Math.min(seconds, 86_400),
      reached_end: reachedEnd,
    })
    .execute()
}

/** Returns the actor's own since an instant, without those of decisions that were taken back. */
export async function ownReadings(
  db: ActorDb,
  since: string,
): Promise<{ seconds: number; reached_end: boolean }[]> {
  return await db.query
    .selectFrom('approval_reading as l')
    .innerJoin('escalation_decision as d', (join) =>
      join.onRef('d.org_id', '=', 'l.org_id').onRef('d.decision_id', '=', 'l.decision_id'),
    )
    .select(['l.seconds', 'l.reached_end'])
    .where('l.org_id', '=', db.org)
    .where('l.person_id', '=', db.person)
    .where('l.decided_at', '>=', sql<string>`${since}::timestamptz`)
    .where('d.undone_at', 'is', null)
    .execute()
}
