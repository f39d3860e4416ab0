import KeyRound from 'lucide-react/icons/key-round'
import { paths } from '#client/lib/paths.ts'
import type { RowKinds } from '#client/manifest/today-rows.ts'
import { Icon } from '#client/ui/icon.tsx'
import type { TodayKinds } from '#shared/today/kinds.ts'

export const emergencyTodayRows: RowKinds<TodayKinds['emergency']> = {
  emergency: {
    mark: () => <Icon icon={KeyRound} />,
    message: (_, { t }) => ({ reason: t('today.row.emergency') }),
    address: ({ accessId }) => ({ pathname: paths.emergency(accessId) }),
    useButton: (_, { open }, { t }) => ({ label: t('today.act.open'), onSelect: open }),
    settles: true,
    waits: true,
    alone: () => 'decision',
  },
}
