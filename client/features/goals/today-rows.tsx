import { paths } from '#client/commands/goals-paths.ts'
import type { RowKinds } from '#client/manifest/today-rows.ts'
import { ClockMark } from '#client/ui/marks.tsx'
import type { TodayKinds } from '#shared/today/kinds.ts'

export const goalsRows: RowKinds<TodayKinds['goals']> = {
  goal_due: {
    mark: ({ dueOn }, format) => <ClockMark state={format.daysFromToday(dueOn) < 0 ? 'over' : 'running'} />,
    message({ metric, target, dueOn, person }, { t, format, me }) {
      const days = format.daysFromToday(dueOn)
      const when = days < 0 ? {} : { day: format.relativeDay(dueOn) }
      const clock =
        days < 0 ? ({ text: t('today.overdue', { n: -days }), state: 'over' } as const) : undefined
      const share = format.percent(target)
      // One's own is called by what it is; another's by who it is about.
      if (person.personId === me.person.personId)
        return {
          subject: t('today.row.ownGoal', { metric, share }),
          reason: t('today.row.goalDue', when),
          clock,
        }
      return { reason: t('today.row.goal', { metric, share, ...when }), clock }
    },
    address: ({ goalId, person }) => ({ pathname: paths.goal(goalId), search: `?of=${person.personId}` }),
    useButton: (_, { open }, { t }) => ({ label: t('today.act.open'), onSelect: open }),
    settles: true,
    waits: true,
    due: ({ dueOn }) => ({ day: dueOn }),
  },
}
