import { goals } from '#shared/goals/contracts.ts'
import type { TodayView } from '#shared/today/views.ts'
import { withEndedGoal, withSavedGoal } from './goals-changes.ts'
import { paths } from './goals-paths.ts'
import { type OnPhoneOf, onPhone } from './on-phone.ts'
import { withoutItems } from './today-changes.ts'

/** A goal that has another date, or none any more, waits no longer. */
const withoutGoal = (view: TodayView, { goalId }: { goalId: string }) =>
  withoutItems(view, (item) => item.kind === 'goal_due' && item.goalId === goalId)

export const goalsOnPhone: OnPhoneOf<'goals'> = {
  save: onPhone(goals.save, {
    editor: ({ goalId, subjectId }) => `${paths.editGoal(goalId)}?of=${subjectId}`,
    cache: { 'goals.person': withSavedGoal, 'today.list': withoutGoal },
    rereads: ['goals.person'],
  }),
  end: onPhone(goals.end, {
    editor: ({ goalId }) => paths.goal(goalId),
    cache: { 'goals.person': withEndedGoal, 'today.list': withoutGoal },
  }),
}
