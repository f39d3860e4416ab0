import { paths } from '#client/commands/meetings-paths.ts'
import type { RowKinds } from '#client/manifest/today-rows.ts'
import { ClockMark } from '#client/ui/marks.tsx'
import type { ItemOf, TodayKinds } from '#shared/today/kinds.ts'

type Kinds = TodayKinds['meetings']
const address = ({ seriesId, subjectId }: ItemOf<Kinds>) => ({
  pathname: paths.series(seriesId),
  search: `?of=${subjectId}`,
})

export const meetingsRows: RowKinds<Kinds> = {
  meeting_today: {
    mark: () => <ClockMark state="running" />,
    message: ({ startsAt, open }, { t, format }) => ({
      reason: t('today.row.meeting', { time: format.time(startsAt), n: open }),
    }),
    address,
    useButton: (_, { open }, { t }) => ({ label: t('today.act.open'), onSelect: open }),
    settles: true,
    waits: true,
  },
  meeting_open: {
    mark: () => <ClockMark state="over" />,
    message: ({ startsAt, open }, { t, format }) => ({
      reason: t('today.row.meetingOpen', { day: format.relativeDay(startsAt), n: open }),
    }),
    address,
    useButton: (_, { open }, { t }) => ({ label: t('today.act.open'), onSelect: open }),
    settles: true,
    waits: true,
  },
}
