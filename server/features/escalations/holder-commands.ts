import type { WriteDb } from '#server/db/actor-db.ts'
import { firstAmong } from './holder-rules.ts'
import { type Known, readersOf } from './queries.ts'

/** Returns who has it first. */
export async function firstHolder(db: WriteDb, row: Known): Promise<string> {
  const readers = await readersOf(db, { team: row.team_id, fn: row.function })
  return firstAmong(readers, { raiserId: row.raiser_id, subjectId: row.subject_id })
}
