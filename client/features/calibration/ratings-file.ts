import { openPhoneTable } from '#client/lib/phone-table.ts'
import { foldCell } from '#shared/tables/clean.ts'
import { labelStudioRatings } from '#shared/tables/label-studio.ts'
import type { RatingsFile } from './import-form.ts'

type Columns = Record<'unit' | 'rater' | 'value', number>

/** A file that was read: its rows with a guess at its columns; an export of Label Studio has neither. */
export interface ReadTable {
  header: readonly string[]
  rows: readonly { row: number; fields: readonly string[] }[]
  columns: Columns | undefined
  labelStudio: RatingsFile | undefined
}

/** Rows that a round may have: every case by every rater. */
const rowLimit = 25_000

const guesses = {
  unit: ['case', 'unit', 'item', 'task', 'id', '사례', '사례 번호', '번호'],
  rater: ['rater', 'worker', 'annotator', 'reviewer', 'name', '평가자', '이름'],
  value: ['value', 'label', 'rating', 'decision', 'choice', '값', '라벨', '판정', '평가'],
} as const

/** Reads a file of ratings. @throws Error where it is no table, or too long. */
export async function readFile(file: File): Promise<ReadTable> {
  if (/\.json$/i.test(file.name)) {
    const labelStudio = labelStudioRatings(JSON.parse((await file.text()).replace(/^\ufeff/, '')))
    if (!labelStudio) throw new Error('no export of Label Studio')
    return { header: [], rows: [], columns: undefined, labelStudio }
  }
  const table = await openPhoneTable(file)
  if (!table.header || 'problem' in table.header) throw new Error('no header')
  const header = table.header.fields
  const rows: ReadTable['rows'][number][] = []
  for await (const batch of table.rows)
    for (const row of batch) {
      if ('problem' in row || rows.length === rowLimit) throw new Error('unreadable')
      rows.push({ row: row.row, fields: row.fields })
    }
  const guess = (column: keyof Columns, otherwise: number) => {
    const known: readonly string[] = guesses[column]
    const place = header.findIndex((name) => known.includes(foldCell(name)))
    return place < 0 ? Math.min(otherwise, header.length - 1) : place
  }
  const columns = { unit: guess('unit', 0), rater: guess('rater', 1), value: guess('value', 2) }
  return { header, rows, columns, labelStudio: undefined }
}

/** Returns the ratings of a file by its columns; a row without a case or a rater is none. */
export function ratingsOf({ rows, labelStudio }: ReadTable, columns: Columns | undefined): RatingsFile {
  if (labelStudio) return labelStudio
  if (!columns) return { ratings: [], gold: [] }
  const ratings = rows.map(({ row, fields }) => ({
    row,
    unit: fields[columns.unit] ?? '',
    rater: fields[columns.rater] ?? '',
    value: fields[columns.value] ?? '',
  }))
  return { ratings: ratings.filter(({ unit, rater }) => unit.trim() !== '' && rater.trim() !== ''), gold: [] }
}
