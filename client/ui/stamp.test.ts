import { expect, test } from 'vitest'
import { stampOf } from './stamp.ts'

test('a stamp holds the first syllable, or the initials', () => {
  expect(stampOf('심혜인')).toBe('심')
  expect(stampOf('Niall Keaveney')).toBe('NK')
  expect(stampOf('Maria del Carmen')).toBe('MC')
  expect(stampOf('émile')).toBe('É')
  expect(stampOf(' ')).toBe('')
})
