import { expect, test } from 'vitest'
import { formOf, isEmpty, isGoalForm, newGoalForm, readGoal, readShare } from './goal-form.ts'

const goalId = '018f0000-0000-7000-8000-000000000001'
const ids = { goalId, commandId: '018f0000-0000-7000-8000-000000000002' }
const facts = { teamId: '018f0000-0000-7000-8000-000000000003', subjectId: goalId, baseline: null }
const written = { ...newGoalForm(ids), target: '95,5', dueOn: '2026-12-24' }

test('a target is typed as people write percentages', () => {
  expect(readShare('95')).toBe(0.95)
  expect(readShare(' 95,5 % ')).toBeCloseTo(0.955)
  expect(readShare('95.25')).toBeCloseTo(0.9525)
  expect(readShare('')).toBeNull()
  for (const typed of ['nearly all', '-5', '9.5.1', '1000']) expect(readShare(typed), typed).toBeNaN()
})

test('a form that is right is read as the input of its command', () => {
  expect(readGoal({ ...written, why: '  Fewer appeals ' }, facts)).toEqual({
    input: { goalId, metric: 'accuracy', dueOn: '2026-12-24', ...facts, target: 0.955, why: 'Fewer appeals' },
  })
  expect(readGoal(written, facts)).toMatchObject({ input: { why: null } })
})

test('what is missing or cannot be is said at its field', () => {
  expect(readGoal(newGoalForm(ids), facts)).toEqual({ faults: { target: 'missing', dueOn: 'missing' } })
  expect(readGoal({ ...written, target: '120' }, facts)).toEqual({ faults: { target: 'refused' } })
  expect(readGoal({ ...written, target: 'more' }, facts)).toEqual({ faults: { target: 'refused' } })
  expect(readGoal(written, facts, '2026-12-25')).toEqual({ faults: { dueOn: 'refused' } })
  expect(readGoal(written, facts, '2026-12-24')).toHaveProperty('input')
  expect(readGoal({ ...written, why: 'x'.repeat(1001) }, facts)).toEqual({ faults: { why: 'refused' } })
})

test('a goal that is opened again shows its target as it was typed', () => {
  const goal = { goalId, metric: 'missed' as const, target: 0.055, dueOn: '2026-12-24', why: null }
  const form = formOf(goal, { commandId: ids.commandId, base: 2 })
  expect(form).toMatchObject({ target: '5.5', why: '', base: 2 })
  expect(isGoalForm(form)).toBe(true)
  expect(isGoalForm({ target: '5' })).toBe(false)
})

test('only a form with nothing of the writer’s own is empty', () => {
  expect(isEmpty(newGoalForm(ids))).toBe(true)
  expect(isEmpty(written)).toBe(false)
})
