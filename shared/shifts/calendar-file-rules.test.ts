import { describe, expect, test } from 'vitest'
import { isCalendar, readCalendar, UnreadableCalendar } from './calendar-file-rules.ts'

const setting = { zone: 'Asia/Seoul', first: '2026-10-01', last: '2027-04-30' }
const bytesOf = (text: string) => new TextEncoder().encode(text)
const calendar = (...events: string[][]) =>
  [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Test//EN', 'X-WR-CALNAME:Rota'],
    ...events.flatMap((lines, place) => ['BEGIN:VEVENT', `UID:event-${place}`, ...lines, 'END:VEVENT']),
    'END:VCALENDAR',
  ].join('\r\n')
const read = (...events: string[][]) => readCalendar(bytesOf(calendar(...events)), setting)
const shift = [
  'SUMMARY:Shift',
  'DTSTART;TZID=Asia/Seoul:20261207T090000',
  'DTEND;TZID=Asia/Seoul:20261207T180000',
]
const timesOf = ({ rows }: ReturnType<typeof read>) =>
  rows.map(({ kind, firstDay, from, lastDay, until }) => [kind, firstDay, from, lastDay, until])

test('an event with times is a shift of whom it invites, in the zone that it names', () => {
  const { rows, name } = read([
    ...shift,
    'ATTENDEE;CN=Kim:mailto:Kim@X.example',
    'ATTENDEE:mailto:lee@x.example',
  ])
  expect(name).toBe('Rota')
  const times = { firstDay: '2026-12-07', from: '09:00', lastDay: '2026-12-07', until: '18:00' }
  expect(rows).toEqual([
    { row: 1, called: 'kim@x.example', kind: 'work', ...times, zone: 'Asia/Seoul' },
    { row: 1, called: 'lee@x.example', kind: 'work', ...times, zone: 'Asia/Seoul' },
  ])
})

test('a line that is folded within a Korean letter is joined before it is decoded', () => {
  const title = '김하람 님의 오래전부터 정해져 있던 긴 여름 휴가와 가족 행사, 병가 아님'
  const line = bytesOf(`SUMMARY:${title}`)
  const folded: number[] = []
  for (let place = 0; place < line.length; place += 20)
    folded.push(...(place > 0 ? [13, 10, 32] : []), ...line.subarray(place, place + 20))
  const [before = '', after = ''] = calendar([
    'HERE',
    'DTSTART;VALUE=DATE:20261221',
    'DTEND;VALUE=DATE:20261224',
  ]).split('HERE')
  const bytes = new Uint8Array([...bytesOf(before), ...folded, ...bytesOf(after)])
  const found = readCalendar(bytes, setting)
  expect(found.refused).toEqual([])
  expect(timesOf(found)).toEqual([['away', '2026-12-21', null, '2026-12-23', null]])
})

test('days alone are an absence or a day off by their words, and nothing where they say neither', () => {
  const day = (title: string) => [`SUMMARY:${title}`, 'DTSTART;VALUE=DATE:20261207']
  expect(timesOf(read(day('연차')))).toEqual([['away', '2026-12-07', null, '2026-12-07', null]])
  expect(timesOf(read(day('Day off')))).toEqual([['off', '2026-12-07', null, '2026-12-07', null]])
  expect(timesOf(read([...day('Kim'), 'X-MICROSOFT-CDO-BUSYSTATUS:OOF']))).toHaveLength(1)
  expect(read(day('Payday')).refused).toMatchObject([{ reason: 'bad_kind', value: 'Payday' }])
  expect(read(day('Night shift')).refused).toMatchObject([{ reason: 'no_times' }])
})

