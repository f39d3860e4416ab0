import type { ActorDb } from '#server/db/actor-db.ts'
import { openPoints } from './open-queries.ts'

/** What waits for the reader in coaching; `now` is in milliseconds since the epoch. */
export async function coachingPoints(db: ActorDb, now: number) {
  return await openPoints(db, new Date(now).toISOString())
}
