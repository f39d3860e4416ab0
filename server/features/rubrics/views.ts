import { type AnswersOf, answer } from '#server/core/answer.ts'
import type { Scope } from '#server/core/scope.ts'
import { can } from '#shared/policy.ts'
import { rubricQueries } from '#shared/rubrics/queries.ts'
import type { RubricsView, RubricVersionView } from '#shared/rubrics/views.ts'
import { type RubricVersionRow, versionsOf } from './queries.ts'

/** Returns the rubrics of the teams that the reader has a role in; drafts for who leads the team. */
async function list({ db, actor }: Scope): Promise<RubricsView> {
  const teams = [...new Set(actor.roles.flatMap(({ teamId }) => teamId ?? []))]
  const rows = await db.last(() => versionsOf(db, teams))
  return {
    versions: rows
      .filter((row) => can(actor, 'rubric.read', { teamId: row.team_id, state: row.state }))
      .map(viewOf),
  }
}

function viewOf(row: RubricVersionRow): RubricVersionView {
  return {
    versionId: row.version_id,
    rubricId: row.rubric_id,
    teamId: row.team_id,
    number: row.number,
    state: row.state,
    content: row.content,
    savedAt: row.saved_at,
    publishedAt: row.published_at,
    archivedAt: row.archived_at,
    version: row.version,
  }
}

export const answers: AnswersOf<'rubrics'> = {
  list: answer(rubricQueries.list, list),
}
