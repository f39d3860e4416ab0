import { expect, test } from 'vitest'
import { trpc } from '#client/lib/trpc.ts'
import type { Me } from '#shared/people/views.ts'
import { meetingsAfterStart } from './after-start.ts'

const people = ['one', 'two'].map((personId) => ({ personId, name: personId }))
const me = (role: string, teams: readonly object[]) =>
  ({ person: { personId: 'me', name: 'Me' }, roles: [{ role, teamId: 'team' }], teams }) as unknown as Me

test('a lead holds the meetings with everybody whom they lead, and an analyst their own', () => {
  const keys = (reader: Me) => meetingsAfterStart.prefetch?.(reader).map(({ queryKey }) => queryKey)
  const keyOf = (personId: string) => trpc.meetings.person.queryKey({ personId })
  expect(keys(me('lead', [{ teamId: 'team', standing: 'lead', people }]))).toEqual([
    keyOf('one'),
    keyOf('two'),
  ])
  expect(keys(me('analyst', []))).toEqual([keyOf('me')])
})

test('a change of somebody’s meetings reads those again, and Today', () => {
  const notice = { feature: 'meetings', teamId: null, subjectId: 'one' }
  const filters = meetingsAfterStart.live?.meetings?.(notice) ?? []
  expect(filters).toContainEqual(trpc.meetings.person.queryFilter({ personId: 'one' }))
  expect(filters).toContainEqual(trpc.today.list.queryFilter())
})
