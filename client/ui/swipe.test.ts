import { expect, test } from 'vitest'
import { direction, follow, outcome } from './swipe.ts'

const both = { left: true, right: true }

test('a touch is a tap until it has moved, and a swipe only when clearly sideways', () => {
  expect(direction(6, 5)).toBe('wait')
  expect(direction(14, 3)).toBe('sideways')
  expect(direction(-14, 3)).toBe('sideways')
  expect(direction(12, 10)).toBe('scroll')
  expect(direction(2, 30)).toBe('scroll')
})

test('a swipe acts only past a third of the row, at most 112 px, and only towards a side with an action', () => {
  expect(outcome(-111, 390, both)).toBe('none')
  expect(outcome(-112, 390, both)).toBe('left')
  expect(outcome(112, 390, both)).toBe('right')
  expect(outcome(-200, 390, { left: false, right: true })).toBe('none')
  expect(outcome(90, 240, both)).toBe('right')
})

test('the row follows the finger, stiffens once decided, and stays where there is nothing to do', () => {
  expect(follow(40, 390, both)).toBe(40)
  expect(follow(-152, 390, both)).toBe(-122)
  expect(follow(-40, 390, { left: false, right: true })).toBe(0)
})
