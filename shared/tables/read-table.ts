import { type Decoders, type Encoding, type EncodingReason, kindOfFile } from './encoding.ts'
import { linesOf } from './lines.ts'
import { isBlank, rowReader, type TableRow } from './rows.ts'
import { rowsOfSheet, sheetOf, type WorkbookSheet } from './workbook.ts'

/** A file that can be read from its beginning more than once: its encoding is told from all of it. */
export type OpenFile = () => AsyncIterable<Uint8Array>

export interface TableDecoders extends Decoders {
  workbook(bytes: Uint8Array): Promise<readonly WorkbookSheet[]>
}

/** Says what a file turned out to be before anything is made of it. */
export type FileFacts =
  | { format: 'text'; encoding: Encoding; reason: EncodingReason; delimiter: string | null }
  | { format: 'workbook'; sheet: string; otherSheets: string[] }
  | { format: 'ozone'; events: number }

export interface Table {
  facts: FileFacts
  /** The first row that says anything; undefined in an empty file. */
  header: TableRow | undefined
  /** Batches of the rows below the header, in the file's order; empty rows are left out. */
  rows: AsyncGenerator<TableRow[]>
}

/** A file that is no table at all. */
export class UnreadableFile extends Error {
  readonly reason: 'old_workbook' | 'broken_workbook' | 'no_such_sheet' | 'large_json' | 'unknown_json'
  /** Names of the sheets that there are. */
  readonly sheets: readonly string[]
  constructor(reason: UnreadableFile['reason'], sheets: readonly string[] = []) {
    super(reason)
    this.reason = reason
    this.sheets = sheets
  }
}

/** Bytes of a workbook; it is unpacked in memory. */
const largestWorkbook = 40_000_000

/** Reads a table from a text file of any encoding and delimiter, or from a workbook. @throws UnreadableFile */
export async function openTable(
  open: OpenFile,
  decoders: TableDecoders,
  { sheet }: { sheet?: string | undefined } = {},
): Promise<Table> {
  const file = await kindOfFile(open(), decoders)
  if (file.kind === 'old_workbook') throw new UnreadableFile('old_workbook')
  if (file.kind === 'workbook') return await openWorkbook(open, decoders, sheet)
  const reader = rowReader()
  const rows = batches(linesOf(open(), file, decoders), reader)
  const first = await rows.next()
  const [header, ...rest] = first.value ?? []
  return {
    facts: { format: 'text', encoding: file.encoding, reason: file.reason, delimiter: reader.delimiter() },
    header,
    rows: withFirst(rest, rows),
  }
}

async function* batches(
  lines: AsyncGenerator<Parameters<ReturnType<typeof rowReader>['take']>[0]>,
  reader: ReturnType<typeof rowReader>,
): AsyncGenerator<TableRow[], undefined> {
  for await (const block of lines) {
    const rows = reader.take(block)
    if (rows.length > 0) yield rows
  }
  const last = reader.end().filter((row) => !isBlank(row))
  if (last.length > 0) yield last
}

async function* withFirst(
  first: TableRow[],
  rest: AsyncGenerator<TableRow[], undefined>,
): AsyncGenerator<TableRow[]> {
  try {
    if (first.length > 0) yield first
    yield* rest
  } finally {
    // Lets go of the file where it was not read to its end.
    await rest.return(undefined)
  }
}

async function openWorkbook(open: OpenFile, decoders: TableDecoders, name?: string): Promise<Table> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const chunk of open()) {
    parts.push(chunk)
    size += chunk.length
    if (size > largestWorkbook) throw new UnreadableFile('broken_workbook')
  }
  const bytes = new Uint8Array(size)
  let offset = 0
  for (const part of parts) {
    bytes.set(part, offset)
    offset += part.length
  }
  let sheets: readonly WorkbookSheet[]
  try {
    sheets = await decoders.workbook(bytes)
  } catch {
    throw new UnreadableFile('broken_workbook')
  }
  const names = sheets.map(({ sheet }) => sheet)
  const found = sheetOf(sheets, name)
  if (name !== undefined && !found) throw new UnreadableFile('no_such_sheet', names)
  const [header, ...rest] = found ? rowsOfSheet(found) : []
  const sheet = found?.sheet ?? names[0] ?? ''
  return {
    facts: { format: 'workbook', sheet, otherSheets: names.filter((other) => other !== sheet) },
    header,
    rows: inBatches(rest),
  }
}

/** Hands out rows that are in memory already as a file would. */
export async function* inBatches(rows: readonly TableRow[]): AsyncGenerator<TableRow[]> {
  for (let from = 0; from < rows.length; from += 2000) yield rows.slice(from, from + 2000)
}
