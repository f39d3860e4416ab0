import { expect, test } from 'vitest'
import { canGoBack, type Move, recordVisit, type Visits, visitsAfter } from './visits.ts'

const after = (...moves: Move[]) =>
  moves.reduce<Visits | undefined>((before, move) => visitsAfter(before, move), undefined)
const push = (key: string): Move => ({ key, action: 'PUSH' })
const replace = (key: string): Move => ({ key, action: 'REPLACE' })
const pop = (key: string): Move => ({ key, action: 'POP' })

test('the first screen has nothing before it, also after it was replaced', () => {
  expect(after(pop('default'))).toEqual({ keys: ['default'], index: 0 })
  expect(after(pop('default'), replace('home'))).toEqual({ keys: ['home'], index: 0 })
})

test('a screen that was opened from another has that one before it', () => {
  expect(after(pop('a'), push('b'), push('c'))).toEqual({ keys: ['a', 'b', 'c'], index: 2 })
  expect(after(pop('a'), push('b'), replace('c'))).toEqual({ keys: ['a', 'c'], index: 1 })
})

test('back and forward keep the list, and what is opened after back takes the place of what lay ahead', () => {
  expect(after(pop('a'), push('b'), pop('a'))).toEqual({ keys: ['a', 'b'], index: 0 })
  expect(after(pop('a'), push('b'), pop('a'), pop('b'))).toEqual({ keys: ['a', 'b'], index: 1 })
  expect(after(pop('a'), push('b'), pop('a'), push('c'))).toEqual({ keys: ['a', 'c'], index: 1 })
})

test('a page that is loaded anew stays where it was', () => {
  expect(visitsAfter({ keys: ['a', 'b'], index: 1 }, pop('b'))).toEqual({ keys: ['a', 'b'], index: 1 })
})

test('an entry that was never seen begins anew', () => {
  expect(after(pop('a'), push('b'), pop('unknown'))).toEqual({ keys: ['unknown'], index: 0 })
})

test('an entry that was opened together with those before it has them before it', () => {
  expect(after(pop('a'), push('c'), { ...pop('b'), beneath: 1 })?.index).toBe(1)
})

test('without a storage the visits of this page are known all the same', () => {
  recordVisit(pop('a'))
  expect(canGoBack()).toBe(false)
  recordVisit(push('b'))
  expect(canGoBack()).toBe(true)
  recordVisit(pop('a'))
  expect(canGoBack()).toBe(false)
})

test('after very many screens there is still a way back', () => {
  recordVisit(pop('start'))
  for (let n = 0; n < 1000; n++) recordVisit(push(`screen ${n}`))
  expect(canGoBack()).toBe(true)
  recordVisit(pop('screen 998'))
  expect(canGoBack()).toBe(true)
})
