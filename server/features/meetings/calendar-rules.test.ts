import ICAL from 'ical.js'
import nodeIcal from 'node-ical'
import { expect, test } from 'vitest'
import { type CalendarMeeting, type CalendarSeries, calendarOf } from './calendar-rules.ts'

const series = (changes: Partial<CalendarSeries> = {}): CalendarSeries => ({
  ...{ seriesId: '019a0000-0000-7000-8000-000000000001', name: 'Aoife Brannigan', startsOn: '2026-10-20' },
  ...{ time: '09:30', zone: 'Europe/Dublin', everyWeeks: 1, minutes: 30, place: 'Room 3', endedAt: null },
  ...{ changedAt: '2026-10-01T08:00:00.123Z', version: 1, meetings: [] },
  ...changes,
})
const meeting = (changes: Partial<CalendarMeeting> = {}): CalendarMeeting => ({
  ...{ day: '2026-10-27', movedTo: null, cancelled: false, finished: false },
  ...{ changedAt: '2026-10-21T10:00:00Z', version: 1 },
  ...changes,
})
const options = { domain: 'dure.example', showsNames: false }
const write = (all: readonly CalendarSeries[], showsNames = false) =>
  calendarOf(all, { ...options, showsNames })
const eventsIn = (text: string) => new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent')

/** Returns the first starts of the series as another program counts them. */
function startsIn(text: string, limit: number): string[] {
  const calendar = new ICAL.Component(ICAL.parse(text))
  for (const zone of calendar.getAllSubcomponents('vtimezone'))
    ICAL.TimezoneService.register(new ICAL.Timezone(zone))
  const events = calendar.getAllSubcomponents('vevent').map((component) => new ICAL.Event(component))
  const [master, ...others] = events
  if (!master) return []
  for (const other of others) if (other.isRecurrenceException()) master.relateException(other)
  const iterator = master.iterator()
  return Array.from({ length: limit }, () => iterator.next())
    .filter((time) => time != null)
    .map((time) => master.getOccurrenceDetails(time).startDate.toJSDate().toISOString())
}

test('a series keeps its time on the wall where the clocks change, by the zone that it brings along', () => {
  expect(startsIn(write([series()]), 3)).toEqual([
    ...['2026-10-20T08:30:00.000Z', '2026-10-27T09:30:00.000Z', '2026-11-03T09:30:00.000Z'],
  ])
  // In spring they are put forward again.
  expect(startsIn(write([series({ startsOn: '2027-03-23' })]), 2)).toEqual([
    ...['2027-03-23T09:30:00.000Z', '2027-03-30T08:30:00.000Z'],
  ])
})

test('a zone without changes of its clocks has one standing', () => {
  const text = write([series({ zone: 'Asia/Seoul', time: '10:00' })])
  expect(text.match(/BEGIN:(STANDARD|DAYLIGHT)/g)).toEqual(['BEGIN:STANDARD'])
  expect(startsIn(text, 1)).toEqual(['2026-10-20T01:00:00.000Z'])
})

test('a second reader understands the same', () => {
  const text = write([series({ meetings: [meeting({ movedTo: { day: '2026-10-28', time: '15:00' } })] })])
  const [event] = Object.values(nodeIcal.sync.parseICS(text)).filter((found) => found?.type === 'VEVENT')
  if (event?.type !== 'VEVENT') throw new Error('no event')
  expect(event.summary).toBe('1:1')
  expect(event.start.toISOString()).toBe('2026-10-20T08:30:00.000Z')
  expect(JSON.stringify(Object.values(event.recurrences ?? {}))).toContain(
    '"start":"2026-10-28T15:00:00.000Z"',
  )
})

test('one meeting that is moved or cancelled departs from the series under its own day', () => {
  const moved = meeting({ movedTo: { day: '2026-10-28', time: '15:00' } })
  expect(startsIn(write([series({ meetings: [moved] })]), 3)).toEqual([
    ...['2026-10-20T08:30:00.000Z', '2026-10-28T15:00:00.000Z', '2026-11-03T09:30:00.000Z'],
  ])
  const [, cancelled] = eventsIn(write([series({ meetings: [meeting({ cancelled: true })] })]))
  expect(cancelled?.getFirstPropertyValue('status')).toBe('CANCELLED')
  expect(String(cancelled?.getFirstPropertyValue('recurrence-id'))).toBe('2026-10-27T09:30:00')
})

test('the uid stays and the sequence rises with every change, of the series or of one meeting', () => {
  const steps = [
    series({ meetings: [meeting()] }),
    series({ meetings: [meeting({ cancelled: true, version: 2 })] }),
    series({ meetings: [meeting({ cancelled: true, version: 2 })], version: 2 }),
    series({
      meetings: [meeting({ version: 3, movedTo: { day: '2026-10-29', time: '09:30' } })],
      version: 2,
    }),
  ].map((step) => eventsIn(write([step])))
  const uids = new Set(steps.flat().map((event) => event.getFirstPropertyValue('uid')))
  expect([...uids]).toEqual(['019a0000-0000-7000-8000-000000000001@dure.example'])
  expect(steps.map(([master]) => master?.getFirstPropertyValue('sequence'))).toEqual([0, 0, 1, 1])
  expect(steps.flatMap(([, departure]) => departure?.getFirstPropertyValue('sequence') ?? [])).toEqual([
    1, 2, 3, 4,
  ])
})

test('without a change the bytes are the same, and DTSTAMP is the last change', () => {
  const all = [series({ meetings: [meeting({ cancelled: true })] })]
  expect(write(all)).toBe(write(all))
  expect(write(all).match(/^DTSTAMP:.*$/gm)).toEqual(['DTSTAMP:20261001T080000Z', 'DTSTAMP:20261021T100000Z'])
})

test('titles and places are private unless the person chose otherwise', () => {
  expect(write([series()])).not.toMatch(/Aoife|Room/)
  expect(write([series()], true)).toMatch(/SUMMARY:1:1 · Aoife Brannigan[\s\S]*LOCATION:Room 3/)
})

test('lines end at 75 octets, and no letter of Hangul is split', () => {
  const place =
    '서울특별시 강남구 테헤란로 이백삼십일 콘텐츠 검수 센터 십이층 북쪽 회의실 가람과 바다 사이 세 번째 문'
  const text = write([series({ place, name: '정해솔' })], true)
  const lines = text.split('\r\n')
  const octets = lines.map((line) => new TextEncoder().encode(line).length)
  expect(Math.max(...octets)).toBeLessThanOrEqual(75)
  expect(octets.filter((length) => length > 70).length).toBeGreaterThan(0)
  const [event] = eventsIn(text)
  expect(event?.getFirstPropertyValue('location')).toBe(place)
})

test('a series that is ended stops, and one that never began is cancelled', () => {
  const ended = series({ endedAt: '2026-10-28T00:00:00Z', version: 2 })
  expect(startsIn(write([ended]), 5)).toHaveLength(2)
  const [never] = eventsIn(write([series({ endedAt: '2026-10-02T00:00:00Z', version: 2 })]))
  expect(never?.getFirstPropertyValue('status')).toBe('CANCELLED')
})

test('what took place before the days changed stays an event of its own', () => {
  const finished = meeting({ day: '2026-10-14', finished: true })
  const [, past] = eventsIn(write([series({ meetings: [finished] })]))
  expect(past?.getFirstPropertyValue('uid')).toBe(
    '2026-10-14-019a0000-0000-7000-8000-000000000001@dure.example',
  )
})
