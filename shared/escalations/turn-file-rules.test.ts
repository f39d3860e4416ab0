import { expect, test } from 'vitest'
import { UnreadableCalendar } from '#shared/shifts/calendar-file-rules.ts'
import { readTurns } from './turn-file-rules.ts'
import { addressesIn, planTurns } from './turn-rules.ts'

const setting = { zone: 'Asia/Seoul', first: '2026-12-01', last: '2027-05-30' }
const bytes = (...lines: string[]) =>
  new TextEncoder().encode(
    ['BEGIN:VCALENDAR', 'VERSION:2.0', 'X-WR-CALNAME:Rota', ...lines, 'END:VCALENDAR'].join('\r\n'),
  )
const event = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']

const people = [
  { personId: 'ann', name: 'Ann Lee' },
  { personId: 'anna', name: 'Ann Leeson' },
  { personId: 'kim', name: '김지우' },
  { personId: 'kim2', name: '김지우' },
]
const byAddress = (address: string) => (address === 'ann@example.org' ? 'ann' : null)
const plan = (...lines: string[]) =>
  planTurns(readTurns(bytes(...lines), setting), { people, personOf: byAddress })

test('a turn is of whom its event invites, from and until the instants that it says', () => {
  const lines = event(
    'UID:1',
    'DTSTART:20261203T000000Z',
    'DTEND:20261203T120000Z',
    'SUMMARY:On call',
    'ATTENDEE:mailto:Ann@example.org',
  )
  expect(addressesIn(readTurns(bytes(...lines), setting))).toEqual(['ann@example.org'])
  expect(plan(...lines)).toEqual({
    turns: [{ personId: 'ann', startsAt: '2026-12-03T00:00:00.000Z', endsAt: '2026-12-03T12:00:00.000Z' }],
    refused: [],
  })
})

test('whole days are from midnight to midnight of the team, of whom the title names', () => {
  const lines = event(
    'UID:2',
    'DTSTART;VALUE=DATE:20261203',
    'DTEND;VALUE=DATE:20261204',
    'SUMMARY:Primary: ann leeson',
  )
  expect(plan(...lines).turns).toEqual([
    { personId: 'anna', startsAt: '2026-12-02T15:00:00.000Z', endsAt: '2026-12-03T15:00:00.000Z' },
  ])
})

test('each repetition is a turn, but none that is cancelled, over or too far away', () => {
  const lines = [
    ...event(
      'UID:3',
      'DTSTART;TZID=Asia/Seoul:20261125T090000',
      'DTEND;TZID=Asia/Seoul:20261125T180000',
      'RRULE:FREQ=WEEKLY;COUNT=3',
      'SUMMARY:Ann Lee',
    ),
    ...event(
      'UID:4',
      'DTSTART:20261203T000000Z',
      'DTEND:20261203T120000Z',
      'STATUS:CANCELLED',
      'SUMMARY:Ann Lee',
    ),
    ...event('UID:5', 'DTSTART:20281203T000000Z', 'DTEND:20281203T120000Z', 'SUMMARY:Ann Lee'),
  ]
  expect(plan(...lines).turns.map(({ startsAt }) => startsAt)).toEqual([
    '2026-12-02T00:00:00.000Z',
    '2026-12-09T00:00:00.000Z',
  ])
})

test('a turn of nobody, of a name that two have, or that ends before it begins is refused with its reason', () => {
  const lines = [
    ...event('UID:6', 'DTSTART:20261203T000000Z', 'DTEND:20261203T120000Z', 'SUMMARY:On call'),
    ...event('UID:7', 'DTSTART:20261203T000000Z', 'DTEND:20261203T120000Z', 'SUMMARY:당직 김지우'),
    ...event('UID:8', 'DTSTART:20261203T120000Z', 'DTEND:20261203T000000Z', 'SUMMARY:Ann Lee'),
  ]
  expect(plan(...lines)).toEqual({
    turns: [],
    refused: [
      { row: 1, reason: 'unknown_person', value: 'On call' },
      { row: 2, reason: 'several_people', value: '당직 김지우' },
      { row: 3, reason: 'order', value: 'Ann Lee' },
    ],
  })
})

test.each([
  ['Planning', []],
  ['Joann', []],
  ['On call:Ann.', ['ann']],
  ['Ann/Bo 2', ['ann']],
  ['당직 박서준님', ['park']],
  ['박서준이 당직', ['park']],
  ['큰박서준', []],
])('a title names whoever stands in it as a word: %s', (title, expected) => {
  const lines = event('UID:9', 'DTSTART:20261203T000000Z', 'DTEND:20261203T120000Z', `SUMMARY:${title}`)
  const some = [
    { personId: 'ann', name: 'Ann' },
    { personId: 'park', name: '박서준' },
  ]
  const { turns } = planTurns(readTurns(bytes(...lines), setting), { people: some, personOf: () => null })
  expect(turns.map(({ personId }) => personId)).toEqual(expected)
})

test('a file that is no calendar is refused', () => {
  expect(() => readTurns(new TextEncoder().encode('who,when'), setting)).toThrow(UnreadableCalendar)
})
