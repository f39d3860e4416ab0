import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { RawRating } from '#shared/statistics/clean-ratings.ts'
import { cleanCell } from '#shared/tables/clean.ts'
import { columnsOf } from '#shared/tables/header.ts'
import { type LabelStudioFile, labelStudioRatings } from '#shared/tables/label-studio.ts'
import type { FileFacts } from '#shared/tables/read-table.ts'
import type { TableRow } from '#shared/tables/rows.ts'
import { columnNamed, openedTable } from './import-mapping.ts'
import { required, UsageError } from './program.ts'

interface Ratings {
  facts: FileFacts | null
  ratings: RawRating[]
  labelStudio?: Omit<LabelStudioFile, 'ratings'>
}

type Columns = { unit?: string; rater?: string; value?: string; sheet?: string }

/** Reads a table of ratings, or a JSON export of Label Studio. A row that cannot be read refuses the file by its row. */
export async function readRatings(file: string, columns: Columns): Promise<Ratings> {
  if (path.extname(file).toLowerCase() === '.json') return await readLabelStudio(file)
  const wanted = {
    unit: required(columns.unit, '--unit'),
    rater: required(columns.rater, '--rater'),
    value: required(columns.value, '--value'),
  }
  const { facts, header, rows } = await openedTable(file, columns.sheet)
  if (!header) throw new UsageError('The file is empty')
  const cells = cellsOf(header, Number.POSITIVE_INFINITY)
  const known = columnsOf(cells)
  const [unit, rater, value] = [wanted.unit, wanted.rater, wanted.value].map(
    (name) => columnNamed(known, name).place,
  )
  const ratings: RawRating[] = []
  for await (const batch of rows) {
    for (const row of batch) {
      const fields = cellsOf(row, cells.length)
      const cell = (place: number | undefined) => fields[place ?? -1] ?? ''
      const rating = { row: row.row, unit: cell(unit), rater: cell(rater), value: cell(value) }
      for (const field of ['unit', 'rater'] as const)
        if (cleanCell(rating[field]) === '')
          throw new UsageError(`${placeOf(row)}: ${wanted[field]} is missing`)
      ratings.push(rating)
    }
  }
  return { facts, ratings }
}

const problems = {
  wrong_encoding: 'its bytes are no letters of the encoding of the file',
  broken_quotes: 'its quotation marks do not close',
  too_long: 'it is too long',
}

const placeOf = ({ row, line }: TableRow) =>
  row === line ? `Row ${row}` : `Row ${row} (line ${line} of the file)`

/** A row with more cells than the header has was shifted by a delimiter within a cell; one with fewer lacks cells at its end. */
function cellsOf(row: TableRow, columns: number): readonly string[] {
  if ('problem' in row) throw new UsageError(`${placeOf(row)} cannot be read: ${problems[row.problem]}`)
  if (row.fields.slice(columns).some((field) => cleanCell(field) !== ''))
    throw new UsageError(
      `${placeOf(row)} cannot be read: it has ${row.fields.length} cells where the header has ${columns}; a cell with a delimiter in it wants quotation marks`,
    )
  return row.fields
}

async function readLabelStudio(file: string): Promise<Ratings> {
  const text = (await readFile(file, 'utf8')).replace(/^\ufeff/, '')
  let tasks: unknown
  try {
    tasks = JSON.parse(text)
  } catch {
    throw new UsageError('The file is no JSON')
  }
  const found = labelStudioRatings(tasks)
  if (!found) throw new UsageError('The file is no export of Label Studio: a list of tasks with annotations')
  const { ratings, ...labelStudio } = found
  return { facts: null, ratings, labelStudio }
}