describe('what repeats', () => {
  const nights = [
    'SUMMARY:Night',
    'DTSTART;TZID=Europe/Dublin:20261023T220000',
    'DTEND;TZID=Europe/Dublin:20261024T060000',
  ]

  test('keeps its wall time over a change of the clocks, through the night', () => {
    const found = read([...nights, 'RRULE:FREQ=DAILY;COUNT=4', 'EXDATE;TZID=Europe/Dublin:20261025T220000'])
    expect(timesOf(found)).toEqual([
      ['work', '2026-10-23', '22:00', '2026-10-24', '06:00'],
      ['work', '2026-10-24', '22:00', '2026-10-25', '06:00'],
      ['work', '2026-10-26', '22:00', '2026-10-27', '06:00'],
    ])
    expect(found.rows[0]?.zone).toBe('Europe/Dublin')
  })

  test('is read as far as the days that are asked for, also where it never ends', () => {
    const weekly = read([...shift, 'RRULE:FREQ=WEEKLY;BYDAY=MO'])
    expect(weekly.rows.at(0)?.firstDay).toBe('2026-12-07')
    expect(weekly.rows.at(-1)?.firstDay).toBe('2027-04-26')
  })

  test('has exceptions, moved and cancelled', () => {
    const text = [
      ...[
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'BEGIN:VEVENT',
        'UID:a',
        ...shift,
        'RRULE:FREQ=DAILY;COUNT=3',
        'END:VEVENT',
      ],
      ...['BEGIN:VEVENT', 'UID:a', 'RECURRENCE-ID;TZID=Asia/Seoul:20261208T090000', 'SUMMARY:Shift'],
      ...['DTSTART;TZID=Asia/Seoul:20261208T120000', 'DTEND;TZID=Asia/Seoul:20261208T200000', 'END:VEVENT'],
      ...['BEGIN:VEVENT', 'UID:a', 'RECURRENCE-ID;TZID=Asia/Seoul:20261209T090000', 'STATUS:CANCELLED'],
      ...['DTSTART;TZID=Asia/Seoul:20261209T090000', 'DTEND;TZID=Asia/Seoul:20261209T180000', 'END:VEVENT'],
      'END:VCALENDAR',
    ].join('\n')
    expect(timesOf(readCalendar(bytesOf(text), setting))).toEqual([
      ['work', '2026-12-07', '09:00', '2026-12-07', '18:00'],
      ['work', '2026-12-08', '12:00', '2026-12-08', '20:00'],
    ])
  })
})

test('UTC and zones that the file describes are read in the zone of the team', () => {
  expect(timesOf(read(['SUMMARY:Shift', 'DTSTART:20261207T000000Z', 'DTEND:20261207T090000Z']))).toEqual([
    ['work', '2026-12-07', '09:00', '2026-12-07', '18:00'],
  ])
  const outlook = calendar([
    'SUMMARY:Shift',
    'DTSTART;TZID=GMT Standard Time:20261207T080000',
    'DTEND;TZID=GMT Standard Time:20261207T160000',
  ]).replace(
    'X-WR-CALNAME:Rota',
    [
      ...['BEGIN:VTIMEZONE', 'TZID:GMT Standard Time', 'BEGIN:STANDARD', 'DTSTART:16010101T020000'],
      ...['TZOFFSETFROM:+0100', 'TZOFFSETTO:+0000', 'END:STANDARD', 'END:VTIMEZONE'],
    ].join('\r\n'),
  )
  expect(timesOf(readCalendar(bytesOf(outlook), setting))).toEqual([
    ['work', '2026-12-07', '17:00', '2026-12-08', '01:00'],
  ])
  const unknown = read(['SUMMARY:Shift', 'DTSTART;TZID=Nowhere Time:20261207T080000', 'DURATION:PT8H'])
  expect(unknown.refused).toMatchObject([{ reason: 'unknown_zone' }])
})

test('a duration stands for an end, and an event that ends before it begins is refused', () => {
  expect(
    timesOf(read(['SUMMARY:Shift', 'DTSTART;TZID=Asia/Seoul:20261207T090000', 'DURATION:PT9H'])),
  ).toEqual([['work', '2026-12-07', '09:00', '2026-12-07', '18:00']])
  const backwards = [
    'SUMMARY:Shift',
    'DTSTART;TZID=Asia/Seoul:20261207T090000',
    'DTEND;TZID=Asia/Seoul:20261207T080000',
  ]
  expect(read(backwards).refused).toMatchObject([{ reason: 'order' }])
})

test('what is no calendar is refused as a whole', () => {
  expect(isCalendar(bytesOf('email,date'))).toBe(false)
  for (const text of ['email,date', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n', ''])
    expect(() => readCalendar(bytesOf(text), setting)).toThrow(UnreadableCalendar)
})
