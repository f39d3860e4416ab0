import { paths } from '#client/commands/goals-paths.ts'
import type { TodayKinds } from '#shared/today/kinds.ts'
import { type Buttons, type Items, id, type Sample } from '#tests/support/today-items.ts'

type Kinds = TodayKinds['goals']

export const items = ({ head }: Sample): Items<Kinds> => ({
  goal_due: {
    ...head,
    group: 'today',
    kind: 'goal_due',
    goalId: id,
    metric: 'accuracy',
    target: 0.95,
    dueOn: '2020-01-01',
  },
})
export const buttons = ({ head: { person } }: Sample): Buttons<Kinds> => ({
  goal_due: ['Open', `${paths.goal(id)}?of=${person.personId}`],
})
