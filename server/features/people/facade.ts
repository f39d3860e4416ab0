import type { Scope } from '#server/core/scope.ts'
import type { WriteDb } from '#server/db/actor-db.ts'
import { AppError } from '#shared/core/errors.ts'
import type { RecordView } from '#shared/people/views.ts'
import { can } from '#shared/policy.ts'
import { insertRecordView, teamsOfAnalyst } from './queries.ts'

/** Logs that the actor reads something of this person's, once a kind and day of the team's zone. */
export const logView = insertRecordView

/**
 * Decides whether the actor may read this person's record, and logs it where it is another's; only then `read` begins, in
 * the same transaction and without waiting for the log's own answer. Hidden and missing are both NOT_FOUND.
 */
export async function openRecord<Read>(
  { db, actor, shown }: Pick<Scope<WriteDb>, 'db' | 'actor' | 'shown'>,
  { subjectId, kind }: { subjectId: string; kind: RecordView['kind'] },
  read: () => Promise<Read>,
): Promise<Read> {
  if (subjectId === actor.person) return await read()
  const teams = await teamsOfAnalyst(db, subjectId)
  const team = teams.find(({ team_id }) =>
    can(actor, 'scorecard.read', { analystId: subjectId, teamId: team_id }),
  )
  if (!team) throw new AppError('NOT_FOUND')
  const how = shown ? 'opened' : 'fetched'
  const view = { subject: subjectId, kind, how, team: team.team_id, zone: team.zone } as const
  const [, found] = await Promise.all([insertRecordView(db, view), read()])
  return found
}
