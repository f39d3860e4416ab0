import { expect, test } from 'vitest'
import { isCorrectiveAnswer, isCorrectiveNote } from './corrective-rules.ts'

test('a note on situation, behaviour and impact is corrective, whether it names a figure or not', () => {
  expect(isCorrectiveNote({ kind: 'sbi', hasCriterion: false })).toBe(true)
  expect(isCorrectiveNote({ kind: 'sbi', hasCriterion: true })).toBe(true)
})

test('another note is corrective when it names a figure, and recognition never is', () => {
  expect(isCorrectiveNote({ kind: 'quick', hasCriterion: true })).toBe(true)
  expect(isCorrectiveNote({ kind: 'grow', hasCriterion: true })).toBe(true)
  expect(isCorrectiveNote({ kind: 'quick', hasCriterion: false })).toBe(false)
  expect(isCorrectiveNote({ kind: 'grow', hasCriterion: false })).toBe(false)
  expect(isCorrectiveNote({ kind: 'recognition', hasCriterion: true })).toBe(false)
})

test('an answer is corrective where the mistake stays one', () => {
  const answers = [
    { status: 'open' },
    { status: 'kept' },
    { status: 'changed' },
    { status: 'partly', final: { outcome: 'other_error' } },
    { status: 'partly', final: { outcome: 'technical' } },
  ] as const
  expect(answers.filter(isCorrectiveAnswer)).toEqual([answers[1], answers[3]])
})
