import { paths as policyPaths } from '#client/commands/policies-paths.ts'
import { paths } from '#client/commands/questions-paths.ts'
import type { Demo } from '#tests/support/screens/demo-cast.ts'
import type { Screens } from '#tests/support/screens/screens.ts'

export async function screens({ db, analyst }: Demo): Promise<Screens> {
  const questions = await db
    .selectFrom('policy_question as q')
    .leftJoin('precedent as k', (on) =>
      on.onRef('k.org_id', '=', 'q.org_id').onRef('k.question_id', '=', 'q.question_id'),
    )
    .innerJoin('membership as m', (on) =>
      on.onRef('m.org_id', '=', 'q.org_id').onRef('m.team_id', '=', 'q.team_id'),
    )
    .select(['q.question_id', 'q.status', 'q.on_hold', 'q.asker_id', 'k.precedent_id'])
    .where('m.person_id', '=', analyst)
    .where('m.role', '=', 'analyst')
    .execute()
  const found = (isMeant: (row: (typeof questions)[number]) => boolean) => {
    const row = questions.find(isMeant)
    if (!row) throw new Error('The demo has no such question')
    return row
  }
  const open = paths.question(found(({ status, on_hold }) => status === 'open' && on_hold).question_id)
  const { question_id: own } = found(({ status, asker_id }) => status === 'answered' && asker_id === analyst)
  const { precedent_id } = found((row) => row.precedent_id !== null)
  const precedents = [
    { name: 'precedents', path: paths.precedents() },
    { name: 'precedents-policy', path: paths.precedents('harassment') },
    { name: 'precedent', path: paths.precedent(precedent_id ?? '') },
  ]
  return {
    lead: [
      { name: 'questions', path: paths.questions },
      { name: 'question-open', path: open },
      { name: 'question-answered', path: paths.question(own) },
      { name: 'question-policy', path: policyPaths.policy('hate-speech') },
      ...precedents,
    ],
    analyst: [
      { name: 'questions', path: paths.questions },
      { name: 'question-own', path: paths.question(own) },
      { name: 'question-ask', path: paths.ask({ policy: 'hate-speech' }) },
      ...precedents,
    ],
  }
}
