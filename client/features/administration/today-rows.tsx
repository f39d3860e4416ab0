import UserCheck from 'lucide-react/icons/user-check'
import UserPlus from 'lucide-react/icons/user-plus'
import { paths as ownPaths } from '#client/commands/administration-paths.ts'
import { paths } from '#client/lib/paths.ts'
import type { RowKinds } from '#client/manifest/today-rows.ts'
import { Icon } from '#client/ui/icon.tsx'
import type { TodayKinds } from '#shared/today/kinds.ts'

/** Splits an address at its question mark. */
function addressOf(path: string) {
  const [pathname = '', search] = path.split('?')
  return { pathname, ...(search ? { search: `?${search}` } : {}) }
}

export const administrationTodayRows: RowKinds<TodayKinds['administration']> = {
  confirmation: {
    mark: () => <Icon icon={UserCheck} />,
    message: ({ what }, { t }) => ({ reason: t(`today.row.confirmation.${what}`) }),
    address: ({ what }) => ({
      pathname: what === 'retention' ? ownPaths.retention : paths.roles,
    }),
    useButton: (_, { open }, { t }) => ({ label: t('today.act.open'), onSelect: open }),
    settles: true,
    waits: true,
    alone: () => 'decision',
  },
  undecided: {
    mark: () => <Icon icon={UserPlus} />,
    message: ({ teamName, n }, { t }) => ({
      subject: teamName,
      reason: t('today.row.undecided', { n }),
    }),
    address: () => addressOf(paths.administration('teams')),
    useButton: (_, { open }, { t }) => ({ label: t('today.act.open'), onSelect: open }),
    settles: false,
    waits: true,
    due: ({ dueAt }) => ({ clock: dueAt }),
  },
}
