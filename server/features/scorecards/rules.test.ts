import { expect, test } from 'vitest'
import { isNewInTeam } from './rules.ts'

test('somebody is new for eight weeks by the days of the team, not of UTC', () => {
  // Half past midnight of 29 November in Seoul, still the 28th by UTC.
  const now = Date.parse('2026-11-28T15:30:00Z')
  expect(isNewInTeam('2026-10-04', now, 'Asia/Seoul')).toBe(false)
  expect(isNewInTeam('2026-10-04', now, 'Europe/Dublin')).toBe(true)
  expect(isNewInTeam('2026-10-05', now, 'Asia/Seoul')).toBe(true)
})
