import { questions } from '#shared/questions/contracts.ts'
import type { TodayView } from '#shared/today/views.ts'
import { type OnPhoneOf, onPhone } from './on-phone.ts'
import { withAskedVersion } from './policies-changes.ts'
import {
  withAnsweredQuestion,
  withAskedQuestion,
  withKeptAnswer,
  withQuestionAskedAgain,
  withSettledQuestion,
} from './questions-changes.ts'
import { paths } from './questions-paths.ts'
import { withoutItems } from './today-changes.ts'

/** A question that was answered waits for nobody who answers, and one that was settled or asked again not for its asker. */
const without =
  (kind: 'question_asked' | 'question_answered') =>
  (view: TodayView, { questionId }: { questionId: string }) =>
    withoutItems(view, (item) => item.kind === kind && item.questionId === questionId)

const textOf = ({ text }: { text: string }) => text

/** A version that is asked about waits for no mark. */
const withoutAskedVersion = (view: TodayView, { versionId }: { versionId?: string | undefined }) =>
  withoutItems(view, (item) => item.kind === 'policy_update' && item.versionId === versionId)

const questionAddress = ({ questionId }: { questionId: string }) => paths.question(questionId)

export const questionsOnPhone: OnPhoneOf<'questions'> = {
  ask: onPhone(questions.ask, {
    editor: ({ questionId }) => paths.ask({ question: questionId }),
    text: textOf,
    cache: {
      'questions.list': withAskedQuestion,
      'policies.updates': withAskedVersion,
      'today.list': withoutAskedVersion,
    },
    rereads: ['questions.list'],
  }),
  answer: onPhone(questions.answer, {
    editor: questionAddress,
    text: textOf,
    cache: { 'questions.list': withAnsweredQuestion, 'today.list': without('question_asked') },
  }),
  askAgain: onPhone(questions.askAgain, {
    editor: questionAddress,
    text: textOf,
    cache: { 'questions.list': withQuestionAskedAgain, 'today.list': without('question_answered') },
    rereads: ['questions.list'],
  }),
  settle: onPhone(questions.settle, {
    editor: questionAddress,
    cache: { 'questions.list': withSettledQuestion, 'today.list': without('question_answered') },
  }),
  keep: onPhone(questions.keep, {
    editor: questionAddress,
    cache: { 'questions.list': withKeptAnswer },
    rereads: ['questions.list', 'questions.precedents'],
  }),
}
