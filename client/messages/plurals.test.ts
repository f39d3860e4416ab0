import { expect, test } from 'vitest'
import { count } from './plurals.ts'

test('English nouns follow their number', () => {
  expect(count(1, 'case')).toBe('1 case')
  expect(count(0, 'case')).toBe('0 cases')
  expect(count(2, 'reply', 'replies')).toBe('2 replies')
})
