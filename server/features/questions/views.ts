import { type AnswersOf, answer } from '#server/core/answer.ts'
import type { Scope } from '#server/core/scope.ts'
import { AppError } from '#shared/core/errors.ts'
import { can } from '#shared/policy.ts'
import { questionQueries } from '#shared/questions/queries.ts'
import type { PrecedentsView, QuestionEntry, QuestionsView, QuestionView } from '#shared/questions/views.ts'
import {
  allPrecedents,
  colleagues,
  type EntryRow,
  entriesOf,
  type QuestionRow,
  visibleQuestions,
} from './queries.ts'
import { factsOf, precedentViewOf } from './rules.ts'

/** Returns the questions that the reader may see, and whom they may ask. */
async function list({ db, actor }: Scope): Promise<QuestionsView> {
  const [rows, people] = await Promise.all([visibleQuestions(db), colleagues(db)])
  const seen = rows.filter((row) => can(actor, 'question.read', factsOf(row)))
  const entries = await entriesOf(
    db,
    seen.map(({ question_id }) => question_id),
  )
  return {
    questions: seen.map((row) => ({
      ...viewOf(row),
      entries: entries.filter(({ question_id }) => question_id === row.question_id).map(entryOf),
    })),
    colleagues: people.map(({ team_id, person_id, name }) => ({
      teamId: team_id,
      person: { personId: person_id, name },
    })),
  }
}

const viewOf = (row: QuestionRow): Omit<QuestionView, 'entries'> => ({
  questionId: row.question_id,
  teamId: row.team_id,
  asker: { personId: row.asker_id, name: row.asker_name },
  addressee: row.addressee_id ? { personId: row.addressee_id, name: row.addressee_name ?? '' } : null,
  policy: row.policy,
  clauseId: row.clause_id,
  versionId: row.policy_version_id,
  caseRef: row.case_ref,
  text: row.text,
  onHold: row.on_hold,
  status: row.status,
  askedAt: row.asked_at,
  dueAt: row.due_at,
  answeredAt: row.answered_at,
  precedentId: row.precedent_id,
})

const entryOf = (row: EntryRow): QuestionEntry => ({
  entryId: row.entry_id,
  author: { personId: row.author_id, name: row.author_name },
  isAnswer: row.is_answer,
  text: row.text,
  addedAt: row.added_at,
})

/** Returns every precedent of the organisation; FORBIDDEN for a partner of another function than policy. */
async function precedents({ db, actor }: Scope): Promise<PrecedentsView> {
  if (!can(actor, 'precedent.read', {})) throw new AppError('FORBIDDEN')
  return (await allPrecedents(db)).map(precedentViewOf)
}

export const answers: AnswersOf<'questions'> = {
  list: answer(questionQueries.list, list),
  precedents: answer(questionQueries.precedents, precedents),
}
