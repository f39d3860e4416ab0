import { type Line, longestLine } from './lines.ts'

/** A row of a file: its cells, or why it cannot be read. */
export type TableRow = { row: number; line: number } & (
  | { fields: readonly string[] }
  | { problem: RowProblem }
)
export type RowProblem = 'wrong_encoding' | 'broken_quotes' | 'too_long'

/** A quote that is not closed within so many lines was never meant to span them. */
const longestRow = 200
const delimiters = [',', '\t', ';', '|'] as const

/** Excel's own first line, which names the delimiter and is no row. */
const separatorLine = /^\ufeff?"?sep=([^\w\s"]|\t)"?\1*[ \r]*$/i

/**
 * Reads comma-, semicolon-, tab- or bar-separated lines (RFC 4180). A row that cannot be read is named and passed over, so
 * that one broken row does not take the rest of the file with it. `line` counts lines of the file; `row` counts as a
 * spreadsheet does: a cell of several lines stands in one row, an empty line is one, and Excel's "sep=" line is none.
 */
export function rowReader() {
  let delimiter: string | undefined
  let nextLine = 1
  let nextRow = 1
  /** Lines of a row whose quote is still open, how long they are together, and what was read of them. */
  let open: Line[] = []
  let openLength = 0
  let row = createRow()

  const place = (line: number) => ({ row: nextRow++, line })

  function begin(line: Line): TableRow | 'open' | undefined {
    if (line.cut) return { ...place(nextLine), problem: 'too_long' }
    if (nextLine === 1) {
      const named = separatorLine.exec(line.text)?.[1]
      if (named !== undefined) {
        delimiter = named
        return undefined
      }
      if (line.text.startsWith('\ufeff')) line.text = line.text.slice(1)
    }
    if (line.text.trim() === '' && !line.garbled) {
      nextRow += 1
      return undefined
    }
    delimiter ??= delimiterOf(line.text)
    row = createRow()
    const state = row.read(line.text, delimiter)
    if (state === 'open') return 'open'
    if (line.garbled) return { ...place(nextLine), problem: 'wrong_encoding' }
    return state === 'broken'
      ? { ...place(nextLine), problem: 'broken_quotes' }
      : { ...place(nextLine), fields: row.fields }
  }

  function carryOn(line: Line): TableRow | undefined {
    open.push(line)
    openLength += line.text.length
    const state = row.read(line.text, delimiter ?? ',')
    if (state === 'open') return undefined
    const offset = nextLine - open.length + 1
    const garbled = open.some((part) => part.garbled)
    open = []
    if (garbled) return { ...place(offset), problem: 'wrong_encoding' }
    return state === 'broken'
      ? { ...place(offset), problem: 'broken_quotes' }
      : { ...place(offset), fields: row.fields }
  }

  /** Names the row that never ended and reads the lines after its first anew. */
  function giveUp(): TableRow[] {
    const [, ...after] = open
    const offset = nextLine - open.length + 1
    open = []
    nextLine = offset
    return [{ ...place(offset - 1), problem: 'broken_quotes' }, ...take(after)]
  }

  function take(lines: readonly Line[]): TableRow[] {
    const rows: TableRow[] = []
    for (const line of lines) {
      const found = open.length > 0 ? carryOn(line) : begin(line)
      if (found === 'open') {
        open = [line]
        openLength = line.text.length
      } else if (found && !isBlank(found)) rows.push(found)
      nextLine += 1
      if (open.length > longestRow || (open.length > 1 && openLength > longestLine)) rows.push(...giveUp())
    }
    return rows
  }

  function end(): TableRow[] {
    const rows: TableRow[] = []
    while (open.length > 0) rows.push(...giveUp())
    return rows
  }
  return { take, end, delimiter: () => delimiter ?? null }
}

/** A spreadsheet writes an empty row as delimiters alone. */
export const isBlank = (row: TableRow): boolean =>
  'fields' in row && row.fields.every((field) => field === '' || field.trim() === '')

/** Returns the delimiter that stands most often in the header, outside quotes. */
function delimiterOf(header: string): string {
  const bare = header.replace(/"[^"]*(?:"|$)/g, '')
  const counted = delimiters.map((delimiter) => ({ delimiter, times: bare.split(delimiter).length }))
  return counted.reduce((best, each) => (each.times > best.times ? each : best)).delimiter
}

/** Reads the fields of a row line by line. What was read of an open quote is kept and not read again. */
function createRow() {
  const fields: string[] = []
  /** The lines so far of a field whose quote is open. */
  let quoted: string[] | undefined

  /** Reads a quoted field that goes on at `from`. Returns where the next field begins, or how the row stands. */
  function readQuoted(text: string, from: number, delimiter: string): number | 'open' | 'broken' | 'whole' {
    const closing = closingQuote(text, from)
    quoted ??= []
    quoted.push(closing === -1 ? text.slice(from) : text.slice(from, closing))
    if (closing === -1) return 'open'
    fields.push(quoted.join('\n').replaceAll('""', '"'))
    quoted = undefined
    // Blanks between a closing quote and the next delimiter mean nothing.
    let after = closing + 1
    while (text[after] === ' ') after += 1
    if (after === text.length) return 'whole'
    return text[after] === delimiter ? after + 1 : 'broken'
  }

  function read(text: string, delimiter: string): 'open' | 'broken' | 'whole' {
    let from = 0
    if (quoted) {
      const after = readQuoted(text, 0, delimiter)
      if (typeof after === 'string') return after
      from = after
    }
    for (;;) {
      const quote = quoteAt(text, from)
      if (quote !== -1) {
        const after = readQuoted(text, quote + 1, delimiter)
        if (typeof after === 'string') return after
        from = after
      } else {
        const offset = text.indexOf(delimiter, from)
        fields.push(offset === -1 ? text.slice(from) : text.slice(from, offset))
        if (offset === -1) return 'whole'
        from = offset + 1
      }
    }
  }
  return { fields, read }
}

/** Returns where a field's opening quote stands, blanks before it passed over; -1 where the field has none. */
function quoteAt(text: string, from: number): number {
  let offset = from
  while (text[offset] === ' ') offset += 1
  return text[offset] === '"' ? offset : -1
}

/** The quote that ends a field begun before `from`: one that is not doubled. -1 where there is none. */
function closingQuote(text: string, from: number): number {
  for (let offset = text.indexOf('"', from); offset !== -1; offset = text.indexOf('"', offset + 2)) {
    if (text[offset + 1] !== '"') return offset
  }
  return -1
}
