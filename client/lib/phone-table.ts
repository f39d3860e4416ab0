import { openTable, type Table, type TableDecoders } from '#shared/tables/read-table.ts'
import { sheetsFrom } from '#shared/tables/workbook.ts'

/** Decodes by what the browser brings; the reader of workbooks is fetched when there is one. */
export const phoneDecoders: TableDecoders = {
  cp949: (bytes) => new TextDecoder('euc-kr').decode(bytes),
  workbook: async (bytes) => {
    const { default: readWorkbook } = await import('read-excel-file/universal')
    return sheetsFrom(await readWorkbook(bytes.slice().buffer))
  },
}

/** Opens a file of the phone with the reader that the server has. @throws UnreadableFile */
export const openPhoneTable = (file: Blob, sheet?: string): Promise<Table> =>
  openTable(() => chunksOf(file), phoneDecoders, { sheet })

/** Streams cannot be iterated in every browser. */
export async function* chunksOf(file: Blob): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel()
  }
}
