import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { tableDecoders } from '#server/lib/table-file.ts'
import { openTable } from './read-table.ts'
import type { TableRow } from './rows.ts'

async function* chunksOf(bytes: Uint8Array, size: number) {
  for (let offset = 0; offset < bytes.length; offset += size) yield bytes.subarray(offset, offset + size)
}

const open = (file: string | Uint8Array, size = 65_536) =>
  openTable(() => chunksOf(Buffer.from(file), size), tableDecoders)

async function read(file: string | Uint8Array, size?: number): Promise<TableRow[]> {
  const { header, rows } = await open(file, size)
  const all = header ? [header] : []
  for await (const batch of rows) all.push(...batch)
  return all
}

const plain = (rows: TableRow[]) => rows.map(({ line: _, ...row }) => row)
const fieldsOf = (rows: TableRow[]) => rows.map((row) => ('fields' in row ? row.fields : row.problem))

test('rows come with their number in a spreadsheet and the line they begin in, whatever the line ends are and where the chunks fall', async () => {
  const file = '\ufeffa,b\r\n1,"zwei,\n drei"\r\n\n가나,"""x"""\n'
  for (const size of [1, 2, 3, 7, 1000]) {
    expect(await read(file, size)).toEqual([
      { row: 1, line: 1, fields: ['a', 'b'] },
      { row: 2, line: 2, fields: ['1', 'zwei,\n drei'] },
      // A spreadsheet shows the cell of two lines and the empty line as a row each.
      { row: 4, line: 5, fields: ['가나', '"x"'] },
    ])
  }
})

test.each([
  ['tab', 'a\tb,c\td\n1\t2,3\t4'],
  ['semicolon', 'a;"b;c,,,,";d\n1;2;3'],
])('the header tells that the delimiter is a %s', async (_, file) => {
  const [header, row] = fieldsOf(await read(file))
  expect([header?.length, row?.length]).toEqual([3, 3])
})

test('what was written is read back, with any text in any chunks', async () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', ' ', '가', '😀', ';') })
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 })
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
  await fc.assert(
    fc.asyncProperty(table, fc.integer({ min: 1, max: 20 }), async (rows, size) => {
      const file = [['h1', 'h2'], ...rows].map((row) => row.map(quoted).join(',')).join('\n')
      const filled = rows.filter((row) => row.some((text) => text.trim() !== ''))
      expect(fieldsOf(await read(file, size)).slice(1)).toEqual(filled)
    }),
    { seed: 1, numRuns: 300 },
  )
})

describe('a row that cannot be read is named, and the others are read', () => {
  test('bytes of another encoding', async () => {
    const file = Buffer.concat([
      Buffer.from('a,b\n1,2\n'),
      Buffer.from([0xff, 0xff, 0x2c, 0x31]),
      Buffer.from('\n3,4\n'),
    ])
    expect(plain(await read(file))).toEqual([
      { row: 1, fields: ['a', 'b'] },
      { row: 2, fields: ['1', '2'] },
      { row: 3, problem: 'wrong_encoding' },
      { row: 4, fields: ['3', '4'] },
    ])
  })

  test('text behind a closing quote', async () => {
    expect(fieldsOf(await read('a,b\n"x"y,1\n2,3'))).toEqual([['a', 'b'], 'broken_quotes', ['2', '3']])
  })

  test('a quote that is never closed', async () => {
    expect(plain(await read('a,b\n"x,1\n2,3\n4,5\n'))).toEqual([
      { row: 1, fields: ['a', 'b'] },
      { row: 2, problem: 'broken_quotes' },
      { row: 3, fields: ['2', '3'] },
      { row: 4, fields: ['4', '5'] },
    ])
    const many = `a,b\n"x,1\n${'2,3\n'.repeat(1000)}"4",5`
    const rows = await read(many, 100)
    expect(rows).toHaveLength(1003)
    expect(rows.at(-1)).toEqual({ row: 1003, line: 1003, fields: ['4', '5'] })
  })
})

test('a line or a row beyond a megabyte is named, and what follows is read', async () => {
  const long = 'x'.repeat(1_500_000)
  const rows = await read(`a,b\n${long},1\n2,3\n"${`${'y'.repeat(90_000)}\n`.repeat(20)}4,5\n`)
  expect(plain(rows).slice(0, 4)).toEqual([
    { row: 1, fields: ['a', 'b'] },
    { row: 2, problem: 'too_long' },
    { row: 3, fields: ['2', '3'] },
    { row: 4, problem: 'broken_quotes' },
  ])
  expect(rows.at(-1)).toEqual({ row: 24, line: 24, fields: ['4', '5'] })
  expect(plain(await read(`a,b\n${long}`))).toEqual([
    { row: 1, fields: ['a', 'b'] },
    { row: 2, problem: 'too_long' },
  ])
})

test('an open quote costs no more than the same text without', async () => {
  const cpu = async (file: string) => {
    const before = process.cpuUsage()
    await read(file)
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  }
  const lines = (line: string) => `a,b\n${`${line}\n`.repeat(40_000)}`
  // 190 lines of doubled quotes a row, which each close nothing.
  const open = `a,b\n${`"${'""""""""""""""""""""\n'.repeat(190)}",1\n`.repeat(210)}`
  await cpu(lines('1,2'))
  expect(await cpu(open)).toBeLessThan(20 * (await cpu(lines('aaaaaaaaaaaaaaaaaaaa,2'))) + 200)
})

test('an empty file has no rows', async () => {
  expect(await read('')).toEqual([])
  expect(await read('\ufeff\n\n')).toEqual([])
})
