import { strToU8, Zip, ZipDeflate } from 'fflate'
import { writeCsv } from '#shared/tables/write.ts'

type Row = Readonly<Record<string, unknown>>
interface Copy {
  tables: Readonly<Record<string, { feature: string; contents: string; rows: readonly Row[] }>>
  names: readonly Row[]
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function csvOf(rows: readonly Row[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  return writeCsv([columns, ...rows.map((row) => columns.map((column) => cell(row[column])))])
}

/** Returns a copy of somebody's data as tables: a zip with a CSV for each that has rows, the names, and a list of all. */
export async function tablesOf(file: Blob): Promise<Blob> {
  const { tables, names }: Copy = JSON.parse(await file.text())
  const parts: Uint8Array<ArrayBuffer>[] = []
  let failure: unknown
  const zip = new Zip((error, part) => {
    failure ??= error
    parts.push(new Uint8Array(part))
  })
  async function add(name: string, rows: readonly Row[]): Promise<void> {
    const entry = new ZipDeflate(`${name}.csv`)
    zip.add(entry)
    entry.push(strToU8(csvOf(rows)), true)
    // The screen is drawn between two tables.
    await new Promise((resolve) => setTimeout(resolve))
  }
  const all = Object.entries(tables)
  await add(
    'contents',
    all.map(([table, { feature, contents, rows }]) => ({ table, feature, contents, rows: rows.length })),
  )
  await add('names', names)
  for (const [table, { rows }] of all) if (rows.length > 0) await add(table, rows)
  zip.end()
  if (failure) throw failure
  return new Blob(parts, { type: 'application/zip' })
}
