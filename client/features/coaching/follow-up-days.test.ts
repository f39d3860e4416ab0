import { expect, test } from 'vitest'
import { koreanHolidays } from '#shared/core/korean-holidays.ts'
import { workingDayFrom } from './follow-up-days.ts'

const { days } = await koreanHolidays([2026])

test.each([
  ['a working day stays', '2026-11-24', 'Asia/Seoul', '2026-11-24'],
  ['a Saturday becomes Monday', '2026-11-28', 'Asia/Seoul', '2026-11-30'],
  ['Chuseok and the weekend after it become the next working day', '2026-09-24', 'Asia/Seoul', '2026-09-28'],
  ['Christmas in Korea becomes the Monday after', '2026-12-25', 'Asia/Seoul', '2026-12-28'],
  ['a Korean holiday is worked elsewhere', '2026-09-24', 'Europe/Dublin', '2026-09-24'],
])('%s', (_, day, zone, expected) => {
  expect(workingDayFrom(day, zone, days)).toBe(expected)
})
