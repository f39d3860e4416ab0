import { isUtf8 } from 'node:buffer'

/**
 * Reads comma-, semicolon- or tab-separated text (RFC 4180) from bytes as they come. A row that cannot be read is named
 * by its line and passed over, so that one broken row does not take the rest of the file with it. The encoding is UTF-8,
 * with or without a byte order mark.
 */
export type CsvRow =
  /** `line` is the line of the file in which the row begins, the first being 1. */
  { line: number; fields: readonly string[] } | { line: number; problem: CsvProblem }
export type CsvProblem = 'wrong_encoding' | 'broken_quotes' | 'too_long'

interface Line {
  text: string
  /** Its bytes are not UTF-8, or hold a NUL, which no text has and UTF-16 is full of. */
  garbled: boolean
  /** It went on beyond `longestLine`; only its beginning is kept. */
  cut: boolean
}

/** A quote that is not closed within so many lines was never meant to span them. */
const longestRow = 200
/** Bytes of a line, and characters of the lines of one row. */
const longestLine = 1_000_000
const delimiters = [',', '\t', ';'] as const

/** Batches of rows, in the file's order, the header first; empty lines are left out. */
export async function* readCsv(source: AsyncIterable<Uint8Array>): AsyncGenerator<CsvRow[]> {
  const reader = rowReader()
  for await (const lines of linesOf(source)) {
    const rows = reader.take(lines)
    if (rows.length > 0) yield rows
  }
  const last = reader.end()
  if (last.length > 0) yield last
}

async function* linesOf(source: AsyncIterable<Uint8Array>): AsyncGenerator<Line[]> {
  let begun: Uint8Array[] = []
  let size = 0
  let first = true
  for await (const chunk of source) {
    const end = chunk.lastIndexOf(10)
    if (end === -1) {
      // What comes after is not kept, however long the line goes on.
      if (size <= longestLine) begun.push(chunk)
      size += chunk.length
      continue
    }
    const head = size > longestLine ? chunk.subarray(chunk.indexOf(10), end) : chunk.subarray(0, end)
    yield decode(Buffer.concat([...begun, head]), { first, cut: size > longestLine })
    begun = [chunk.subarray(end + 1)]
    size = chunk.length - end - 1
    first = false
  }
  const rest = Buffer.concat(begun)
  if (rest.length > 0) yield decode(rest, { first, cut: size > longestLine })
}

/** Splits a block into its lines; `cut`: the first of them is not whole. */
function decode(bytes: Buffer, { first, cut }: { first: boolean; cut: boolean }): Line[] {
  const marked = first && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  const block = marked ? bytes.subarray(3) : bytes
  if (!cut && isUtf8(block) && !block.includes(0)) {
    return block
      .toString()
      .split('\n')
      .map((text) => ({ text: withoutReturn(text), garbled: false, cut: text.length > longestLine }))
  }
  const lines: Line[] = []
  for (let from = 0; from <= block.length; ) {
    const offset = block.indexOf(10, from)
    const to = offset === -1 ? block.length : offset
    const line = block.subarray(from, to)
    const isCut = (cut && from === 0) || line.length > longestLine
    const garbled = !isCut && (!isUtf8(line) || line.includes(0))
    lines.push({ text: isCut ? '' : withoutReturn(line.toString()), garbled, cut: isCut })
    from = to + 1
  }
  return lines
}

const withoutReturn = (text: string) => (text.endsWith('\r') ? text.slice(0, -1) : text)

function rowReader() {
  let delimiter: string | undefined
  let next = 1
  /** Lines of a row whose quote is still open, how long they are together, and what was read of them. */
  let open: Line[] = []
  let openLength = 0
  let row = createRow()

  const begin = (line: Line, offset: number): CsvRow | 'open' | undefined => {
    if (line.cut) return { line: offset, problem: 'too_long' }
    if (line.text.trim() === '' && !line.garbled) return undefined
    delimiter ??= delimiterOf(line.text)
    row = createRow()
    const state = row.read(line.text, delimiter)
    if (state === 'open') return 'open'
    if (line.garbled) return { line: offset, problem: 'wrong_encoding' }
    return state === 'broken'
      ? { line: offset, problem: 'broken_quotes' }
      : { line: offset, fields: row.fields }
  }

  const carryOn = (line: Line): CsvRow | undefined => {
    open.push(line)
    openLength += line.text.length
    const state = row.read(line.text, delimiter ?? ',')
    if (state === 'open') return undefined
    const offset = next - open.length + 1
    const garbled = open.some((part) => part.garbled)
    open = []
    if (garbled) return { line: offset, problem: 'wrong_encoding' }
    return state === 'broken'
      ? { line: offset, problem: 'broken_quotes' }
      : { line: offset, fields: row.fields }
  }

  /** Names the row that never ended and reads the lines after its first anew. */
  const giveUp = (): CsvRow[] => {
    const [, ...after] = open
    const offset = next - open.length + 1
    open = []
    next = offset
    return [{ line: offset - 1, problem: 'broken_quotes' }, ...take(after)]
  }

  function take(lines: readonly Line[]): CsvRow[] {
    const rows: CsvRow[] = []
    for (const line of lines) {
      const found = open.length > 0 ? carryOn(line) : begin(line, next)
      if (found === 'open') {
        open = [line]
        openLength = line.text.length
      } else if (found) rows.push(found)
      next += 1
      if (open.length > longestRow || (open.length > 1 && openLength > longestLine)) rows.push(...giveUp())
    }
    return rows
  }

  function end(): CsvRow[] {
    const rows: CsvRow[] = []
    while (open.length > 0) rows.push(...giveUp())
    return rows
  }
  return { take, end }
}

/** The one of the three that stands most often in the header, outside quotes. */
function delimiterOf(header: string): string {
  const bare = header.replace(/"[^"]*"/g, '')
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
    if (closing + 1 === text.length) return 'whole'
    return text[closing + 1] === delimiter ? closing + 2 : 'broken'
  }

  function read(text: string, delimiter: string): 'open' | 'broken' | 'whole' {
    let from = 0
    if (quoted) {
      const after = readQuoted(text, 0, delimiter)
      if (typeof after === 'string') return after
      from = after
    }
    for (;;) {
      if (text[from] === '"') {
        const after = readQuoted(text, from + 1, delimiter)
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

/** The quote that ends a field begun before `from`: one that is not doubled. -1 where there is none. */
function closingQuote(text: string, from: number): number {
  for (let offset = text.indexOf('"', from); offset !== -1; offset = text.indexOf('"', offset + 2)) {
    if (text[offset + 1] !== '"') return offset
  }
  return -1
}
