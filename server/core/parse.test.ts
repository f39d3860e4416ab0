import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { AppError } from '#shared/core/errors.ts'
import { checkOfMade, parserOfSent } from './parse.ts'

const schema = z.object({ name: z.string().check(z.trim()), days: z.array(z.int()) })
const refusalOf = (work: () => unknown): unknown => {
  try {
    return work()
  } catch (error) {
    return error
  }
}

test('what was sent comes out as the schema makes it, without what the schema does not know', () => {
  const parse = parserOfSent(schema)
  expect(parse({ name: ' Ada ', days: [1], colour: 'red' })).toEqual({ name: 'Ada', days: [1] })
})

test('what cannot be read is INVALID and names its place in the whole that was sent', () => {
  const refused = refusalOf(() => parserOfSent(schema, 'input')({ name: 'Ada', days: [1, 'two'] }))
  expect(refused).toBeInstanceOf(AppError)
  expect(refused).toMatchObject({
    code: 'INVALID',
    details: { field: 'input.days.1', reason: 'invalid_type' },
  })
  expect(refusalOf(() => parserOfSent(schema, 'input')(undefined))).toMatchObject({
    details: { field: 'input' },
  })
  expect(refusalOf(() => parserOfSent(schema)(7))).toMatchObject({ details: { field: '' } })
})

test('what the server made wrong is a fault of ours and no refusal', () => {
  const check = checkOfMade(schema)
  expect(check({ name: 'Ada', days: [], secret: 1 })).toEqual({ name: 'Ada', days: [] })
  const fault = refusalOf(() => check({ name: 'Ada' }))
  expect(fault).toBeInstanceOf(Error)
  expect(fault).not.toBeInstanceOf(AppError)
})
