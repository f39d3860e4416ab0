import { describe, expect, test } from 'vitest'
import { isReminderDue } from './reminder-rules.ts'

const zone = 'Asia/Seoul'
const momentOf = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds
const span = (from: string, until: string) => ({ from: momentOf(from), until: momentOf(until) })
/** Monday the 7th of December to the Monday after it, nine to six. */
const office = ['07', '08', '09', '10', '11', '14'].map((day) =>
  span(`2026-12-${day}T09:00`, `2026-12-${day}T18:00`),
)
const hours = { zone, work: [], away: [], office, quiet: null }

describe('a due date is reminded of', () => {
  test.each([
    ['not the night before', '2026-12-07T23:59', false],
    ['not before work begins', '2026-12-08T08:59', false],
    ['when work begins', '2026-12-08T09:00', true],
    ['later that day, where Dure was down', '2026-12-08T17:00', true],
    ['the day after, where Dure was down', '2026-12-09T23:59', true],
    ['no more after that', '2026-12-10T00:00', false],
  ])('%s', (_, now, expected) => {
    expect(isReminderDue('2026-12-08', momentOf(now), hours)).toBe(expected)
  })

  test('on Monday where it is a Saturday', () => {
    expect(isReminderDue('2026-12-12', momentOf('2026-12-13T12:00'), hours)).toBe(false)
    expect(isReminderDue('2026-12-12', momentOf('2026-12-14T09:00'), hours)).toBe(true)
  })

  test('after an absence, and after quiet hours that last into work', () => {
    const away = [span('2026-12-08T00:00', '2026-12-10T00:00')]
    expect(isReminderDue('2026-12-08', momentOf('2026-12-08T10:00'), { ...hours, away })).toBe(false)
    expect(isReminderDue('2026-12-08', momentOf('2026-12-10T09:00'), { ...hours, away })).toBe(true)
    const quiet = { from: '22:00', until: '10:00' }
    expect(isReminderDue('2026-12-08', momentOf('2026-12-08T09:30'), { ...hours, quiet })).toBe(false)
    expect(isReminderDue('2026-12-08', momentOf('2026-12-08T10:00'), { ...hours, quiet })).toBe(true)
  })

  test('when the shift of that day begins, not in the night of the shift before', () => {
    const work = [span('2026-12-07T22:00', '2026-12-08T06:00'), span('2026-12-08T22:00', '2026-12-09T06:00')]
    expect(isReminderDue('2026-12-08', momentOf('2026-12-08T01:00'), { ...hours, work })).toBe(false)
    expect(isReminderDue('2026-12-08', momentOf('2026-12-08T09:00'), { ...hours, work })).toBe(false)
    expect(isReminderDue('2026-12-08', momentOf('2026-12-08T22:00'), { ...hours, work })).toBe(true)
  })
})
