import { fieldsNamed, type Reading, readWith, withFaults } from '#client/forms/reading.ts'
import { type SaveGoalInput, saveGoalInput } from '#shared/goals/contracts.ts'
import type { Baseline, GoalView } from '#shared/goals/views.ts'
import type { Metric } from '#shared/scorecards/rules.ts'

/** The goal as it is written: the target as a typed percentage, the reason as it stands. */
export type GoalForm = {
  goalId: string
  /** The id of the command that will send it: a second tap is the same writing. */
  commandId: string
  base: number | null
  metric: Metric
  target: string
  dueOn: string
  why: string
}

export const fieldOf = fieldsNamed(['metric', 'target', 'dueOn', 'why'])
export type GoalField = NonNullable<ReturnType<typeof fieldOf>>

export const newGoalForm = (ids: { goalId: string; commandId: string }): GoalForm => ({
  ...ids,
  base: null,
  metric: 'accuracy',
  target: '',
  dueOn: '',
  why: '',
})

type Written = Pick<GoalView, 'goalId' | 'metric' | 'target' | 'dueOn' | 'why'>

/** Returns the form of a goal that is there, or of one that was refused. */
export const formOf = (goal: Written, revision: { commandId: string; base: number | null }): GoalForm => ({
  goalId: goal.goalId,
  ...revision,
  metric: goal.metric,
  target: String(Number((goal.target * 100).toFixed(4))),
  dueOn: goal.dueOn,
  why: goal.why ?? '',
})

export const isEmpty = ({ target, dueOn, why }: GoalForm): boolean =>
  target.trim() === '' && dueOn === '' && why.trim() === ''

/** Tells a form of this release from a draft of another one. */
export function isGoalForm(value: unknown): value is GoalForm {
  const form = newGoalForm({ goalId: '', commandId: '' })
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.keys(form).every((key) => Object.hasOwn(value, key)) &&
    typeof Reflect.get(value, 'target') === 'string'
  )
}

/** Reads a typed percentage, '95' or '95,5' or '95.5 %', as a share of 1; NaN for anything else, null for nothing. */
export function readShare(typed: string): number | null {
  const text = typed.trim().replace(/\s*%$/, '')
  if (text === '') return null
  return /^\d{1,3}([.,]\d{1,4})?$/.test(text) ? Number(text.replace(',', '.')) / 100 : Number.NaN
}

/** Reads the form as the input of goals.save. */
export function readGoal(
  form: GoalForm,
  facts: { teamId: string; subjectId: string; baseline: Baseline | null },
  /** The first day that is taken; any where none is given. */
  earliest?: string,
): Reading<GoalField, SaveGoalInput> {
  const { goalId, metric, dueOn } = form
  const sent = {
    goalId,
    metric,
    dueOn,
    ...facts,
    target: readShare(form.target),
    why: form.why.trim() || null,
  }
  const past = earliest !== undefined && dueOn !== '' && dueOn < earliest
  return withFaults(past ? { dueOn: 'refused' } : {}, readWith(saveGoalInput, sent, fieldOf))
}
