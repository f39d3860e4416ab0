import { expect, test } from 'vitest'
import { trpc } from '#client/lib/trpc.ts'
import { isHome, isKept, isSealed } from './query-places.ts'

const own = trpc.checkIns.own.queryKey()
const shared = trpc.checkIns.shared.queryKey({ personId: 'somebody' })
const today = trpc.today.list.queryKey()

test('the first screen shows Today and the figures of the teams that one manages', () => {
  expect(isHome(today)).toBe(true)
  expect(isHome(trpc.scorecards.teams.queryKey())).toBe(true)
  expect(isHome(trpc.scorecards.team.queryKey({ teamId: 'one' }))).toBe(false)
})

test('everything about how one is lies sealed, and nothing else', () => {
  expect(isSealed(own)).toBe(true)
  expect(isSealed(trpc.checkIns.totals.queryKey({ teamId: 'one' }))).toBe(true)
  expect(isSealed(today)).toBe(false)
})

test('what somebody else shares is not kept, nor is what no manifest names', () => {
  expect(isKept(shared)).toBe(false)
  expect(isKept(own)).toBe(true)
  expect(isKept(trpc.auth.sessions.queryKey())).toBe(true)
  expect(isKept([['people', 'unknown']])).toBe(false)
  expect(isKept(['another form'])).toBe(false)
})
