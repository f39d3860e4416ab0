import type { ActorDb } from '#server/db/actor-db.ts'
import { keys, placeOf } from '#server/db/keyset.ts'
import type { CasesView } from '#shared/audits/views.ts'
import { casesOf } from './queries.ts'
import { casesPage } from './views.ts'

/** Returns a page of all of a person's cases, in a transaction that an emergency access opened. */
export async function casesInEmergency(
  db: ActorDb,
  { personId, cursor }: { personId: string; cursor: string | undefined },
): Promise<CasesView> {
  const after = placeOf(cursor, keys.instant)
  return await casesPage(db, await casesOf(db, { analyst: personId, teams: null, filter: 'all', after }))
}
