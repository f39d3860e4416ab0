import UserCheck from 'lucide-react/icons/user-check'
import { paths } from '#client/lib/paths.ts'
import type { RowKinds } from '#client/manifest/today-rows.ts'
import { Icon } from '#client/ui/icon.tsx'
import type { TodayKinds } from '#shared/today/kinds.ts'

export const administrationTodayRows: RowKinds<TodayKinds['administration']> = {
  confirmation: {
    mark: () => <Icon icon={UserCheck} />,
    message: ({ what }, { t }) => ({ reason: t(`today.row.confirmation.${what}`) }),
    address: () => ({ pathname: paths.roles }),
    useButton: (_, { open }, { t }) => ({ label: t('today.act.open'), onSelect: open }),
    settles: true,
    waits: true,
    alone: () => 'decision',
  },
}
