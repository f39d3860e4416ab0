import { expect, test } from 'vitest'
import { newcomersAlike } from './newcomers-alike.ts'

const newcomer = (personId: string, given: { name: string; reference?: string; email?: string }) => ({
  ...{ personId, reference: null, email: null, invitedUntil: null, confirmed: false },
  ...given,
})
const team = [
  newcomer('a', { name: '한예린', reference: 'qa-17' }),
  newcomer('b', { name: 'kim@example.com', reference: 'kim@example.com' }),
  newcomer('c', { name: '오세진', email: 'oh@example.com' }),
]
const found = (name: string, email = '') =>
  newcomersAlike(team, { name, email }).map(({ personId }) => personId)

test('an import’s person is offered by name, by reference and by an address that it was called by', () => {
  expect(found(' 한예린 ')).toEqual(['a'])
  expect(found('QA-17')).toEqual(['a'])
  expect(found('김민지', 'Kim@Example.com')).toEqual(['b'])
  expect(found('누군가', 'oh@example.com')).toEqual(['c'])
})

test('nobody is offered for another name, or for none', () => {
  expect(found('한예')).toEqual([])
  expect(found('')).toEqual([])
})
