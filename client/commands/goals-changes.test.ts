import { expect, test } from 'vitest'
import type { SaveGoalInput } from '#shared/goals/contracts.ts'
import type { PersonGoals } from '#shared/goals/views.ts'
import { withEndedGoal, withSavedGoal } from './goals-changes.ts'

const by = { personId: 'lead', name: 'Lead' }
const act = { by, at: '2026-11-29T01:00:00Z', version: 1 }
const empty: PersonGoals = { person: { personId: 'analyst', name: 'Analyst' }, goals: [] }
const input: SaveGoalInput = {
  goalId: 'one',
  teamId: 'team',
  subjectId: 'analyst',
  metric: 'accuracy',
  baseline: { x: 9, n: 10, from: '2026-11-02', to: '2026-11-23' },
  target: 0.95,
  dueOn: '2026-12-24',
  why: null,
}
const set = withSavedGoal(empty, input, act)

test('a goal that is not sent yet stands among the person’s goals, the newest first', () => {
  expect(set.goals).toMatchObject([
    { goalId: 'one', author: by, subject: empty.person, ended: null, version: 1 },
  ])
  const two = withSavedGoal(set, { ...input, goalId: 'two' }, act)
  expect(two.goals.map(({ goalId }) => goalId)).toEqual(['two', 'one'])
})

test('the goals of somebody else are left alone', () => {
  const other = { ...empty, person: { personId: 'other', name: 'Other' } }
  expect(withSavedGoal(other, input, act)).toBe(other)
})

test('applied twice it is applied once, and where it began stays as the server counted it', () => {
  const [goal] = set.goals
  if (!goal) throw new Error('no goal')
  const counted = {
    ...set,
    goals: [{ ...goal, baseline: { ...input.baseline, x: 8, n: 10, from: '', to: '' } }],
  }
  expect(withSavedGoal(counted, input, act)).toEqual(counted)
})

test('a later version of the goal stays as it is', () => {
  const later = withSavedGoal(set, { ...input, target: 0.97 }, { ...act, version: 3 })
  expect(withSavedGoal(later, input, { ...act, version: 2 })).toBe(later)
  expect(withEndedGoal(later, { goalId: 'one', how: 'dropped' }, { ...act, version: 2 })).toBe(later)
})

test('a goal ends once', () => {
  const ended = withEndedGoal(set, { goalId: 'one', how: 'reviewed' }, { ...act, version: 2 })
  expect(ended.goals[0]?.ended).toEqual({ how: 'reviewed', by, at: act.at })
  expect(withEndedGoal(ended, { goalId: 'one', how: 'dropped' }, { ...act, version: 3 })).toBe(ended)
  expect(withEndedGoal(set, { goalId: 'none', how: 'dropped' }, act)).toBe(set)
})
