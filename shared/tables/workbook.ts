import type { TableRow } from './rows.ts'

/** A cell as the library hands it over: a date is the wall clock that the cell shows, in UTC. */
export type WorkbookCell = string | number | boolean | Date | null
export interface WorkbookSheet {
  sheet: string
  data: readonly (readonly WorkbookCell[])[]
}

/** Reads what the library hands over, whose types call a cell's date by its constructor. */
export function sheetsFrom(found: readonly { sheet: string; data: readonly unknown[] }[]): WorkbookSheet[] {
  return found.map(({ sheet, data }) => ({ sheet, data: data.map(cellsFrom) }))
}

function cellsFrom(row: unknown): WorkbookCell[] {
  if (!Array.isArray(row)) return []
  return row.map((cell: unknown) =>
    typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean' || cell instanceof Date
      ? cell
      : null,
  )
}

/** Returns the sheet of that name, else the first that is not empty; undefined where there is none. */
export function sheetOf(sheets: readonly WorkbookSheet[], name?: string): WorkbookSheet | undefined {
  if (name !== undefined) return sheets.find(({ sheet }) => sheet.trim() === name.trim())
  return sheets.find(({ data }) => data.some((cells) => cells.some((cell) => textOfCell(cell).trim() !== '')))
}

/** Returns a sheet's rows as a text file would have them, numbered as the sheet numbers them. */
export function rowsOfSheet({ data }: WorkbookSheet): TableRow[] {
  return data.flatMap((cells, place) => {
    const fields = cells.map(textOfCell)
    const row = place + 1
    return fields.every((field) => field.trim() === '') ? [] : [{ row, line: row, fields }]
  })
}

/** Returns a cell's text: a date as the clock it shows, a number with all of its digits. */
export function textOfCell(cell: WorkbookCell): string {
  if (cell === null) return ''
  if (cell instanceof Date) return textOfDate(cell)
  // Beyond this the workbook itself has lost digits: such a number is shown as what it is, and refused as a reference.
  if (typeof cell === 'number' && Math.abs(cell) > Number.MAX_SAFE_INTEGER)
    return cell.toExponential().replace('e', 'E')
  return String(cell)
}

/** Dates are fractions of days with rounding errors; nobody decides within a second. */
function textOfDate(date: Date): string {
  const seconds = Math.round(date.getTime() / 1000) * 1000
  if (Number.isNaN(seconds)) return ''
  const [day = '', time = ''] = new Date(seconds).toISOString().split('T')
  return `${day} ${time.slice(0, 8)}`
}
