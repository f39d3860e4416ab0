import type { ActorDb } from '#server/db/actor-db.ts'
import { pageOf } from '#server/db/keyset.ts'
import type { CoachingView } from '#shared/coaching/views.ts'
import { AppError } from '#shared/core/errors.ts'
import { notesAbout, pageSize, personCard } from './queries.ts'
import { notesOf } from './views.ts'

/**
 * Returns a page of the notes that are shared with a person, in their order, in a transaction that an emergency access
 * opened; none that is its author's alone.
 */
export async function notesInEmergency(
  db: ActorDb,
  personId: string,
  before: string | null,
): Promise<CoachingView> {
  const card = await personCard(db, personId)
  if (!card) throw new AppError('NOT_FOUND')
  const found = await notesAbout(db, personId, { before, reader: personId })
  const { page, last } = pageOf(found, pageSize)
  const shared = page.filter(({ audience }) => audience !== 'me')
  return {
    person: { personId, name: card.name },
    notes: await notesOf(db, shared),
    before,
    older: last?.note_id ?? null,
  }
}
