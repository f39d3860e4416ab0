import type { WriteDb } from '#server/db/actor-db.ts'
import { type Known, readersOf } from './queries.ts'

/**
 * Returns who has it first: a lead of the team; the manager for what a lead raised or is about; whose answer is needed
 * where the team has neither; and its raiser where nobody else would.
 */
export async function firstHolder(db: WriteDb, row: Known): Promise<string> {
  const raiser = row.raiser_id
  const readers = await readersOf(db, { team: row.team_id, fn: row.function })
  const others = readers.filter(
    ({ person_id, for_id }) => for_id === null && person_id !== raiser && person_id !== row.subject_id,
  )
  const raisedByLead = readers.some(({ person_id, role }) => person_id === raiser && role !== 'partner')
  const order = raisedByLead ? ['manager', 'lead', 'partner'] : ['lead', 'manager', 'partner']
  for (const role of order) {
    const found = others.find((other) => other.role === role)
    if (found) return found.person_id
  }
  return raiser
}
