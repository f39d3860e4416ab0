import type { ActorDb } from '#server/db/actor-db.ts'
import { foundPrecedentOf } from '#shared/questions/found-rules.ts'
import { foundLimit, matcherOf, type SearchTerms } from '#shared/search/rules.ts'
import type { FoundPrecedent } from '#shared/search/views.ts'
import { precedentsFound } from './queries.ts'
import { precedentViewOf } from './rules.ts'
import { insertRuledPrecedent } from './save-queries.ts'

/** Adds the precedent of a ruling. Returns when; undefined where its escalation has one. */
export const addRuledPrecedent = insertRuledPrecedent

/** Returns the precedents with these words; none for who reads no precedents. */
export async function foundPrecedents(
  { db }: { db: ActorDb },
  terms: SearchTerms,
): Promise<FoundPrecedent[]> {
  const matcher = matcherOf(terms)
  const rows = await precedentsFound(db, terms)
  return rows.slice(0, foundLimit).map((row) => foundPrecedentOf(precedentViewOf(row), matcher))
}
