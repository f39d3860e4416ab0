import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { askEarly, dropEarlyAnswers, takeEarlyAnswer } from './early-answer.ts'

let response: Response

beforeEach(() => {
  vi.useFakeTimers()
  response = new Response('{}')
  vi.spyOn(globalThis, 'fetch').mockImplementation(async () => response)
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

test('an early question says in whose name it is asked', () => {
  askEarly('today.list', 'mina')
  expect(fetch).toHaveBeenCalledWith('/api/trpc/today.list', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-dure': '1', 'x-dure-person': 'mina' },
  })
})

test('an early answer is taken once, by the procedure that it is of', async () => {
  askEarly('today.list', 'mina')
  expect(takeEarlyAnswer('people.me', 'mina')).toBeUndefined()
  expect(await takeEarlyAnswer('today.list', 'mina')).toBe(response)
  expect(takeEarlyAnswer('today.list', 'mina')).toBeUndefined()
})

test('an early answer is for nobody but the person it was asked for, and gone once another asks', () => {
  askEarly('today.list', 'mina')
  expect(takeEarlyAnswer('today.list', 'jisoo')).toBeUndefined()
  expect(takeEarlyAnswer('today.list', 'mina')).toBeUndefined()
  askEarly('today.list', 'mina')
  expect(takeEarlyAnswer('today.list', undefined)).toBeUndefined()
})

test('an early answer older than ten seconds is asked for anew', () => {
  askEarly('today.list', 'mina')
  vi.advanceTimersByTime(10_001)
  expect(takeEarlyAnswer('today.list', 'mina')).toBeUndefined()
})

test('once the first screen stands, nobody is given what was asked for before', () => {
  askEarly('today.list', 'mina')
  dropEarlyAnswers()
  expect(takeEarlyAnswer('today.list', 'mina')).toBeUndefined()
})
