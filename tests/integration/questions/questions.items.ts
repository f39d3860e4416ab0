import { paths } from '#client/commands/questions-paths.ts'
import type { TodayKinds } from '#shared/today/kinds.ts'
import { type Buttons, type Items, id, type Sample } from '#tests/support/today-items.ts'

type Kinds = TodayKinds['questions']

export const items = ({ head }: Sample): Items<Kinds> => ({
  question_asked: {
    ...head,
    kind: 'question_asked',
    group: 'now',
    questionId: id,
    onHold: true,
    dueAt: '2026-11-30T01:00:00.000Z',
  },
  question_answered: { ...head, kind: 'question_answered', group: 'today', questionId: id, onHold: false },
})
export const buttons = (_: Sample): Buttons<Kinds> => ({
  question_asked: ['Answer', paths.question(id)],
  question_answered: ['Read', paths.question(id)],
})
