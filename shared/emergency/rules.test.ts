import { expect, test } from 'vitest'
import { emergencyStateAt, openUntil } from './rules.ts'

const hour = 3_600_000
const asked = {
  ...{ askerId: 'asker', hours: 4, askedAt: '2026-11-29T00:00:00.000Z' },
  ...{ confirmedAt: null, endedAt: null, endedById: null },
}
const confirmed = { ...asked, confirmedAt: '2026-11-29T10:00:00.123456Z' }
const instantOf = (time: string) => Date.parse(`2026-11-${time}Z`)

test('waits for 24 hours from when it was asked, and lapses', () => {
  expect(emergencyStateAt(asked, instantOf('29T23:59:59'))).toBe('asked')
  expect(emergencyStateAt(asked, instantOf('30T00:00:00'))).toBe('lapsed')
})

test('is open for its hours from when it was confirmed', () => {
  expect(openUntil(asked)).toBeNull()
  expect(openUntil(confirmed)).toBe('2026-11-29T14:00:00.123Z')
  const until = Date.parse(openUntil(confirmed) ?? '')
  expect(until - Date.parse(confirmed.confirmedAt)).toBe(4 * hour)
  expect(emergencyStateAt(confirmed, until - 1)).toBe('open')
  expect(emergencyStateAt(confirmed, until)).toBe('over')
})

test('was ended, declined or taken back, by when and by whom that was done', () => {
  const endedAt = '2026-11-29T11:00:00.000Z'
  const now = instantOf('29T12:00:00')
  expect(emergencyStateAt({ ...confirmed, endedAt, endedById: 'asker' }, now)).toBe('ended')
  expect(emergencyStateAt({ ...asked, endedAt, endedById: 'asker' }, now)).toBe('withdrawn')
  expect(emergencyStateAt({ ...asked, endedAt, endedById: 'another' }, now)).toBe('declined')
})
