import { expect, test } from 'vitest'
import { isUnread, sumOf } from './reading-rules.ts'

const read = (seconds: number) => ({ seconds, reachedEnd: true })

test('a decision is unread under five seconds, and where the end of the sheet was never on the screen', () => {
  expect(isUnread(read(4))).toBe(true)
  expect(isUnread(read(5))).toBe(false)
  expect(isUnread({ seconds: 300, reachedEnd: false })).toBe(true)
})

test('a median is told from five decisions on', () => {
  expect(sumOf([read(10), read(20), read(3), read(40)])).toEqual({ n: 4, medianSeconds: null, unread: 1 })
  expect(sumOf([40, 10, 30, 20, 50].map(read)).medianSeconds).toBe(30)
  expect(sumOf([40, 10, 30, 20, 50, 60].map(read)).medianSeconds).toBe(35)
  expect(sumOf([])).toEqual({ n: 0, medianSeconds: null, unread: 0 })
})
