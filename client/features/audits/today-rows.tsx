import CircleCheck from 'lucide-react/icons/circle-check'
import FileSearch from 'lucide-react/icons/file-search'
import { paths as auditPaths } from '#client/commands/audits-paths.ts'
import { teamsLed } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import type { RowKinds } from '#client/manifest/today-rows.ts'
import { Icon } from '#client/ui/icon.tsx'
import { ClockMark } from '#client/ui/marks.tsx'
import type { TodayKinds } from '#shared/today/kinds.ts'

const address = ({ auditId }: { auditId: string }) => ({ pathname: paths.case(auditId) })

export const auditsRows: RowKinds<TodayKinds['audits']> = {
  look: {
    mark: () => <Icon icon={FileSearch} />,
    message: ({ at }, { t, format }) => ({ reason: t('today.row.look', { ago: format.ago(at) }) }),
    address,
    useButton: (_, { open }, { t }) => ({ label: t('today.act.answer'), onSelect: open }),
    settles: true,
    waits: true,
  },
  look_answered: {
    mark: () => <Icon icon={CircleCheck} />,
    message: ({ status }, { t }) => ({ reason: t(`today.row.look.${status}`) }),
    address,
    useButton: (_, { open }, { t }) => ({ label: t('today.act.read'), onSelect: open }),
    settles: true,
    read: () => true,
    waits: true,
  },
  put_right: {
    mark: ({ overdue }) => <ClockMark state={overdue > 0 ? 'over' : 'running'} />,
    message: ({ n, overdue, dueAt, teamName }, { t, format, me }) => ({
      subject: t('today.row.putRight'),
      reason: [
        ...(teamsLed(me).length > 1 ? [teamName] : []),
        t('today.row.putRight.open', { n, day: overdue > 0 ? '' : format.due(dueAt) }),
      ].join(' · '),
      clock:
        overdue > 0 ? { text: t('today.row.putRight.overdue', { n: overdue }), state: 'over' } : undefined,
    }),
    address: ({ teamId }) => ({ pathname: auditPaths.putRight(teamId) }),
    useButton: (_, { open }, { t }) => ({ label: t('today.act.open'), onSelect: open }),
    settles: true,
    waits: true,
    due: ({ dueAt }) => ({ clock: dueAt }),
  },
}
