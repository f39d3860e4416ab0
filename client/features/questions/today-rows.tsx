import CircleCheck from 'lucide-react/icons/circle-check'
import { paths } from '#client/commands/questions-paths.ts'
import type { RowKinds } from '#client/manifest/today-rows.ts'
import { Icon } from '#client/ui/icon.tsx'
import { ClockMark } from '#client/ui/marks.tsx'
import type { TodayKinds } from '#shared/today/kinds.ts'

const address = ({ questionId }: { questionId: string }) => ({ pathname: paths.question(questionId) })

export const questionsRows: RowKinds<TodayKinds['questions']> = {
  question_asked: {
    mark: ({ dueAt }) => <ClockMark state={Date.parse(dueAt) < Date.now() ? 'over' : 'running'} />,
    message: ({ dueAt }, { t, format }) => ({
      reason: t('today.row.question', { due: format.due(dueAt) }),
    }),
    address,
    useButton: (_, { open }, { t }) => ({ label: t('today.act.answer'), onSelect: open }),
    settles: true,
    waits: true,
    due: ({ dueAt }) => ({ clock: dueAt }),
  },
  question_answered: {
    mark: () => <Icon icon={CircleCheck} />,
    message: (_, { t }) => ({ reason: t('today.row.question.answered') }),
    address,
    useButton: (_, { open }, { t }) => ({ label: t('today.act.read'), onSelect: open }),
    settles: true,
    read: () => true,
    waits: true,
  },
}
