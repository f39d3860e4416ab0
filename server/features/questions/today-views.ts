import type { Scope } from '#server/core/scope.ts'
import type { Waiting } from '#server/core/waiting.ts'
import { can } from '#shared/policy.ts'
import { type WaitingQuestion, waitingQuestions } from './queries.ts'
import { factsOf } from './rules.ts'

/** Returns questions that the reader is to answer, and their own that were answered. */
export async function waiting({ db, actor }: Scope): Promise<Waiting[]> {
  const rows = await waitingQuestions(db)
  return rows.flatMap((row) => {
    const action = row.status === 'open' ? 'question.answer' : 'question.pursue'
    if (!can(actor, action, factsOf(row))) return []
    return [row.status === 'open' ? askedRow(row) : answeredRow(row)]
  })
}

/** One that is asked again has another clock, and is another row. */
function askedRow(row: WaitingQuestion): Waiting {
  const { question_id: questionId, due_at: dueAt, on_hold: onHold } = row
  const key = `question_asked:${questionId}:${dueAt}`
  return {
    key,
    row: () => ({
      ...{ kind: 'question_asked', group: onHold ? 'now' : 'today', key, at: row.asked_at },
      ...{ person: { personId: row.asker_id, name: row.asker_name }, questionId, onHold, dueAt },
    }),
  }
}

function answeredRow(row: WaitingQuestion): Waiting {
  const { question_id: questionId, answered_at: answeredAt, on_hold: onHold } = row
  const timestamp = answeredAt ?? row.asked_at
  const key = `question_answered:${questionId}:${timestamp}`
  const person = { personId: row.answerer_id ?? row.asker_id, name: row.answerer_name ?? '' }
  return {
    key,
    row: () => ({
      ...{ kind: 'question_answered', group: onHold ? 'now' : 'today', key, at: timestamp },
      ...{ person, questionId, onHold },
    }),
  }
}
