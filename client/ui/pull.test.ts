import { expect, test } from 'vitest'
import { pullAt, pulledShare } from './pull.ts'

const from = { x: 100, y: 40 }

test('a finger that draws straight down fills the line, and no further', () => {
  expect(pulledShare(from, { x: 104, y: 40 + pullAt / 2 })).toBe(0.5)
  expect(pulledShare(from, { x: 104, y: 40 + 3 * pullAt })).toBe(1)
})

test('a scroll upwards or a swipe is none', () => {
  expect(pulledShare(from, { x: 100, y: 39 })).toBeUndefined()
  expect(pulledShare(from, { x: 160, y: 60 })).toBeUndefined()
  // A finger is never quite still.
  expect(pulledShare(from, { x: 105, y: 41 })).toBeCloseTo(1 / pullAt)
})
