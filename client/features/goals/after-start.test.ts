import { expect, test } from 'vitest'
import { trpc } from '#client/lib/trpc.ts'
import type { Me } from '#shared/people/views.ts'
import { goalsAfterStart } from './after-start.ts'

const people = ['one', 'two'].map((personId) => ({ personId, name: personId }))
const me = (role: string, teams: readonly object[]) =>
  ({ person: { personId: 'me', name: 'Me' }, roles: [{ role, teamId: 'team' }], teams }) as unknown as Me

test('a lead holds the goals of everybody whom they lead, and an analyst their own', () => {
  const keys = (reader: Me) => goalsAfterStart.prefetch?.(reader).map(({ queryKey }) => queryKey)
  const keyOf = (personId: string) => trpc.goals.person.queryKey({ personId })
  expect(keys(me('lead', [{ teamId: 'team', standing: 'lead', people }]))).toEqual([
    keyOf('one'),
    keyOf('two'),
  ])
  expect(keys(me('analyst', []))).toEqual([keyOf('me')])
})

test('a change of somebody’s goals reads those again, and Today', () => {
  const filters = goalsAfterStart.live?.goals?.({ feature: 'goals', teamId: null, subjectId: 'one' }) ?? []
  expect(filters).toContainEqual(trpc.goals.person.queryFilter({ personId: 'one' }))
  expect(filters).toContainEqual(trpc.today.list.queryFilter())
})
