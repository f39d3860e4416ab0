import type { Scope } from '#server/core/scope.ts'
import { readingDays, sumOf } from '#shared/escalations/reading-rules.ts'
import type { OwnReadingsView } from '#shared/escalations/views.ts'
import { ownReadings } from './reading-queries.ts'

/** Returns how the reader's own decisions of the last months came about: nobody can ask for another's. */
export async function readOwnReadings({ db, now }: Scope): Promise<OwnReadingsView> {
  const since = new Date(now() - readingDays * 86_400_000).toISOString()
  const readings = await ownReadings(db, since)
  return {
    since,
    ...sumOf(readings.map(({ seconds, reached_end: reachedEnd }) => ({ seconds, reachedEnd }))),
  }
}
