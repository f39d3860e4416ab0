import { expect, test } from 'vitest'
import type { AskInput } from '#shared/emergency/contracts.ts'
import type { EmergencyList } from '#shared/emergency/views.ts'
import { withAsked } from './emergency-changes.ts'

const input: AskInput = {
  accessId: '018f0000-0000-7000-8000-000000000001',
  subjectId: '018f0000-0000-7000-8000-000000000002',
  reason: 'A court asks for it.',
  hours: 4,
}
const act = {
  by: { personId: '018f0000-0000-7000-8000-000000000003', name: 'Admin' },
  at: '2026-11-29T00:00:00.000Z',
  nameOf: () => 'Analyst',
}

test('an access that was asked for stands at the head, and nothing can be done with it before the server has it', () => {
  const before: EmergencyList = { items: [] }
  const after = withAsked(before, input, act)
  expect(after.items).toMatchObject([
    { state: 'asked', subject: { name: 'Analyst' }, mayConfirm: false, mayEnd: false, mayRead: false },
  ])
})

test('one that the server has listed stays as it says', () => {
  const [item] = withAsked({ items: [] }, input, act).items
  const listed = { items: item ? [{ ...item, mayEnd: true }] : [] }
  expect(withAsked(listed, input, act)).toBe(listed)
})
