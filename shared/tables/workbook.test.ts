import { expect, test } from 'vitest'
import { tableDecoders } from '#server/lib/table-file.ts'
import { workbookOf } from '#tests/support/workbook.ts'
import { openTable } from './read-table.ts'

async function read(bytes: Buffer, sheet?: string) {
  async function* source() {
    yield bytes
  }
  const { facts, header, rows } = await openTable(source, tableDecoders, { sheet })
  const all = header ? [header] : []
  for await (const batch of rows) all.push(...batch)
  return { facts, rows: all.map((row) => [row.row, ...('fields' in row ? row.fields : [row.problem])]) }
}

test('dates are the clock that the cell shows, numbers are whole, errors and results of formulas are text', async () => {
  const formats = ['yyyy-mm-dd hh:mm', '[$-412]AM/PM h:mm:ss', 'yyyy"년" m"월" d"일"', 'yyyy\\. m\\. d\\.;@']
  const serial = 46_329.586_805_555_555
  const book = workbookOf(
    {
      Sheet1: {
        3: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'],
        5: [
          { n: serial, style: 1 },
          { n: Math.floor(serial), style: 3 },
          { n: Math.floor(serial), style: 4 },
          { n: '1234567890123456' },
          { n: '1.2345678901234567E+19' },
          { error: '#N/A' },
          { formula: '위반' },
          { n: 0.25 },
        ],
      },
    },
    { formats },
  )
  expect((await read(book)).rows).toEqual([
    [3, 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'],
    [
      5,
      '2026-11-03 14:05:00',
      '2026-11-03 00:00:00',
      '2026-11-03 00:00:00',
      '1234567890123456',
      '1.2345678901234567E+19',
      // An error is no value.
      '',
      '위반',
      '0.25',
    ],
  ])
})

test('the first sheet that holds anything is read, or the one that is named, and the others are named', async () => {
  const book = workbookOf({ 표지: {}, 검수: { 1: ['x'], 2: ['1'] }, 둘째: { 1: ['y'], 2: ['2'] } })
  expect(await read(book)).toEqual({
    facts: { format: 'workbook', sheet: '검수', otherSheets: ['표지', '둘째'] },
    rows: [
      [1, 'x'],
      [2, '1'],
    ],
  })
  expect((await read(book, '둘째')).rows).toEqual([
    [1, 'y'],
    [2, '2'],
  ])
  await expect(read(book, 'nope')).rejects.toMatchObject({
    reason: 'no_such_sheet',
    sheets: ['표지', '검수', '둘째'],
  })
})

test('the calendar of old Macs is read', async () => {
  const book = workbookOf({ S: { 1: ['a'], 2: [{ n: 46_329 - 1462, style: 1 }] } }, { date1904: true })
  expect((await read(book)).rows[1]).toEqual([2, '2026-11-03 00:00:00'])
})
