import { paths } from '#client/lib/paths.ts'
import type { RowKinds } from '#client/manifest/today-rows.ts'
import { type Level, SeverityMark } from '#client/ui/marks.tsx'
import type { TodayKinds } from '#shared/today/kinds.ts'

/** Spelled out: the table of steps is no part of the first paint. */
const levels = { P0: 0, P1: 1, P2: 2, P3: 3 } as const satisfies Record<string, Level>

export const escalationsRows: RowKinds<TodayKinds['escalations']> = {
  escalation: {
    mark: ({ severity }) => <SeverityMark level={levels[severity]} />,
    message({ title: reference, childSafety, why, person, at, dueAt }, { t, format }) {
      const subject = childSafety ? t('today.row.escalation.child', { reference }) : reference
      if (why === 'decide' || why === 'routed') {
        const raiser = t('ui.person', { name: person.name })
        return { subject, reason: `${t(`today.row.escalation.${why}`)} · ${raiser}` }
      }
      const left = format.duration(Math.abs(Date.parse(dueAt ?? at) - Date.now()))
      return { subject, reason: t(`today.row.escalation.${why}`, { left }) }
    },
    address: ({ escalationId, why }) => ({
      pathname: paths.escalation(escalationId),
      ...(why === 'decide' ? { search: '?decide' } : {}),
    }),
    useButton: ({ why }, { open }, { t }) => ({
      label: t(why === 'decide' ? 'today.act.decide' : 'today.act.open'),
      onSelect: open,
    }),
    settles: true,
    waits: true,
    due: ({ dueAt }) => ({ clock: dueAt }),
  },
}
