import { expect, test } from 'vitest'
import { openTable } from '#shared/tables/read-table.ts'
import { readRoster } from './roster-file-rules.ts'

async function read(...lines: string[]) {
  const bytes = new TextEncoder().encode(lines.join('\r\n'))
  async function* open() {
    yield bytes
  }
  const decoders = {
    cp949: (encoded: Uint8Array) => new TextDecoder('euc-kr').decode(encoded),
    workbook: async () => [],
  }
  return await readRoster(await openTable(open, decoders))
}

test('columns are found by their names in both languages', async () => {
  const english = await read('email,date,from,to,kind', 'a@x.example,2026-12-07,09:00,18:00,work')
  const korean = await read('이메일,날짜,시작,종료,구분', 'a@x.example,2026. 12. 7.,오전 9:00,오후 6:00,근무')
  const row = {
    ...{ row: 2, called: 'a@x.example', kind: 'work', zone: null },
    ...{ firstDay: '2026-12-07', from: '09:00', lastDay: '2026-12-07', until: '18:00' },
  }
  expect(english.rows).toEqual([row])
  expect(korean.rows).toEqual([row])
  expect((await read('name,hours', 'a,9')).missing).toEqual(['date'])
})

test('a night shift ends on the next day, and an absence may have no times', async () => {
  const { rows, refused } = await read(
    'reference;date;from;to;kind;end date',
    'Q-1;2026-12-31;22:00;06:00;야간;',
    'Q-1;2026-12-07;;;연차;2026-12-09',
    'Q-1;2026-12-10;;;휴무;',
    'Q-1;2026-12-11;14시;18시;반차;',
  )
  expect(refused).toEqual([])
  expect(
    rows.map(({ kind, firstDay, from, lastDay, until }) => [kind, firstDay, from, lastDay, until]),
  ).toEqual([
    ['work', '2026-12-31', '22:00', '2027-01-01', '06:00'],
    ['away', '2026-12-07', null, '2026-12-09', null],
    ['off', '2026-12-10', null, '2026-12-10', null],
    ['away', '2026-12-11', '14:00', '2026-12-11', '18:00'],
  ])
})

test.each([
  [
    'a day and a time as a workbook has them',
    '2026-12-07 00:00:00',
    '1899-12-30 09:30:00',
    '0.75',
    '09:30',
    '18:00',
  ],
  ['numbers of Excel', '46363', '0.375', '0.75', '09:00', '18:00'],
  ['four digits', '20261207', '0900', '1800', '09:00', '18:00'],
  ['halves of the day', '2026/12/7', '9:00 AM', '6 pm', '09:00', '18:00'],
  ['the midnight that ends a day', '2026-12-07', '16:00', '24:00', '16:00', '00:00'],
])('%s are read', async (_, date, from, to, start, end) => {
  const { rows, refused } = await read('name,date,from,to', `Kim,${date},${from},${to}`)
  expect(refused).toEqual([])
  expect(rows).toMatchObject([{ firstDay: '2026-12-07', from: start, until: end }])
})

test.each([
  ['missing', 'person', ',2026-12-07,09:00,18:00,'],
  ['bad_date', 'date', 'Kim,7/12/26,09:00,18:00,'],
  ['bad_date', 'date', 'Kim,2026-02-30,09:00,18:00,'],
  ['bad_time', 'from', 'Kim,2026-12-07,25:00,18:00,'],
  ['bad_time', 'to', 'Kim,2026-12-07,09:00,soon,'],
  ['missing', 'to', 'Kim,2026-12-07,09:00,,'],
  ['missing', 'from', 'Kim,2026-12-07,,,work'],
  ['bad_kind', 'kind', 'Kim,2026-12-07,09:00,18:00,party'],
])('%s is said of the field %s', async (reason, field, line) => {
  const { rows, refused } = await read('name,date,from,to,kind', line)
  expect(rows).toEqual([])
  expect(refused).toMatchObject([{ row: 2, reason, field }])
})

test('what the file says twice is taken once', async () => {
  const { rows, refused } = await read(
    'name,date,from,to',
    'Kim,2026-12-07,09:00,18:00',
    'kim,2026-12-07,9:00,18:00',
  )
  expect(rows).toHaveLength(1)
  expect(refused).toMatchObject([{ row: 3, reason: 'twice' }])
})
