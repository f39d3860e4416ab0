import { expect, test } from 'vitest'
import { createFormat } from '#client/lib/format.ts'
import { createTranslate } from '#client/lib/i18n.ts'
import type { RoleAssignment } from '#shared/people/role-views.ts'
import { en } from '#tests/support/catalogues.ts'
import { daysLabel, roleLabel, rolesLine } from './role-labels.ts'

const t = createTranslate(en)
const format = createFormat('en', 'Asia/Seoul', () => Date.parse('2026-11-26T03:00:00Z'))
const today = '2026-11-26'
const teams = [{ teamId: 't', name: 'Dublin QA', parentId: null, zone: 'Europe/Dublin', version: 1 }]
const assignment = (startsOn: string, endsOn: string | null): RoleAssignment => ({
  ...{ membershipId: 'm', role: 'lead', teamId: 't', function: null },
  ...{ startsOn, endsOn },
})

test('a role is said with its team or function, an administrator’s alone', () => {
  expect(roleLabel(t, assignment(today, null), teams)).toBe('Lead · Dublin QA')
  expect(roleLabel(t, { role: 'partner', teamId: null, function: 'legal' }, teams)).toBe('Partner · Legal')
  expect(roleLabel(t, { role: 'admin', teamId: null, function: null }, teams)).toBe('Administrator')
})

test('days are said with the last one in the role, not the first without', () => {
  const said = (startsOn: string, endsOn: string | null) =>
    daysLabel(t, format, { assignment: assignment(startsOn, endsOn), today })
  expect(said('2026-03-02', null)).toBe('Since 2 Mar')
  expect(said('2026-03-02', '2026-12-01')).toBe('Since 2 Mar, last day 30 Nov')
  expect(said('2026-12-01', null)).toBe('From 1 Dec')
  expect(said('2025-03-03', '2026-03-02')).toBe('3 Mar 2025 to 1 Mar')
})

test('a list says which roles wait or begin later, and leaves out those that are over', () => {
  const line = (...assigned: [starts: string, ends: string | null, confirmed: boolean][]) =>
    rolesLine(t, format, {
      ...{ teams, today },
      standings: assigned.map(([starts, ends, confirmed]) => ({ ...assignment(starts, ends), confirmed })),
    })
  expect(line(['2026-12-01', null, false])).toBe('Lead · Dublin QA (Waits to be confirmed · From 1 Dec)')
  expect(line(['2026-12-01', null, true])).toBe('Lead · Dublin QA (From 1 Dec)')
  expect(line(['2026-03-02', null, false])).toBe('Lead · Dublin QA (Waits to be confirmed · Since 2 Mar)')
  expect(line(['2026-12-01', null, false], ['2026-03-02', null, true])).toBe(
    'Lead · Dublin QA, Lead · Dublin QA (Waits to be confirmed · From 1 Dec)',
  )
  expect(line(['2025-03-03', '2026-03-02', true])).toBeUndefined()
})
