import { validate, version } from 'uuid'
import { expect, test } from 'vitest'
import { rowIds } from './row-ids.ts'

test('every row has an id of its own, of version 7 and of now, over more rows than bytes are asked for at once', () => {
  const newId = rowIds()
  const before = Date.now()
  const ids = Array.from({ length: 5000 }, newId)
  expect(new Set(ids).size).toBe(5000)
  expect(ids.every((id) => validate(id) && version(id) === 7)).toBe(true)
  const timeOf = (id = '') => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)
  expect(timeOf(ids[0])).toBeGreaterThanOrEqual(before)
  expect(timeOf(ids.at(-1))).toBeLessThanOrEqual(Date.now())
})
