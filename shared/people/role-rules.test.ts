import { describe, expect, test } from 'vitest'
import { misfitOf, phaseOf, roles } from './role-rules.ts'
import { roleAssignment } from './role-views.ts'

describe('a role', () => {
  test.each(roles)('%s is held in a team, with a function or by itself, and never otherwise', (role) => {
    const inTeam = misfitOf({ role, teamId: 't', function: null })
    const withFunction = misfitOf({ role, teamId: null, function: 'legal' })
    const alone = misfitOf({ role, teamId: null, function: null })
    const fitting = [inTeam, withFunction, alone].filter((misfit) => misfit === undefined)
    expect(fitting).toHaveLength(1)
    expect(misfitOf({ role, teamId: 't', function: 'legal' })).toBeDefined()
  })

  test('names the field that does not fit', () => {
    expect(misfitOf({ role: 'lead', teamId: null, function: null })).toBe('teamId')
    expect(misfitOf({ role: 'admin', teamId: 't', function: null })).toBe('teamId')
    expect(misfitOf({ role: 'partner', teamId: null, function: null })).toBe('function')
    expect(misfitOf({ role: 'lead', teamId: 't', function: 'legal' })).toBe('function')
  })

  test('travels with its days as calendar days', () => {
    const assignment = {
      membershipId: '019a0000-0000-7000-8000-000000000000',
      role: 'lead',
      teamId: '019a0000-0000-7000-8000-000000000001',
      function: null,
      startsOn: '2026-11-26',
      endsOn: null,
    }
    expect(roleAssignment.parse(assignment)).toEqual(assignment)
    expect(roleAssignment.safeParse({ ...assignment, startsOn: '2026-11-31' }).success).toBe(false)
    expect(roleAssignment.safeParse({ ...assignment, role: 'owner' }).success).toBe(false)
  })
})

test('a role holds from its first day to before its end, and one that ends where it starts never did', () => {
  const phase = (startsOn: string, endsOn: string | null) => phaseOf({ startsOn, endsOn }, '2026-11-26')
  expect(phase('2026-11-26', null)).toBe('now')
  expect(phase('2026-11-27', null)).toBe('coming')
  expect(phase('2026-01-01', '2026-11-27')).toBe('now')
  expect(phase('2026-01-01', '2026-11-26')).toBe('over')
  expect(phase('2026-12-01', '2026-12-01')).toBe('over')
})
