import { expect, test } from 'vitest'
import { daysOverBudget, defaultBudget, exposureFacts } from './exposure-rules.ts'

const day = '2026-11-26'
const now = Date.parse('2026-11-26T05:00:00Z')
const seen = (minutes: number, startedAt: string | null, shownDay = day) => ({
  day: shownDay,
  minutes,
  startedAt: startedAt && `${shownDay}T${startedAt}:00Z`,
})
const facts = (...entries: ReturnType<typeof seen>[]) =>
  exposureFacts(entries, { budget: defaultBudget, day, now })

test('minutes of the day add up, whatever they were about, and warn at the budget', () => {
  expect(facts(seen(120, null), seen(119, null), seen(500, null, '2026-11-25'))).toMatchObject({
    minutesToday: 239,
    overDay: false,
    withoutBreak: null,
    breakDue: false,
  })
  expect(facts(seen(240, null)).overDay).toBe(true)
})

test('a stretch without a break ends with ten minutes of something else', () => {
  expect(facts(seen(60, '03:00'), seen(60, '04:00'))).toMatchObject({ withoutBreak: 120, breakDue: true })
  expect(facts(seen(60, '02:55'), seen(60, '04:00')).withoutBreak).toBe(120)
  expect(facts(seen(60, '02:50'), seen(60, '04:00')).withoutBreak).toBe(60)
  expect(facts(seen(60, '03:00')).withoutBreak).toBe(0)
})

test('what overlaps is seen once, and what is not over yet counts up to now', () => {
  expect(facts(seen(60, '04:00'), seen(60, '04:10')).withoutBreak).toBe(60)
  expect(facts(seen(120, '04:30')).withoutBreak).toBe(30)
  expect(facts(seen(30, '06:00')).withoutBreak).toBeNull()
})

test('days that reached the budget are counted from a day on, by all minutes of each', () => {
  const entries = [
    seen(120, null, '2026-11-26'),
    seen(120, null, '2026-11-26'),
    seen(239, null, '2026-11-25'),
    seen(300, null, '2026-11-24'),
    seen(300, null, '2026-11-12'),
  ]
  const over = (since: string) => daysOverBudget(entries, { minutesPerDay: 240, since })
  expect(over('2026-11-13')).toBe(2)
  expect(over('2026-11-12')).toBe(3)
  expect(over('2026-11-27')).toBe(0)
})

test('time without a break begins with the shift, also over midnight', () => {
  const night = Date.parse('2026-11-26T00:30:00Z')
  const ofShift = (...entries: ReturnType<typeof seen>[]) =>
    exposureFacts(entries, {
      ...{ budget: defaultBudget, day, now: night },
      shiftFrom: Date.parse('2026-11-25T22:00:00Z'),
    })
  const before = seen(120, '20:00', '2026-11-25')
  const through = seen(135, '22:10', '2026-11-25')
  expect(ofShift(before, through)).toMatchObject({ withoutBreak: 135, breakDue: true, minutesToday: 0 })
  expect(ofShift(before).withoutBreak).toBeNull()
})
