import { expect, test } from 'vitest'
import { clockState, readClock } from './clock.ts'

const textOf = (milliseconds: number) => new Date(milliseconds).toISOString()
const clock = { startedAt: textOf(0), dueAt: textOf(1000) }

test('a clock runs, is at risk in its last quarter, and is overdue once it is past', () => {
  expect(readClock(clock, 500)).toEqual({ state: 'running', left: 500, elapsed: 0.5 })
  expect(clockState(clock, 749)).toBe('running')
  expect(clockState(clock, 750)).toBe('at_risk')
  expect(clockState(clock, 1000)).toBe('at_risk')
  expect(readClock(clock, 1001)).toEqual({ state: 'overdue', left: -1, elapsed: 1 })
})

test('a clock that has not begun has its whole time left', () => {
  expect(readClock({ startedAt: textOf(100), dueAt: textOf(200) }, 0)).toEqual({
    state: 'running',
    left: 200,
    elapsed: 0,
  })
})

test('a clock in business time is at risk when that time says so', () => {
  const overNight = { ...clock, riskAt: textOf(200) }
  expect(clockState(overNight, 199)).toBe('running')
  expect(clockState(overNight, 200)).toBe('at_risk')
})

test('a clock that is paused or stopped is read as of then, whatever the time', () => {
  expect(readClock({ ...clock, pausedAt: textOf(400), stoppedAt: null }, 5000)).toEqual({
    state: 'paused',
    left: 600,
    elapsed: 0.4,
  })
  expect(readClock({ ...clock, pausedAt: textOf(400), stoppedAt: textOf(1200) }, 5000)).toEqual({
    state: 'stopped',
    left: -200,
    elapsed: 1,
  })
})
