import CircleCheck from 'lucide-react/icons/circle-check'
import FileSearch from 'lucide-react/icons/file-search'
import { paths } from '#client/lib/paths.ts'
import type { RowKinds } from '#client/manifest/today-rows.ts'
import { Icon } from '#client/ui/icon.tsx'
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
}
