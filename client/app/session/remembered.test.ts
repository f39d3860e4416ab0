import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Me } from '#shared/people/views.ts'
import {
  endedWith,
  rememberedByAnother,
  rememberedMe,
  rememberedPersonId,
  rememberMe,
  setEnded,
} from './remembered.ts'

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
const me: Me = {
  person: {
    ...{ personId: id(1), name: '서연', zone: 'Asia/Seoul', locale: 'ko', theme: 'dark' },
    ...{ quiet: null, welcomed: true, version: 1 },
  },
  org: { orgId: id(2), name: '두레', offlineHours: 72 },
  roles: [],
  teams: [],
}
const items = new Map<string, string>()

beforeEach(() => {
  items.clear()
  vi.stubGlobal('DURE_VIEWS', { all: 'all-1', me: 'me-1' })
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => items.set(key, value),
    removeItem: (key: string) => items.delete(key),
  })
})
afterEach(() => vi.unstubAllGlobals())

test('the same release reads what it wrote without asking a schema', () => {
  rememberMe(me)
  expect(rememberedMe()).toEqual(me)
})

test('a release of another shape reads it only where it has the present form', async () => {
  rememberMe(me)
  vi.stubGlobal('DURE_VIEWS', { all: 'all-2', me: 'me-2' })
  expect(rememberedMe()).toBeUndefined()
  expect(await rememberedByAnother()).toEqual(me)
  items.set('dure.me', JSON.stringify({ shape: 'me-1', me: { person: { name: '서연' } } }))
  expect(await rememberedByAnother()).toBeUndefined()
})

test('what the release before the digest wrote is still read', async () => {
  items.set('dure.me', JSON.stringify(me))
  expect(rememberedMe()).toBeUndefined()
  expect(await rememberedByAnother()).toEqual(me)
})

test('nobody, and what is no JSON, is nobody', async () => {
  expect(await rememberedByAnother()).toBeUndefined()
  items.set('dure.me', '{')
  expect(rememberedMe()).toBeUndefined()
  expect(await rememberedByAnother()).toBeUndefined()
})

test('the names of others are not written down', () => {
  const named = { personId: id(3), name: '민지' }
  const team = { teamId: id(4), name: '서울 QA', zone: 'Asia/Seoul', standing: 'lead' as const }
  rememberMe({ ...me, teams: [{ ...team, leads: [named], people: [named] }] })
  expect([...items.values()].join()).not.toContain('민지')
  expect(rememberedMe()?.teams).toEqual([{ ...team, leads: [], people: [] }])
})

test('who is signed in here is known in whatever form a release wrote it', () => {
  expect(rememberedPersonId()).toBeUndefined()
  items.set('dure.me', JSON.stringify(me))
  expect(rememberedPersonId()).toBe(id(1))
  rememberMe(me)
  expect(rememberedPersonId()).toBe(id(1))
  items.set('dure.me', JSON.stringify({ me: 'another form' }))
  expect(rememberedPersonId()).toBeUndefined()
})

test('that the session was ended is known until the next sign-in', () => {
  expect(endedWith()).toBeUndefined()
  setEnded(2)
  expect(endedWith()).toBe(2)
  setEnded(undefined)
  expect(endedWith()).toBeUndefined()
})
