import { openFile, tableDecoders } from '#server/lib/table-file.ts'
import { openAuditTable, openOwnRows, type Preset } from '#shared/audits/audit-table.ts'
import { importFields, recognise } from '#shared/audits/import-rules.ts'
import { type ColumnMapping, importField } from '#shared/audits/import-views.ts'
import { type Column, columnsNamed, columnsOf, describeColumns } from '#shared/tables/header.ts'
import { openTable, type Table, UnreadableFile } from '#shared/tables/read-table.ts'
import { UsageError } from './program.ts'

/** Returns what the header suggests, with what --map says instead: column=field, comma-separated. */
export async function mappingOf(
  file: string,
  { map, sheet }: { map: string | undefined; sheet: string | undefined },
): Promise<{ mapping: ColumnMapping; preset: Preset | null }> {
  const { columns, preset } = await headerOfFile(file, sheet)
  const { mapping, ambiguous } = recognise(columns)
  for (const pair of map?.split(',') ?? []) {
    const separator = pair.lastIndexOf('=')
    const name = pair.slice(0, separator).trim()
    const field = importField.safeParse(pair.slice(separator + 1).trim())
    if (separator < 1 || !field.success)
      throw new UsageError(`--map ${pair} is not column=field; fields are ${importFields.join(', ')}`)
    columnNamed(columns, name)
    mapping[field.data] = name
  }
  const open = ambiguous.find(({ field }) => mapping[field] === undefined)
  if (open) {
    const names = describeColumns(open.columns)
    const [first] = open.columns
    throw new UsageError(
      `More than one column could be ${open.field}: ${names}. Say which: --map "${first?.name} [${first?.letter}]=${open.field}"`,
    )
  }
  return { mapping, preset }
}

/** Finds the column that a name on the command line means. */
export function columnNamed(columns: readonly Column[], name: string): Column {
  const [column, ...others] = columnsNamed(columns, name)
  if (!column)
    throw new UsageError(
      `The file has no column ${name}; it has ${columns.map((known) => known.name).join(', ')}`,
    )
  if (others.length > 0)
    throw new UsageError(
      `More than one column is called ${name}: ${describeColumns([column, ...others])}. Say which: "${column.name} [${column.letter}]"`,
    )
  return column
}

async function headerOfFile(file: string, sheet: string | undefined) {
  const { header, preset, rows } = await opened(() =>
    openAuditTable(openFile(file), tableDecoders, { sheet }),
  )
  await rows.return(undefined)
  return { columns: header && 'fields' in header ? columnsOf(header.fields) : [], preset }
}

/** Opens the rows of a file of audits of the disk as the file itself has them. */
export const openedRows = (file: string, sheet?: string): Promise<Table> =>
  opened(() => openOwnRows(openFile(file), tableDecoders, { sheet }))

/** Opens a table of the disk; what is none is the caller's mistake. */
export const openedTable = (file: string, sheet?: string): Promise<Table> =>
  opened(() => openTable(openFile(file), tableDecoders, { sheet }))

async function opened<T extends Table>(open: () => Promise<T>): Promise<T> {
  try {
    return await open()
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    const sheets = error.sheets.join(', ')
    throw new UsageError(
      {
        old_workbook:
          'This is a workbook of Excel before 2007, or one with a password: save it as .xlsx or CSV',
        broken_workbook: 'This workbook cannot be read: save it again as .xlsx or CSV',
        large_json: 'This JSON has more than 40 MB: export a shorter span of time',
        unknown_json:
          'This JSON is none that is known; read are the answers of tools.ozone.moderation.queryEvents',
        no_such_sheet: `The workbook has no such sheet; it has ${sheets}`,
      }[error.reason],
    )
  }
}
