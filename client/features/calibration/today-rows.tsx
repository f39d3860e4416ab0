import { paths } from '#client/commands/calibration-paths.ts'
import type { RowKinds } from '#client/manifest/today-rows.ts'
import { ClockMark } from '#client/ui/marks.tsx'
import type { TodayKinds } from '#shared/today/kinds.ts'

export const calibrationRows: RowKinds<TodayKinds['calibration']> = {
  calibration_due: {
    mark: ({ deadline }, format) => (
      <ClockMark state={format.daysFromToday(deadline) < 0 ? 'over' : 'running'} />
    ),
    message({ title, deadline }, { t, format }) {
      const days = format.daysFromToday(deadline)
      return {
        subject: title,
        reason: t('today.row.calibration', { day: format.relativeDay(deadline) }),
        clock: days < 0 ? { text: t('today.overdue', { n: -days }), state: 'over' } : undefined,
      }
    },
    address: ({ roundId }) => ({ pathname: paths.round(roundId) }),
    useButton: (_, { open }, { t }) => ({ label: t('today.act.open'), onSelect: open }),
    settles: true,
    waits: true,
    due: ({ deadline }) => ({ clock: deadline }),
  },
}
