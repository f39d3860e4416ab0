import { expect, test } from 'vitest'
import { likelyViolating, previewOf, recordsOf, valuesOf } from './file-preview.ts'

const file = (text: string) => new Blob([text])

test('columns and rows, with quotes, line ends of Windows and a mark at the start', async () => {
  const preview = await previewOf(file('\uFEFFref,"case, ref",policy\r\n1,"a ""b""\nc",x\r\n\r\n2,d,y'))
  expect(preview.columns).toEqual(['ref', 'case, ref', 'policy'])
  expect(preview.rows).toEqual([
    ['1', 'a "b"\nc', 'x'],
    ['2', 'd', 'y'],
  ])
})

test('semicolons and tabs are seen by the header', () => {
  expect(recordsOf('a;b;c\n1,5;2;3', false)).toEqual([
    ['a', 'b', 'c'],
    ['1,5', '2', '3'],
  ])
  expect(recordsOf('a\tb\n1\t2\n', false)).toEqual([
    ['a', 'b'],
    ['1', '2'],
  ])
})

test('a row that the look cut off is not shown', () => {
  expect(recordsOf('a,b\n1,2\n3,', true)).toHaveLength(2)
  expect(recordsOf('a,b\n1,2\n3,', false)).toHaveLength(3)
})

test('what is not UTF-8 has no columns', async () => {
  expect(await previewOf(new Blob([new Uint8Array([0xb0, 0xa1, 0x2c, 0xb3])]))).toEqual({
    columns: [],
    rows: [],
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
  expect(likelyViolating(['remove', 'keep'])).toBeUndefined()
})
