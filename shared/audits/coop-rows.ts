import { cleanCell, nameKey } from '#shared/tables/clean.ts'
import type { TableRow } from '#shared/tables/rows.ts'
import { countSkipped, type Skipped } from '#shared/tables/skipped.ts'

const decisionsHeader = [
  'Decisions',
  'Policies',
  'Reviewer',
  'Queue',
  'Decision Time',
  'Decision Reason',
  'Link',
]
const skipsHeader = ['Reviewer', 'Queue', 'Decision Time', 'Link']
/** Columns that are made of them, by the names that are recognised. */
export const coopColumns = ['reference', 'case_ref', 'analyst', 'policy', 'decision', 'decided_at', 'queue']

type Header = TableRow & { fields: readonly string[] }

/** Returns where the columns of Coop's export of decisions stand; undefined in every other table. */
export function placesOfDecisions(header: Header): ReadonlyMap<string, number> | undefined {
  const places = placesOf(header)
  return decisionsHeader.every((name) => places.has(nameKey(name))) ? places : undefined
}

/** Returns where the columns of Coop's export of skips stand, which has these and no others. */
export function placesOfSkips(header: Header): ReadonlyMap<string, number> | undefined {
  const places = placesOf(header)
  const all = skipsHeader.every((name) => places.has(nameKey(name)))
  return all && places.size === skipsHeader.length ? places : undefined
}

const placesOf = ({ fields }: Header) => new Map(fields.map((name, place) => [nameKey(name), place]))

/**
 * Counts the jobs that reviewers left to others, by queue alone: they show which topics are hard to decide, and are nobody's
 * score.
 */
export async function coopSkips(
  rows: AsyncGenerator<TableRow[]>,
  places: ReadonlyMap<string, number>,
): Promise<Skipped[]> {
  const skipped = countSkipped()
  for await (const batch of rows)
    for (const row of batch)
      if ('fields' in row)
        skipped.add(cleanCell(row.fields[places.get(nameKey('Queue')) ?? -1] ?? '') || '-', 'left_to_others')
  return skipped.list().sort((a, b) => b.rows - a.rows)
}

/** Returns the decisions of the table's rows, one a row. */
export async function* coopRows(
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
