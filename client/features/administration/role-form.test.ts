import { expect, test } from 'vitest'
import { assignmentOf, faultsOf, newRoleForm } from './role-form.ts'

const form = newRoleForm('2026-11-26')

test('a role in a team wants its team, a partner a function, an administrator neither', () => {
  expect(faultsOf(form)).toEqual({ 'standing.teamId': 'missing' })
  expect(faultsOf({ ...form, role: 'partner' })).toEqual({ 'standing.function': 'missing' })
  expect(faultsOf({ ...form, role: 'admin' })).toEqual({})
  expect(faultsOf({ ...form, role: 'lead', teamId: 't', startsOn: '' })).toEqual({
    'standing.startsOn': 'missing',
  })
})

test('what was chosen for another role before is left out', () => {
  const chosen = { ...form, teamId: 't', function: 'legal', endsOn: '2027-01-01' } as const
  expect(assignmentOf({ ...chosen, role: 'lead' }, 'm')).toEqual({
    ...{ membershipId: 'm', role: 'lead', teamId: 't', function: null },
    ...{ startsOn: '2026-11-26', endsOn: '2027-01-01' },
  })
  expect(assignmentOf({ ...chosen, role: 'partner' }, 'm')).toMatchObject({ teamId: null, function: 'legal' })
  expect(assignmentOf({ ...chosen, role: 'admin', endsOn: '' }, 'm')).toMatchObject({
    ...{ teamId: null, function: null, endsOn: null },
  })
})
