import { expect, test } from 'vitest'
import type { AskQuestionInput } from '#shared/questions/contracts.ts'
import type { QuestionsView } from '#shared/questions/views.ts'
import {
  withAnsweredQuestion,
  withAskedQuestion,
  withKeptAnswer,
  withQuestionAskedAgain,
  withSettledQuestion,
} from './questions-changes.ts'

const asker = { personId: 'analyst', name: 'Analyst' }
const peer = { personId: 'peer', name: 'Peer' }
const act = { by: asker, at: '2026-12-01T01:00:00Z', nameOf: () => null }
const byPeer = { by: peer, at: '2026-12-01T02:00:00Z' }
const empty: QuestionsView = { questions: [], colleagues: [{ teamId: 'team', person: peer }] }
const input: AskQuestionInput = {
  ...{ questionId: 'question', teamId: 'team', addresseeId: 'peer', policy: 'spam', clauseId: null },
  ...{ caseRef: 'C-1', text: 'Is it?', onHold: true },
}
const asked = withAskedQuestion(empty, input, act)
const answerInput = { questionId: 'question', entryId: 'answer', text: 'It is.' }
const answered = withAnsweredQuestion(asked, answerInput, byPeer)

test('a question that is not sent yet is in the list, without a clock', () => {
  expect(asked.questions).toMatchObject([
    { questionId: 'question', asker, addressee: peer, status: 'open', dueAt: null, entries: [] },
  ])
  expect(withAskedQuestion(asked, input, act)).toBe(asked)
})

test('an answer is added once, and asking again opens the question', () => {
  expect(answered.questions[0]).toMatchObject({ status: 'answered', answeredAt: byPeer.at })
  expect(withAnsweredQuestion(answered, answerInput, byPeer)).toBe(answered)
  const again = withQuestionAskedAgain(answered, { ...answerInput, entryId: 'again' }, act)
  expect(again.questions[0]).toMatchObject({ status: 'open', dueAt: null, answeredAt: byPeer.at })
  expect(again.questions[0]?.entries.map(({ isAnswer }) => isAnswer)).toEqual([true, false])
  expect(withQuestionAskedAgain(again, { ...answerInput, entryId: 'again' }, act)).toBe(again)
})

test('words added before an answer leave the clock as it runs', () => {
  const dueAt = '2026-12-01T03:00:00Z'
  const running = { ...asked, questions: asked.questions.map((question) => ({ ...question, dueAt })) }
  const added = withQuestionAskedAgain(running, { ...answerInput, entryId: 'added' }, act)
  expect(added.questions[0]).toMatchObject({ status: 'open', dueAt })
})

test('what was settled stays settled', () => {
  const settled = withSettledQuestion(answered, { questionId: 'question' })
  expect(settled.questions[0]?.status).toBe('settled')
  expect(withSettledQuestion(settled, { questionId: 'question' })).toBe(settled)
  expect(withAnsweredQuestion(settled, { ...answerInput, entryId: 'late' }, byPeer)).toBe(settled)
})

test('an answer that is kept names its precedent, the first one', () => {
  const keepInput = { questionId: 'question', precedentId: 'kept', textKo: null, textEn: 'It is.' }
  const kept = withKeptAnswer(answered, keepInput)
  expect(kept.questions[0]?.precedentId).toBe('kept')
  expect(withKeptAnswer(kept, { ...keepInput, precedentId: 'other' })).toBe(kept)
  expect(withKeptAnswer(empty, keepInput)).toBe(empty)
})
