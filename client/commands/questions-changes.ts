import type { Act as Writing } from '#client/offline/outbox/phone-command.ts'
import type {
  AnswerQuestionInput,
  AskAgainInput,
  AskQuestionInput,
  KeepPrecedentInput,
  SettleQuestionInput,
} from '#shared/questions/contracts.ts'
import type { QuestionsView, QuestionView } from '#shared/questions/views.ts'

/** Each command changes the list by one of these; applied to a view that already holds it, it changes nothing. */
type Act = Pick<Writing, 'by' | 'at'>

/** Changes one question of the view, where it is there and changes. */
function withQuestion(
  view: QuestionsView,
  questionId: string,
  change: (question: QuestionView) => QuestionView,
): QuestionsView {
  const before = view.questions.find((question) => question.questionId === questionId)
  const after = before && change(before)
  if (after === before) return view
  return {
    ...view,
    questions: view.questions.map((question) => (question === before && after ? after : question)),
  }
}

/** The version in force and the clock follow from the server. */
export function withAskedQuestion(
  view: QuestionsView,
  input: AskQuestionInput,
  { by, at, nameOf }: Act & Pick<Writing, 'nameOf'>,
): QuestionsView {
  const { questionId, teamId, addresseeId, policy, clauseId, caseRef, text, onHold } = input
  if (view.questions.some((question) => question.questionId === questionId)) return view
  const colleague = view.colleagues.find(({ person }) => person.personId === addresseeId)?.person
  const addressee = addresseeId
    ? (colleague ?? { personId: addresseeId, name: nameOf(addresseeId) ?? '' })
    : null
  const question: QuestionView = {
    ...{ questionId, teamId, asker: by, addressee, policy, clauseId, versionId: null, caseRef, text, onHold },
    ...{ status: 'open', askedAt: at, dueAt: null, answeredAt: null, entries: [], precedentId: null },
  }
  return { ...view, questions: [question, ...view.questions] }
}

export const withAnsweredQuestion = (
  view: QuestionsView,
  { questionId, entryId, text }: AnswerQuestionInput,
  { by, at }: Act,
): QuestionsView =>
  withQuestion(view, questionId, (question) => {
    if (question.status === 'settled' || hasEntry(question, entryId)) return question
    const entry = { entryId, author: by, isAnswer: true, text, addedAt: at }
    return { ...question, status: 'answered', answeredAt: at, entries: [...question.entries, entry] }
  })

export const withQuestionAskedAgain = (
  view: QuestionsView,
  { questionId, entryId, text }: AskAgainInput,
  { by, at }: Act,
): QuestionsView =>
  withQuestion(view, questionId, (question) => {
    if (question.status === 'settled' || hasEntry(question, entryId)) return question
    const entry = { entryId, author: by, isAnswer: false, text, addedAt: at }
    const dueAt = question.status === 'open' ? question.dueAt : null
    return { ...question, status: 'open', dueAt, entries: [...question.entries, entry] }
  })

const hasEntry = ({ entries }: QuestionView, entryId: string) =>
  entries.some((entry) => entry.entryId === entryId)

export const withSettledQuestion = (
  view: QuestionsView,
  { questionId }: SettleQuestionInput,
): QuestionsView =>
  withQuestion(view, questionId, (question) =>
    question.status === 'settled' ? question : { ...question, status: 'settled' },
  )

export const withKeptAnswer = (
  view: QuestionsView,
  { questionId, precedentId }: KeepPrecedentInput,
): QuestionsView =>
  withQuestion(view, questionId, (question) =>
    question.precedentId ? question : { ...question, precedentId },
  )
