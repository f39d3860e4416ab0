import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { likelyViolating, valuesOf } from './file-preview.ts'
import { previewOf } from './read-preview.ts'

const file = (text: string) => new Blob([text])

test('columns and rows, with quotes, line ends of Windows and a mark at the start', async () => {
  const preview = await previewOf(file('\uFEFFref,"case, ref",policy\r\n1,"a ""b""\nc",x\r\n\r\n2,d,y'))
  expect(preview.columns).toEqual(['ref', 'case, ref', 'policy'])
  expect(preview.rows).toEqual([
    ['1', 'a "b" c', 'x'],
    ['2', 'd', 'y'],
  ])
  expect(preview.facts).toEqual({ format: 'text', encoding: 'utf-8', reason: 'mark', delimiter: ',' })
})

test('two columns of one name are told apart by their letters', async () => {
  expect((await previewOf(file('a,b,a\n1,2,3'))).columns).toEqual(['a [A]', 'b', 'a [C]'])
})

test('a workbook, read in the browser as on the server', async () => {
  const book = readFileSync(
    path.resolve(import.meta.dirname, '../../../tests/data/files/import/05-excel.xlsx'),
  )
  const preview = await previewOf(new Blob([book]))
  expect(preview.facts).toEqual({ format: 'workbook', sheet: '검수', otherSheets: [] })
  expect(preview.columns).toEqual(['검수번호', '사례', '담당자', '정책', '판정', '검증판정', '일시'])
  expect(preview.rows[0]?.slice(1, 3)).toEqual(['1234567890123456', '김하나'])
})

test('what is no table has no columns, and its reason', async () => {
  expect(await previewOf(new Blob([new Uint8Array([0xd0, 0xcf, 0x11, 0xe0])]))).toMatchObject({
    columns: [],
    unreadable: 'old_workbook',
  })
  expect((await previewOf(file(''))).columns).toEqual([])
})

test('the decisions of a file, and which one another denies', async () => {
  const preview = await previewOf(
    file('ref,decision\n1,non-hateful\n2,Hateful\n3,non-hateful \n4,hateful\n5,'),
  )
  expect(valuesOf(preview, 'decision')).toEqual(['non-hateful', 'Hateful'])
  expect(valuesOf(preview, 'verified')).toEqual([])
  expect(likelyViolating(['non-hateful', 'Hateful'])).toBe('Hateful')
  expect(likelyViolating(['정상', '위반'])).toBe('위반')
  expect(likelyViolating(['remove', 'keep'])).toBeUndefined()
})
