import FileSearch from 'lucide-react/icons/file-search'
import { paths } from '#client/commands/reviews-paths.ts'
import type { RowKinds } from '#client/manifest/today-rows.ts'
import { Icon } from '#client/ui/icon.tsx'
import type { TodayKinds } from '#shared/today/kinds.ts'

const common = {
  mark: () => <Icon icon={FileSearch} />,
  address: ({ reviewId }: { reviewId: string }) => ({ pathname: paths.review(reviewId) }),
  settles: true,
  waits: true,
}

export const reviewsRows: RowKinds<TodayKinds['reviews']> = {
  dispute: {
    ...common,
    message({ at, dueAt }, { t, format }) {
      const days = format.daysFromToday(dueAt)
      return {
        reason: t('today.row.look', { ago: format.ago(at) }),
        clock: days < 0 ? { text: t('today.overdue', { n: -days }), state: 'over' } : undefined,
      }
    },
    useButton: (_, { open }, { t }) => ({ label: t('today.act.decide'), onSelect: open }),
  },
  dispute_decided: {
    ...common,
    message: ({ verdict }, { t }) => ({
      reason: t(`today.row.look.${verdict === 'kept' ? 'kept' : 'changed'}`),
    }),
    useButton: (_, { open }, { t }) => ({ label: t('today.act.read'), onSelect: open }),
    read: () => true,
  },
}
