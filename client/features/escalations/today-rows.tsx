import { paths } from '#client/lib/paths.ts'
import type { RowKinds } from '#client/manifest/today-rows.ts'
import { type Level, SeverityMark } from '#client/ui/marks.tsx'
import type { TodayKinds } from '#shared/today/kinds.ts'

/** Spelled out: the table of steps is no part of the first paint. */
const levels = { P0: 0, P1: 1, P2: 2, P3: 3 } as const satisfies Record<string, Level>

const isAnswer = (why: string) => why === 'approved' || why === 'rejected'

export const escalationsRows: RowKinds<TodayKinds['escalations']> = {
  escalation: {
    mark: ({ severity }) => <SeverityMark level={levels[severity]} />,
    message({ title: reference, childSafety, why, person, dueAt }, { t, format }) {
      const subject = childSafety ? t('today.row.escalation.child', { reference }) : reference
      const left = Date.parse(dueAt ?? '') - Date.now()
      const clock = left <= 0 ? 'overdue' : why === 'running_out' ? why : undefined
      const who = t('ui.person', { name: person.name })
      return {
        subject,
        reason:
          why === 'overdue' || why === 'running_out' ? who : `${t(`today.row.escalation.${why}`)} · ${who}`,
        clock: clock && {
          text: t(`today.row.escalation.${clock}`, { left: format.duration(Math.abs(left)) }),
          state: clock === 'overdue' ? 'over' : 'risk',
        },
      }
    },
    address: ({ escalationId, why }) => ({
      pathname: paths.escalation(escalationId),
      ...(why === 'decide' ? { search: '?decide' } : {}),
    }),
    useButton: ({ why }, { open }, { t }) => ({
      label: t(why === 'decide' ? 'today.act.decide' : isAnswer(why) ? 'today.act.read' : 'today.act.open'),
      onSelect: open,
    }),
    settles: true,
    waits: true,
    read: ({ why }) => isAnswer(why),
    alone: ({ why }) => (why === 'decide' ? 'decision' : undefined),
    due: ({ dueAt }) => ({ clock: dueAt }),
  },
}
