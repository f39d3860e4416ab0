import { expect, test } from 'vitest'
import { closingOf, isCarried } from './agenda-rules.ts'
import {
  comingMeetings,
  isRuleDay,
  ruleDays,
  type SeriesRule,
  unfinishedMeeting,
} from './occurrence-rules.ts'

const rule = (changes: Partial<SeriesRule> = {}): SeriesRule => ({
  ...{ startsOn: '2026-10-06', time: '09:30', zone: 'Europe/Dublin', everyWeeks: 2, minutes: 30 },
  ...{ endedAt: null, meetings: [] },
  ...changes,
})
const moment = (text: string) => Date.parse(text)
const startsOf = (found: readonly { startsAt: number }[]) =>
  found.map(({ startsAt }) => new Date(startsAt).toISOString())
const departure = { movedTo: null, cancelled: false, finished: null }

test('the days of a series are every so many weeks from its first on', () => {
  expect(ruleDays(rule(), '2026-09-01', '2026-11-03')).toEqual([
    ...['2026-10-06', '2026-10-20', '2026-11-03'],
  ])
  expect(ruleDays(rule(), '2026-10-07', '2026-10-20')).toEqual(['2026-10-20'])
  expect(isRuleDay(rule(), '2026-10-13')).toBe(false)
  expect(isRuleDay(rule(), '2026-09-22')).toBe(false)
})

test('the time on the wall stays where the clocks are put back', () => {
  expect(startsOf(comingMeetings(rule(), moment('2026-10-19T00:00:00Z'))).slice(0, 2)).toEqual([
    ...['2026-10-20T08:30:00.000Z', '2026-11-03T09:30:00.000Z'],
  ])
})

test('a meeting that is cancelled is skipped, and one that was moved is where it was moved to', () => {
  const meetings = [
    { ...departure, day: '2026-10-20', cancelled: true },
    { ...departure, day: '2026-11-03', movedTo: { day: '2026-11-05', time: '14:00' } },
  ]
  const [next] = comingMeetings(rule({ meetings }), moment('2026-10-19T00:00:00Z'))
  expect(next).toMatchObject({ day: '2026-11-03', takesPlaceOn: '2026-11-05', time: '14:00' })
})

test('a meeting goes on until its end, and a series until it is ended', () => {
  const [next] = comingMeetings(rule(), moment('2026-10-20T08:59:00Z'))
  expect(next?.day).toBe('2026-10-20')
  const ended = rule({ endedAt: '2026-10-21T00:00:00Z' })
  expect(comingMeetings(ended, moment('2026-10-20T09:01:00Z'))).toEqual([])
})

test('the last meeting is asked about for two weeks, until it or a later one is finished', () => {
  const after = moment('2026-10-21T00:00:00Z')
  expect(unfinishedMeeting(rule(), after)?.day).toBe('2026-10-20')
  const finished = { ...departure, day: '2026-10-20', finished: { at: '2026-10-20T10:00:00Z' } }
  expect(unfinishedMeeting(rule({ meetings: [finished] }), after)).toBeUndefined()
  const ended = rule({ endedAt: '2026-10-20T10:00:00Z' })
  expect(unfinishedMeeting(ended, moment('2026-11-04T00:00:00Z'))).toBeUndefined()
})

test('a ticked item leaves the agenda with the next meeting that is finished, an open one is carried over', () => {
  const finished = { day: '2026-10-20', finished: { at: '2026-10-20T10:00:00+00:00' } }
  const item = { addedAt: '2026-10-19T00:00:00Z', doneAt: null, closed: null }
  const ticked = { ...item, doneAt: '2026-10-20T09:00:00Z' }
  expect(closingOf(ticked, [])).toBeNull()
  expect(closingOf(ticked, [finished])).toEqual({ outcome: 'covered', day: '2026-10-20' })
  expect(closingOf({ ...item, doneAt: '2026-10-20T11:00:00Z' }, [finished])).toBeNull()
  expect(isCarried(item, [finished])).toBe(true)
  expect(isCarried({ ...item, addedAt: '2026-10-20T10:30:00Z' }, [finished])).toBe(false)
})
