import { jsonOf } from '#shared/tables/json-file.ts'
import { overturns, ozoneFile } from '#shared/tables/ozone.ts'
import {
  inBatches,
  type OpenFile,
  openTable,
  type Table,
  type TableDecoders,
  UnreadableFile,
} from '#shared/tables/read-table.ts'
import type { Skipped } from '#shared/tables/skipped.ts'
import { coopColumns, coopRows, coopSkips, placesOfDecisions, placesOfSkips } from './coop-rows.ts'
import { ozoneColumns, ozoneRows } from './ozone-rows.ts'

/** Exports of other systems that are read without choosing columns. */
export const presets = ['coop', 'coop_skips', 'ozone'] as const
export type Preset = (typeof presets)[number]

export type AuditTable = Table & {
  /** The system's export that it is: columns of its own stand in the place of the file's. */
  preset: Preset | null
  /** Entries of the file that are no decisions. */
  skipped: Skipped[]
  /** Words of its verified decisions that nobody decides by. */
  overturns: readonly string[]
}

type Options = { sheet?: string | undefined }

/** Opens an audit log: a table, or the export of a system whose shape is known. @throws UnreadableFile */
export async function openAuditTable(
  open: OpenFile,
  decoders: TableDecoders,
  options: Options = {},
): Promise<AuditTable> {
  const ozone = await openOzone(open)
  if (ozone) return ozone
  const table = await openTable(open, decoders, options)
  const { header, facts } = table
  const plain = { skipped: [], overturns: [] }
  if (!header || 'problem' in header) return { ...table, ...plain, preset: null }
  const made = { ...plain, facts, header: { ...header, fields: coopColumns } }
  const decisions = placesOfDecisions(header)
  if (decisions) return { ...made, preset: 'coop', rows: coopRows(table.rows, decisions) }
  const skips = placesOfSkips(header)
  if (!skips) return { ...table, ...plain, preset: null }
  return { ...made, preset: 'coop_skips', skipped: await coopSkips(table.rows, skips), rows: inBatches([]) }
}

/** Opens the rows that a file itself has, to write some of them back; JSON has none, and gives those that are made of it. */
export async function openOwnRows(
  open: OpenFile,
  decoders: TableDecoders,
  options: Options = {},
): Promise<Table> {
  return (await openOzone(open)) ?? (await openTable(open, decoders, options))
}

/** Opens events of Ozone; undefined where the file is no JSON. */
async function openOzone(open: OpenFile): Promise<AuditTable | undefined> {
  const json = await jsonOf(open)
  if (json === undefined) return undefined
  const file = ozoneFile(json)
  if (!file) throw new UnreadableFile('unknown_json')
  return {
    facts: { format: 'ozone', events: file.events },
    preset: 'ozone',
    skipped: file.skipped,
    overturns,
    header: { row: 0, line: 0, fields: ozoneColumns },
    rows: inBatches(ozoneRows(file)),
  }
}
