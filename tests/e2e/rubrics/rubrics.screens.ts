import { paths } from '#client/commands/rubrics-paths.ts'
import type { Demo } from '#tests/support/screens/demo-cast.ts'
import type { Screens } from '#tests/support/screens/screens.ts'

export async function screens({ db }: Demo): Promise<Screens> {
  // The one team that is writing its next version, and therefore has both.
  const draft = await db
    .selectFrom('rubric_version')
    .select(['version_id', 'rubric_id', 'team_id'])
    .where('state', '=', 'draft')
    .executeTakeFirstOrThrow()
  const { version_id: published } = await db
    .selectFrom('rubric_version')
    .select('version_id')
    .where('rubric_id', '=', draft.rubric_id)
    .where('state', '=', 'published')
    .executeTakeFirstOrThrow()
  return {
    lead: [
      { name: 'rubrics', path: paths.rubrics },
      { name: 'rubric', path: paths.rubric(published) },
      { name: 'rubric-editor', path: paths.newRubric(draft.team_id) },
    ],
    analyst: [{ name: 'rubrics', path: paths.rubrics }],
  }
}
