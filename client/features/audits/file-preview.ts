/** The beginning of a file of comma-, semicolon- or tab-separated text, for a look before it is sent. */
export type FilePreview = {
  columns: readonly string[]
  rows: readonly (readonly string[])[]
}

/** Bytes that are looked at: some thousand rows. */
const previewBytes = 262_144
const delimiters = [',', '\t', ';'] as const

/** The first rows of the file. No columns where it has none, or is not text in UTF-8. */
export async function previewOf(file: Blob): Promise<FilePreview> {
  const head = file.slice(0, previewBytes)
  let text: string
  try {
    // `stream`: a letter cut in half at the end of the piece is no fault of the file.
    text = new TextDecoder('utf-8', { fatal: true }).decode(await head.arrayBuffer(), {
      stream: file.size > previewBytes,
    })
  } catch {
    return { columns: [], rows: [] }
  }
  const records = recordsOf(text, file.size > previewBytes)
  const [header = [], ...rows] = records
  const columns = header.map((name) => name.trim().normalize())
  return columns.some((name) => name !== '') ? { columns, rows } : { columns: [], rows: [] }
}

/** Records of the text, quotes understood; the last one is left out where the text was cut. */
export function recordsOf(text: string, cut: boolean): string[][] {
  const header = text.slice(0, text.indexOf('\n') === -1 ? undefined : text.indexOf('\n'))
  const delimiter = delimiterOf(header)
  const records: string[][] = []
  let record: string[] = []
  let field = ''
  let quoted = false
  const endRecord = () => {
    record.push(field.endsWith('\r') ? field.slice(0, -1) : field)
    if (record.length > 1 || record[0]?.trim()) records.push(record)
    record = []
    field = ''
  }
  for (let index = 0; index < text.length; index += 1) {
    const letter = text[index] ?? ''
    if (quoted) {
      if (letter !== '"') field += letter
      else if (text[index + 1] === '"') {
        field += '"'
        index += 1
      } else quoted = false
    } else if (letter === '"' && field === '') quoted = true
    else if (letter === delimiter) {
      record.push(field)
      field = ''
    } else if (letter === '\n') endRecord()
    else field += letter
  }
  if (!cut && (field !== '' || record.length > 0)) endRecord()
  return records
}

/** The one of the three that stands most often in the header, outside quotes. */
function delimiterOf(header: string): string {
  const bare = header.replace(/"[^"]*"/g, '')
  const counted = delimiters.map((delimiter) => ({ delimiter, times: bare.split(delimiter).length }))
  return counted.reduce((best, each) => (each.times > best.times ? each : best)).delimiter
}

/** The different values of a column, the most frequent first; compared without case and outer space. */
export function valuesOf({ columns, rows }: FilePreview, column: string | undefined): string[] {
  const place = column === undefined ? -1 : columns.indexOf(column)
  if (place === -1) return []
  const found = new Map<string, { label: string; times: number }>()
  for (const row of rows) {
    const label = (row[place] ?? '').trim()
    if (label === '') continue
    const known = found.get(label.toLowerCase())
    if (known) known.times += 1
    else found.set(label.toLowerCase(), { label, times: 1 })
  }
  return [...found.values()].sort((a, b) => b.times - a.times).map(({ label }) => label)
}

/** The value that most likely means a violation: the one that another denies, as "hateful" beside "non-hateful". */
export function likelyViolating(values: readonly string[]): string | undefined {
  const folded = values.map((value) => value.toLowerCase())
  return values.find((_, index) =>
    folded.some((other) => new RegExp(`^(non|not|no|un)[ _-]?${escaped(folded[index] ?? '')}$`).test(other)),
  )
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
