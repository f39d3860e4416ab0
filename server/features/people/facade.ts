import type { Scope } from '#server/core/scope.ts'
import type { WriteDb } from '#server/db/actor-db.ts'
import { AppError } from '#shared/core/errors.ts'
import type { RecordView } from '#shared/people/views.ts'
import { can, leads } from '#shared/policy.ts'
import type { SearchTerms } from '#shared/search/rules.ts'
import type { FoundPerson } from '#shared/search/views.ts'
import { peopleCalled } from './found-queries.ts'
import { insertRecordView, logRead, logReadsAtEnd } from './queries.ts'

/** Logs that the actor reads something of this person's, once a kind and day of the team's zone. */
export const logView = insertRecordView

/** Logs, at the COMMIT, that the actor is shown something of these people of a team; of themselves nothing is logged. */
export function logShown(
  { db, shown }: Pick<Scope<WriteDb>, 'db' | 'shown'>,
  reads: { subjects: readonly string[]; team: string; kind: RecordView['kind'] },
): void {
  logReadsAtEnd(db, { ...reads, how: shown ? 'opened' : 'fetched' })
}

/**
 * Reads another person's record for who may, and logs it; one's own is read as it is. The log's statement and the first of
 * `read` go out as one message: PostgreSQL logs before it reads, and what was read for nobody who may see it is dropped.
 * @param last `read` asks for all of its statements at once and nothing follows them: the COMMIT goes out with them.
 * @throws NOT_FOUND where the record is hidden or missing.
 */
export async function openRecord<Read>(
  { db, actor, shown }: Pick<Scope<WriteDb>, 'db' | 'actor' | 'shown'>,
  { subjectId, kind, last = false }: { subjectId: string; kind: RecordView['kind']; last?: boolean },
  read: () => Promise<Read>,
): Promise<Read> {
  if (subjectId === actor.person) return await (last ? db.last(read) : read())
  const teams = actor.roles
    .flatMap(({ teamId }) => teamId ?? [])
    .filter((teamId) => can(actor, 'scorecard.read', { analystId: subjectId, teamId }))
  if (teams.length === 0) throw new AppError('NOT_FOUND')
  const how = shown ? 'opened' : 'fetched'
  const both = () => Promise.all([logRead(db, { subject: subjectId, kind, how, teams }), read()])
  const [logged, found] = await (last ? db.last(both) : both())
  if (!logged) throw new AppError('NOT_FOUND')
  return found
}

/**
 * Returns the people by these words of their name whose screen the actor may open: analysts that they lead, and everybody
 * for an administrator.
 */
export async function foundPeople(
  { db, actor }: Pick<Scope, 'db' | 'actor'>,
  terms: SearchTerms,
): Promise<FoundPerson[]> {
  const everybody = can(actor, 'people.administer', {})
  const rows = await peopleCalled(db, { ...terms, everybody })
  return rows.flatMap(({ person_id: personId, name, teams }): FoundPerson[] => {
    if (teams.some((teamId) => leads(actor, teamId))) return [{ personId, name, place: 'person' }]
    return everybody ? [{ personId, name, place: 'directory' }] : []
  })
}
