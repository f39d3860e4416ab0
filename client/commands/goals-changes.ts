import type { Act as Writing } from '#client/offline/outbox/phone-command.ts'
import type { EndGoalInput, SaveGoalInput } from '#shared/goals/contracts.ts'
import type { GoalView, PersonGoals } from '#shared/goals/views.ts'

/** Each command changes a person's goals by one of these; applied to a view that already holds it, it changes nothing. */
type Act = Pick<Writing, 'by' | 'at' | 'version'>

/** The goal as this command leaves it, the newest at the head; a later version of it stays as it is. */
export function withSavedGoal(
  view: PersonGoals,
  input: SaveGoalInput,
  { by, at, version }: Act,
): PersonGoals {
  if (view.person.personId !== input.subjectId) return view
  const before = view.goals.find(({ goalId }) => goalId === input.goalId)
  if (before && before.version > version) return view
  const { goalId, teamId, metric, baseline, target, dueOn, why } = input
  const goal: GoalView = {
    ...{ goalId, teamId, metric, target, dueOn, why, version },
    subject: view.person,
    author: before?.author ?? by,
    // As the server counted it, once it has.
    baseline: before ? before.baseline : baseline,
    createdAt: before?.createdAt ?? at,
    ended: before?.ended ?? null,
  }
  const goals = before ? view.goals.map((item) => (item === before ? goal : item)) : [goal, ...view.goals]
  return { ...view, goals }
}

export function withEndedGoal(
  view: PersonGoals,
  { goalId, how }: EndGoalInput,
  { by, at, version }: Act,
): PersonGoals {
  const before = view.goals.find((goal) => goal.goalId === goalId)
  if (!before || before.version > version || before.ended) return view
  const goal: GoalView = { ...before, ended: { how, by, at }, version }
  return { ...view, goals: view.goals.map((item) => (item === before ? goal : item)) }
}
