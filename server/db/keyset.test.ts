import { expect, test } from 'vitest'
import { AppError } from '#shared/core/errors.ts'
import { cursorOf, keys, pageOf, placeOf } from './keyset.ts'

const id = '019a0000-0000-7000-8000-000000000001'

test('a cursor comes back as the place that it was made of', () => {
  const instant = { key: '2026-11-26T08:00:00.123456Z', id }
  expect(placeOf(cursorOf(instant), keys.instant)).toEqual(instant)
  const name = { key: '김서연 “Q”', id }
  expect(placeOf(cursorOf(name), keys.name)).toEqual(name)
  expect(placeOf(undefined, keys.instant)).toBeUndefined()
  expect(placeOf(null, keys.name)).toBeUndefined()
})

test.each([
  ['what is no base64', '%%%'],
  ['other words', 'bm9uc2Vuc2U'],
  ['a key of another list', cursorOf({ key: 'a name', id })],
  ['an id that is none', cursorOf({ key: '2026-11-26T08:00:00Z', id: 'x' })],
  ['an empty cursor', ''],
])('%s is INVALID', (_, cursor) => {
  expect(() => placeOf(cursor, keys.instant)).toThrow(AppError)
})

test('a page has another after it when one row more was found', () => {
  expect(pageOf([1, 2, 3], 2)).toEqual({ page: [1, 2], last: 2 })
  expect(pageOf([1, 2], 2)).toEqual({ page: [1, 2], last: undefined })
  expect(pageOf([], 2)).toEqual({ page: [], last: undefined })
})
