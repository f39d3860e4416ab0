import { expect, test } from 'vitest'
import type { Me } from '#shared/people/views.ts'
import { losesAccess } from './lost-access.ts'

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
const team = { teamId: id(3), name: 'Team', zone: 'Asia/Seoul', leads: [], people: [] }
const me = (roles: Me['roles'], teams: Me['teams']): Me => ({
  person: {
    ...{ personId: id(1), name: '서연', zone: 'Asia/Seoul', locale: 'ko', theme: 'dark' },
    ...{ quiet: null, welcomed: true, version: 1 },
  },
  org: { orgId: id(2), name: '두레', offlineHours: 72 },
  roles,
  teams,
})
const lead = { role: 'lead', teamId: id(3), function: null } as const
const leading = me([lead], [{ ...team, standing: 'lead' }])

test('a role or a team that is no longer there is lost access; another one beside it is not', () => {
  expect(losesAccess(leading, leading)).toBe(false)
  expect(losesAccess(leading, me([], []))).toBe(true)
  expect(losesAccess(leading, me([lead], []))).toBe(true)
  expect(losesAccess(leading, me([], [{ ...team, standing: 'lead' }]))).toBe(true)
  const both = me([lead, { ...lead, role: 'admin', teamId: null }], [{ ...team, standing: 'lead' }])
  expect(losesAccess(leading, both)).toBe(false)
  expect(losesAccess(both, leading)).toBe(true)
})
