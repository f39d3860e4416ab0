import { isUtf8 } from 'node:buffer'

/**
 * Reads comma-, semicolon- or tab-separated text (RFC 4180) from bytes as they come. A row that cannot be read is named
 * by its line and passed over, so that one broken row does not take the rest of the file with it. The encoding is UTF-8,
 * with or without a byte order mark.
 */
export type CsvRow =
  /** `line` is the line of the file in which the row begins, the first being 1. */
  { line: number; fields: readonly string[] } | { line: number; problem: CsvProblem }
export type CsvProblem = 'wrong_encoding' | 'broken_quotes'

interface Line {
  text: string
  /** Its bytes are not UTF-8, or hold a NUL, which no text has and UTF-16 is full of. */
  garbled: boolean
}

/** A quote that is not closed within so many lines was never meant to span them. */
const longestRow = 200
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
  let first = true
  for await (const chunk of source) {
    const end = chunk.lastIndexOf(10)
    if (end === -1) {
      begun.push(chunk)
      continue
    }
    yield decode(Buffer.concat([...begun, chunk.subarray(0, end)]), first)
    begun = [chunk.subarray(end + 1)]
    first = false
  }
  const rest = Buffer.concat(begun)
  if (rest.length > 0) yield decode(rest, first)
}

function decode(bytes: Buffer, first: boolean): Line[] {
  const marked = first && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  const block = marked ? bytes.subarray(3) : bytes
  if (isUtf8(block) && !block.includes(0)) {
    return block
      .toString()
      .split('\n')
      .map((text) => ({ text: withoutReturn(text), garbled: false }))
  }
  const lines: Line[] = []
  for (let from = 0; from <= block.length; ) {
    const offset = block.indexOf(10, from)
    const to = offset === -1 ? block.length : offset
    const line = block.subarray(from, to)
    lines.push({ text: withoutReturn(line.toString()), garbled: !isUtf8(line) || line.includes(0) })
    from = to + 1
  }
  return lines
}

const withoutReturn = (text: string) => (text.endsWith('\r') ? text.slice(0, -1) : text)

function rowReader() {
  let delimiter: string | undefined
  let next = 1
  /** Lines of a row whose quote is still open. */
  let open: Line[] = []

  const begin = (line: Line, offset: number): CsvRow | 'open' | undefined => {
    if (line.text.trim() === '' && !line.garbled) return undefined
    delimiter ??= delimiterOf(line.text)
    const fields = split(line.text, delimiter)
    if (fields === 'open') return 'open'
    if (line.garbled) return { line: offset, problem: 'wrong_encoding' }
    return fields === 'broken' ? { line: offset, problem: 'broken_quotes' } : { line: offset, fields }
  }

  const carryOn = (line: Line): CsvRow | undefined => {
    open.push(line)
    // Only another quote can close the row.
    if (!line.text.includes('"')) return undefined
    const fields = split(open.map(({ text }) => text).join('\n'), delimiter ?? ',')
    if (fields === 'open') return undefined
    const offset = next - open.length + 1
    const garbled = open.some((part) => part.garbled)
    open = []
    if (garbled) return { line: offset, problem: 'wrong_encoding' }
    return fields === 'broken' ? { line: offset, problem: 'broken_quotes' } : { line: offset, fields }
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
      const row = open.length > 0 ? carryOn(line) : begin(line, next)
      if (row === 'open') open = [line]
      else if (row) rows.push(row)
      next += 1
      if (open.length > longestRow) rows.push(...giveUp())
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

function split(text: string, delimiter: string): string[] | 'open' | 'broken' {
  if (!text.includes('"')) return text.split(delimiter)
  const fields: string[] = []
  for (let from = 0; ; ) {
    if (text[from] === '"') {
      const closing = closingQuote(text, from + 1)
      if (closing === -1) return 'open'
      fields.push(text.slice(from + 1, closing).replaceAll('""', '"'))
      if (closing + 1 === text.length) return fields
      if (text[closing + 1] !== delimiter) return 'broken'
      from = closing + 2
    } else {
      const offset = text.indexOf(delimiter, from)
      fields.push(offset === -1 ? text.slice(from) : text.slice(from, offset))
      if (offset === -1) return fields
      from = offset + 1
    }
  }
}

/** The quote that ends a field begun before `from`: one that is not doubled. -1 where there is none. */
function closingQuote(text: string, from: number): number {
  for (let offset = text.indexOf('"', from); offset !== -1; offset = text.indexOf('"', offset + 2)) {
    if (text[offset + 1] !== '"') return offset
  }
  return -1
}
