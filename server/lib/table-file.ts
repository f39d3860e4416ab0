import { createReadStream } from 'node:fs'
import iconv from 'iconv-lite'
import readWorkbook from 'read-excel-file/universal'
import type { OpenFile, TableDecoders } from '#shared/tables/read-table.ts'
import { sheetsFrom } from '#shared/tables/workbook.ts'

/** Decodes what the server cannot by itself: Node's own EUC-KR breaks syllables that CP949 added. */
export const tableDecoders: TableDecoders = {
  cp949: (bytes) => iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), 'cp949'),
  workbook: async (bytes) => sheetsFrom(await readWorkbook(bytes.slice().buffer)),
}

/** Opens a file of the disk as often as it is asked for. */
export const openFile =
  (path: string): OpenFile =>
  () =>
    createReadStream(path)
