import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { tableDecoders } from '#server/lib/table-file.ts'
import { openTable } from './read-table.ts'

async function* whole(bytes: Uint8Array) {
  yield bytes
}
async function* bytewise(bytes: Uint8Array) {
  for (let place = 0; place < bytes.length; place += 1) yield bytes.subarray(place, place + 1)
}

async function read(bytes: Uint8Array, chunks = whole) {
  const { facts, header, rows } = await openTable(() => chunks(bytes), tableDecoders)
  const all = header ? [header] : []
  for await (const batch of rows) all.push(...batch)
  return { facts, cells: all.map((row) => ('fields' in row ? row.fields.join('|') : row.problem)) }
}

const text = '이름,값\r\n뷁 똠,펲\r\n"햏,",2\r\n'
const swapped = (bytes: Buffer) => Buffer.from(bytes).swap16()

describe('the encoding is found and said, wherever the chunks fall', () => {
  test.each([
    ['UTF-8', Buffer.from(text), 'utf-8', 'bytes'],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${text}`), 'utf-8', 'mark'],
    ['UTF-16 of Excel', Buffer.from(`\ufeff${text}`, 'utf16le'), 'utf-16le', 'mark'],
    ['UTF-16 the other way round', swapped(Buffer.from(`\ufeff${text}`, 'utf16le')), 'utf-16be', 'mark'],
    ['UTF-16 without a mark', Buffer.from(text, 'utf16le'), 'utf-16le', 'zeros'],
    [
      'UTF-16 the other way round, without a mark',
      swapped(Buffer.from(text, 'utf16le')),
      'utf-16be',
      'zeros',
    ],
    ['CP949', iconv.encode(text, 'cp949'), 'cp949', 'bytes'],
  ])('%s', async (_, bytes, encoding, reason) => {
    for (const chunks of [whole, bytewise]) {
      const { facts, cells } = await read(bytes, chunks)
      expect(facts).toEqual({ format: 'text', encoding, reason, delimiter: ',' })
      expect(cells).toEqual(['이름|값', '뷁 똠|펲', '햏,|2'])
    }
  })

  test('the part of CP949 that Excel adds to EUC-KR comes out whole, all of its 11,172 syllables', () => {
    const syllables = Array.from({ length: 11_172 }, (_, place) => String.fromCodePoint(0xac00 + place)).join(
      '',
    )
    expect(tableDecoders.cp949(iconv.encode(syllables, 'cp949'))).toBe(syllables)
  })

  test('one letter of CP949 far down in a long file', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`a,b\n${'1,2\n'.repeat(50_000)}`),
      iconv.encode('가,3\n', 'cp949'),
    ])
    const { facts, cells } = await read(bytes)
    expect(facts).toMatchObject({ encoding: 'cp949' })
    expect(cells.at(-1)).toBe('가|3')
  })
})

describe('bytes that fit none are refused by line', () => {
  test('in UTF-8, also where they would be CP949: most lines decide', async () => {
    const bytes = Buffer.concat([Buffer.from('a,b\n가나,1\n다라,2\n'), iconv.encode('마바,3\n사,4', 'cp949')])
    const { facts, cells } = await read(Buffer.concat([bytes, Buffer.from('\n아,5\n')]))
    expect(facts).toMatchObject({ encoding: 'utf-8' })
    expect(cells).toEqual(['a|b', '가나|1', '다라|2', 'wrong_encoding', 'wrong_encoding', '아|5'])
  })
  test('in CP949', async () => {
    const lines = [iconv.encode('이름,값\n가,1\n', 'cp949'), Buffer.from([0xff, 0xff, 0x2c, 0x32, 0x0a])]
    const { facts, cells } = await read(Buffer.concat([...lines, iconv.encode('나,3\n', 'cp949')]))
    expect(facts).toMatchObject({ encoding: 'cp949' })
    expect(cells).toEqual(['이름|값', '가|1', 'wrong_encoding', '나|3'])
  })
  test('in UTF-16, half a letter', async () => {
    const bytes = Buffer.concat([
      Buffer.from('\ufeffa,b\n1,', 'utf16le'),
      Buffer.from([0x00, 0xd8, 0x0a, 0x00]),
    ])
    expect((await read(Buffer.concat([bytes, Buffer.from('2,3', 'utf16le')]))).cells).toEqual([
      'a|b',
      'wrong_encoding',
      '2|3',
    ])
  })
  test('a NUL, which no text has', async () => {
    expect((await read(Buffer.from('a,b\n1\0,2\n3,4'))).cells).toEqual(['a|b', 'wrong_encoding', '3|4'])
  })
})

describe('what a file begins with before its header', () => {
  test.each([
    ['sep= of Excel', 'sep=;\r\na;b\r\n1;2', ';', ['a|b', '1|2']],
    ['sep= with a mark, quoted, saved once more', '\ufeff"sep=;";;\na;b\n1;2', ';', ['a|b', '1|2']],
    ['sep= with a tab', 'SEP=\t\na\tb\n1\t2', '\t', ['a|b', '1|2']],
    ['empty lines', '\n\r\n  \na;b\n1;2', ';', ['a|b', '1|2']],
    ['a row of commas alone', ',,\na,b,c\n,,\n1,2,3', ',', ['a|b|c', '1|2|3']],
    ['bars', 'a|b\n1|2', '|', ['a|b', '1|2']],
    ['returns alone as line ends', 'a,b\r1,2\r3,4', ',', ['a|b', '1|2', '3|4']],
    ['blanks between comma and quote', 'a, "b,c"\n1, "2" \n', ',', ['a|b,c', '1|2']],
    ['a line break within the header', '"a\r\nb",c\n1,2', ',', ['a\nb|c', '1|2']],
  ])('%s', async (_, file, delimiter, cells) => {
    const found = await read(Buffer.from(file))
    expect(found.facts).toMatchObject({ delimiter })
    expect(found.cells.map((cell) => cell.replace('\r', ''))).toEqual(cells)
  })
})

test('a workbook of old Excel, or with a password, is refused by its name', async () => {
  await expect(read(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).rejects.toMatchObject({ reason: 'old_workbook' })
  await expect(read(Buffer.from('504b0304ffff', 'hex'))).rejects.toMatchObject({ reason: 'broken_workbook' })
})
