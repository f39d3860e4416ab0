import ListChecks from 'lucide-react/icons/list-checks'
import { paths } from '#client/commands/draws-paths.ts'
import { teamsLed } from '#client/lib/me.ts'
import type { RowKinds } from '#client/manifest/today-rows.ts'
import { Icon } from '#client/ui/icon.tsx'
import type { TodayKinds } from '#shared/today/kinds.ts'

export const drawsRows: RowKinds<TodayKinds['draws']> = {
  draw_due: {
    mark: () => <Icon icon={ListChecks} />,
    message: ({ purpose, teamName, cases, verified, mine }, { t, format, me }) => ({
      subject: t(`today.row.draw.${purpose}`),
      reason: [
        ...(teamsLed(me).length > 1 ? [teamName] : []),
        t('today.row.draw', { done: format.xOfN(verified, cases), mine }),
      ].join(' · '),
    }),
    address: ({ drawId }) => ({ pathname: paths.draw(drawId) }),
    useButton: (_, { open }, { t }) => ({ label: t('today.act.open'), onSelect: open }),
    settles: true,
    waits: true,
  },
}
