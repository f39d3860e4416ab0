import { expect, test } from 'vitest'
import { trpc } from '#client/lib/trpc.ts'
import { isHome, isKept } from './query-places.ts'

const own = trpc.checkIns.own.queryKey()
const shared = trpc.checkIns.shared.queryKey({ personId: 'somebody' })
const today = trpc.today.list.queryKey()

test('the first screen shows Today and the figures of the teams that one manages', () => {
  expect(isHome(today)).toBe(true)
  expect(isHome(trpc.scorecards.teams.queryKey())).toBe(true)
  // The names of colleagues, which are remembered nowhere else.
  expect(isHome(trpc.people.me.queryKey())).toBe(true)
  expect(isHome(trpc.scorecards.team.queryKey({ teamId: 'one' }))).toBe(false)
})

test('what somebody else shares is not kept, nor is what no manifest names', () => {
  expect(isKept(shared)).toBe(false)
  expect(isKept(own)).toBe(true)
  expect(isKept(trpc.auth.sessions.queryKey())).toBe(true)
  // The key is not encrypted, and would hold the words that an administrator searched for.
  expect(isKept(trpc.administration.directory.queryKey({ search: '서연' }))).toBe(false)
  // So would the search's, and what it remembers for who comes back.
  expect(isKept(trpc.search.find.queryKey({ typed: '혐오' }))).toBe(false)
  expect(isKept([['search', 'typed']])).toBe(false)
  // An access can be ended at any moment; that there is one stays.
  const accessId = '018f0000-0000-7000-8000-000000000001'
  expect(isKept(trpc.emergency.scorecard.queryKey({ accessId }))).toBe(false)
  expect(isKept(trpc.emergency.cases.infiniteQueryKey({ accessId }))).toBe(false)
  expect(isKept(trpc.emergency.timeline.infiniteQueryKey({ accessId }))).toBe(false)
  expect(isKept(trpc.emergency.list.queryKey())).toBe(true)
  expect(isKept([['people', 'unknown']])).toBe(false)
  expect(isKept(['another form'])).toBe(false)
})
