import { expect, test } from 'vitest'
import { readClock } from './clock.ts'

const clock = { start: 0, due: 1000 }

test('a clock runs, is at risk in its last quarter, and is over once it is past', () => {
  expect(readClock(clock, 500)).toEqual({ state: 'running', left: 500, elapsed: 0.5 })
  expect(readClock(clock, 750).state).toBe('running')
  expect(readClock(clock, 751).state).toBe('risk')
  expect(readClock(clock, 1000).state).toBe('risk')
  expect(readClock(clock, 1001)).toEqual({ state: 'over', left: -1, elapsed: 1 })
})

test('a clock that has not begun has its whole time left', () => {
  expect(readClock({ start: 100, due: 200 }, 0)).toEqual({ state: 'running', left: 200, elapsed: 0 })
})
