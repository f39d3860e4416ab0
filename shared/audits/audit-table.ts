import { cleanCell, nameKey } from '#shared/tables/clean.ts'
import { type OpenFile, openTable, type Table, type TableDecoders } from '#shared/tables/read-table.ts'
import type { TableRow } from '#shared/tables/rows.ts'

/** Exports of other systems that are read without choosing columns. */
export const presets = ['coop'] as const
export type Preset = (typeof presets)[number]

export type AuditTable = Table & {
  /** Columns of the file itself, where a preset has put others in their place. */
  preset: Preset | null
}

const coopHeader = ['Decisions', 'Policies', 'Reviewer', 'Queue', 'Decision Time', 'Decision Reason', 'Link']
/** Columns that a preset makes, by the names that are recognised. */
const made = ['reference', 'case_ref', 'analyst', 'policy', 'decision', 'decided_at', 'queue']

/** Opens an audit log: a table, or the export of a system whose shape is known. @throws UnreadableFile */
export async function openAuditTable(
  open: OpenFile,
  decoders: TableDecoders,
  options: { sheet?: string | undefined } = {},
): Promise<AuditTable> {
  const table = await openTable(open, decoders, options)
  if (!isCoop(table.header)) return { ...table, preset: null }
  const { row, line, fields } = table.header
  const places = new Map(fields.map((name, place) => [nameKey(name), place]))
  return {
    facts: table.facts,
    preset: 'coop',
    header: { row, line, fields: made },
    rows: coopRows(table.rows, places),
  }
}

function isCoop(header: TableRow | undefined): header is TableRow & { fields: readonly string[] } {
  if (!header || !('fields' in header)) return false
  const names = new Set(header.fields.map(nameKey))
  return coopHeader.every((name) => names.has(nameKey(name)))
}

async function* coopRows(
  rows: AsyncGenerator<TableRow[]>,
  places: ReadonlyMap<string, number>,
): AsyncGenerator<TableRow[]> {
  for await (const batch of rows) yield batch.flatMap((row) => decisionsOf(row, places))
}

/**
 * Makes a row of each decision: Coop writes all of a job's decisions into one cell, as JSON, and beside it their policies. The
 * reference is the job with the decision's place. A row without decisions is left for the import to refuse.
 */
function decisionsOf(row: TableRow, places: ReadonlyMap<string, number>): TableRow[] {
  if ('problem' in row) return [row]
  const cell = (name: string) => cleanCell(row.fields[places.get(nameKey(name)) ?? -1] ?? '')
  const job = jobOf(cell('Link'))
  const decisions = listOf(cell('Decisions'))
  const policies = listOf(cell('Policies'))
  const rest = {
    analyst: cell('Reviewer'),
    decidedAt: instantOf(cell('Decision Time')),
    queue: cell('Queue'),
  }
  const found = decisions.length === 0 ? [''] : decisions
  return found.map((decision, place) => ({
    row: row.row,
    line: row.line,
    fields: [
      job === '' ? '' : `${job}/${place + 1}`,
      job,
      rest.analyst,
      policyOf(policies, place, decisions.length),
      decision,
      rest.decidedAt,
      rest.queue,
    ],
  }))
}

/** Policies stand beside their decisions; one stands for all, and a decision without any says so. */
function policyOf(policies: readonly string[], place: number, decisions: number): string {
  if (policies.length === 0) return 'no policy'
  if (policies.length === decisions) return policies[place] ?? ''
  return policies.join('; ')
}

/** A cell of several words as JSON; a word alone is a list of one. */
function listOf(text: string): string[] {
  try {
    const value: unknown = JSON.parse(text)
    const items = Array.isArray(value) ? value : [value]
    return items.map(nameOf).filter((name) => name !== '')
  } catch {
    return text === '' ? [] : [text]
  }
}

/** A decision or policy is a word, or an object that is called by its name. */
function nameOf(item: unknown): string {
  if (typeof item === 'string') return cleanCell(item)
  if (typeof item !== 'object' || item === null) return ''
  const name: unknown = Reflect.get(item, 'name') ?? Reflect.get(item, 'type')
  return typeof name === 'string' ? cleanCell(name) : ''
}

const jobOf = (link: string): string => /[?&]jobId=([^&#\s]+)/.exec(link)?.[1] ?? ''

/** Coop writes UTC as an American clock without saying so: 11/03/2026, 02:05:00 PM. */
function instantOf(text: string): string {
  const found = /^(\d{1,2})\/(\d{1,2})\/(\d{4}),? (\d{1,2}):(\d{2})(?::(\d{2}))?(?: ?([AP])M)?$/i.exec(text)
  if (!found) return text
  const [, month = '', day = '', year, hour = '', minute, second = '00', half] = found
  const hours = half ? (Number(hour) % 12) + (half.toUpperCase() === 'P' ? 12 : 0) : Number(hour)
  const two = (number: number | string) => String(number).padStart(2, '0')
  return `${year}-${two(month)}-${two(day)}T${two(hours)}:${minute}:${second}Z`
}
