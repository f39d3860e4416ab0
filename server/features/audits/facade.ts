import type { ActorDb } from '#server/db/actor-db.ts'
import type { LookView } from '#shared/audits/views.ts'
import * as looks from './look-queries.ts'
import { lookViewOf } from './views.ts'

/** Requests that wait for the reader as lead, oldest first. */
export async function openLooks(db: ActorDb): Promise<LookView[]> {
  return (await looks.openLooks(db)).map(lookViewOf)
}

/** Answers of the last thirty days to the reader's own requests, oldest first. */
export async function answeredLooks(db: ActorDb): Promise<LookView[]> {
  return (await looks.answeredLooks(db)).map(lookViewOf)
}
