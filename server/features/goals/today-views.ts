import type { Scope } from '#server/core/scope.ts'
import type { Waiting } from '#server/core/waiting.ts'
import { dueGoals } from './queries.ts'

/** Returns the goals whose date has come, of the reader and of whom they lead. One that was revised is another row. */
export async function waiting({ db, actor, now }: Scope): Promise<Waiting[]> {
  const led = actor.roles.flatMap(({ role, teamId }) => (role === 'lead' && teamId ? [teamId] : []))
  const due = await dueGoals(db, new Date(now()).toISOString(), led)
  return due.map((goal) => {
    const { goal_id: goalId, due_on: dueOn, metric, target, at } = goal
    const key = `goal_due:${goalId}:${goal.version}`
    const person = { personId: goal.subject_id, name: goal.subject_name }
    return {
      key,
      row: () => ({ kind: 'goal_due', group: 'today', key, at, person, goalId, metric, target, dueOn }),
    }
  })
}
