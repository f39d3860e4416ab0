import { expect, test } from 'vitest'
import { formOf, toInput } from './settings-form.ts'

const empty = formOf({
  programme: { name: null, phone: null, url: null, verifiedOn: null },
  retentionDays: 90,
  version: 0,
})

test('nothing entered is nothing offered, for ninety days', () => {
  expect(toInput(empty)).toEqual({
    input: { programme: { name: null, phone: null, url: null, verifiedOn: null }, retentionDays: 90 },
  })
})

test('a programme needs a name and a way to reach it', () => {
  expect(toInput({ ...empty, phone: '02-1234-5678' })).toEqual({ wrong: ['name'] })
  expect(toInput({ ...empty, name: '마음 상담실' })).toEqual({ wrong: ['phone'] })
  expect(toInput({ ...empty, name: '마음 상담실', phone: ' 02-1234-5678 ' })).toMatchObject({
    input: { programme: { name: '마음 상담실', phone: '02-1234-5678' } },
  })
})

test('what the server would refuse is said at its field', () => {
  const given = { ...empty, name: '마음 상담실', phone: '내선', url: 'http://eap.example', days: '7' }
  expect(toInput(given)).toEqual({ wrong: ['phone', 'url', 'days'] })
  expect(toInput({ ...empty, days: '' })).toEqual({ wrong: ['days'] })
})
