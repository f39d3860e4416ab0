import { expect, test } from 'vitest'
import { formOf, readSettings } from './settings-form.ts'

const empty = formOf({
  programme: { name: null, phone: null, url: null, verifiedOn: null },
  retentionDays: 90,
  version: 0,
})

test('nothing entered is nothing offered, for ninety days', () => {
  expect(readSettings(empty)).toEqual({
    input: { programme: { name: null, phone: null, url: null, verifiedOn: null }, retentionDays: 90 },
  })
})

test('a programme needs a name and a way to reach it', () => {
  expect(readSettings({ ...empty, phone: '02-1234-5678' })).toEqual({ faults: { name: 'missing' } })
  expect(readSettings({ ...empty, name: '마음 상담실' })).toEqual({ faults: { phone: 'missing' } })
  expect(readSettings({ ...empty, name: '마음 상담실', phone: ' 02-1234-5678 ' })).toMatchObject({
    input: { programme: { name: '마음 상담실', phone: '02-1234-5678' } },
  })
})

test('what the server would refuse is said at its field', () => {
  const given = { ...empty, name: '마음 상담실', phone: '내선', url: 'http://eap.example', days: '7' }
  expect(readSettings(given)).toEqual({
    faults: { phone: 'refused', url: 'refused', days: 'refused' },
  })
  expect(readSettings({ ...empty, days: '' })).toEqual({ faults: { days: 'missing' } })
})
