import { expect, test } from 'vitest'
import type { Me } from '#shared/people/views.ts'
import { asOrdered, moved, orderWith } from './own-order.ts'

const people = ['a', 'b', 'c'].map((personId) => ({ personId, name: personId }))
const team = (teamId: string, ids: string[]): Me['teams'][number] => ({
  teamId,
  name: teamId,
  zone: 'Asia/Seoul',
  standing: 'lead',
  leads: [],
  people: ids.map((personId) => ({ personId, name: personId })),
})

test('one step up or down; the ends hold', () => {
  expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b'])
  expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c'])
  expect(moved(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c'])
  expect(moved(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'b', 'c'])
})

test('ordering one team leaves the order of the other, and names nobody twice', () => {
  const teams = [team('one', ['a', 'b', 'c']), team('two', ['c', 'd'])]
  expect(orderWith(teams, 'one', people.toReversed())).toEqual(['c', 'b', 'a', 'd'])
})

test('who is not in the order comes last and keeps their place among themselves', () => {
  const order = [{ personId: 'c', name: 'c' }]
  expect(asOrdered(people, order).map(({ personId }) => personId)).toEqual(['c', 'a', 'b'])
})
