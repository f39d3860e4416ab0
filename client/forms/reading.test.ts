import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { text } from '#shared/core/fields.ts'
import { fieldsNamed, readWith, withFaults } from './reading.ts'

const schema = z.object({
  name: text(10),
  owner: z.object({ email: z.email() }),
  minutes: z.int().check(z.minimum(1)),
})
const fieldOf = fieldsNamed(['name', 'owner.email', 'minutes'])
const good = { name: ' 리드 ', owner: { email: 'a@b.kr' }, minutes: 5 }

test('a form that is right is read as the input of its command', () => {
  expect(readWith(schema, good, fieldOf)).toEqual({ input: { ...good, name: '리드' } })
})

test('an empty field is missing; one with something else in it is refused', () => {
  const sent = { name: '   ', owner: { email: 'nobody' }, minutes: Number.NaN }
  expect(readWith(schema, sent, fieldOf)).toEqual({
    faults: { name: 'missing', 'owner.email': 'refused', minutes: 'refused' },
  })
  expect(readWith(schema, { ...good, minutes: null }, fieldOf)).toEqual({ faults: { minutes: 'missing' } })
})

test('a fault inside a field belongs to the field', () => {
  const list = z.object({ actions: z.array(z.object({ title: text(5) })) })
  const sent = { actions: [{ title: 'good' }, { title: '' }] }
  expect(readWith(list, sent, fieldsNamed(['actions']))).toEqual({ faults: { actions: 'missing' } })
})

test('what no field of the form can mend is thrown, so that it is never passed over in silence', () => {
  expect(() => readWith(schema, { ...good, owner: null }, fieldsNamed(['name']))).toThrow()
})

test('faults that the schema does not know of stand beside its own, and before them at the same field', () => {
  const reading = readWith(schema, { ...good, name: '' }, fieldOf)
  expect(withFaults({}, reading)).toBe(reading)
  expect(withFaults({ minutes: 'missing' }, reading)).toEqual({
    faults: { name: 'missing', minutes: 'missing' },
  })
  expect(withFaults({ name: 'refused' }, reading)).toEqual({ faults: { name: 'refused' } })
  expect(withFaults({ name: 'refused' }, readWith(schema, good, fieldOf))).toEqual({
    faults: { name: 'refused' },
  })
})
