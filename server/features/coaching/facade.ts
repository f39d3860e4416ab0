import type { Scope } from '#server/core/scope.ts'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import { pageOf } from '#server/db/keyset.ts'
import { logShown } from '#server/features/people/facade.ts'
import type { CoachingView } from '#shared/coaching/views.ts'
import { AppError } from '#shared/core/errors.ts'
import { can } from '#shared/policy.ts'
import { excerptOf, matcherOf, noteText, type SearchTerms } from '#shared/search/rules.ts'
import type { FoundNote } from '#shared/search/views.ts'
import { notesFound } from './found-queries.ts'
import { notesAbout, pageSize, personCard } from './queries.ts'
import { factsOf } from './rules.ts'
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

/** Returns the newest notes with these words that the actor may read. It is logged about whom they are. */
export async function foundNotes(
  { db, actor, shown }: Pick<Scope<WriteDb>, 'db' | 'actor' | 'shown'>,
  terms: SearchTerms,
): Promise<FoundNote[]> {
  const found = await notesFound(db, terms)
  const rows = found.filter((row) => can(actor, 'note.read', factsOf(row)))
  for (const [team, ofTeam] of Map.groupBy(rows, (row) => row.team_id))
    logShown({ db, shown }, { subjects: ofTeam.map((row) => row.subject_id), team, kind: 'person' })
  const matcher = matcherOf(terms)
  return rows.map((row) => ({
    noteId: row.note_id,
    author: { personId: row.author_id, name: row.author_name ?? '' },
    subject: { personId: row.subject_id, name: row.subject_name ?? '' },
    audience: row.audience,
    excerpt: excerptOf(noteText(row.body), matcher),
    createdAt: row.since,
    newer: row.newer,
  }))
}
