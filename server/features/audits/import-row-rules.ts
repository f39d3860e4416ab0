import type { ImportField } from '#shared/audits/import-rules.ts'
import { importFields, neededFields } from '#shared/audits/import-rules.ts'
import type { ColumnMapping, Refusal } from '#shared/audits/import-views.ts'
import type { auditKinds } from '#shared/audits/rules.ts'
import { auditKind } from '#shared/audits/views.ts'
import { AppError } from '#shared/core/errors.ts'

/** Holds what a row says, before anybody asked whose it is and whether it is known. */
export interface DraftAudit {
  /** Line of the file. */
  row: number
  reference: string
  case_ref: string
  /** Reference or name, as the file has it. */
  analyst: string
  policy: string
  decision: string
  decided_at: string
  verified_decision: string | null
  moderator_decision: string | null
  kind: (typeof auditKinds)[number]
  queue: string | null
  language: string | null
  targeted: boolean
  inclusion_probability: number | null
}

export type Refused = Omit<Refusal, 'row'>

/** A row that cannot be taken, thrown while it is read. */
export class RowRefused extends Error {
  readonly refused: Refused
  constructor(reason: Refused['reason'], field: Refused['field'] = null, value: string | null = null) {
    super(reason)
    this.refused = { reason, field, value: value === null ? null : [...value].slice(0, 80).join('') }
  }
}

const longest = 200
const yes = new Set(['true', 't', 'yes', 'y', '1'])
const no = new Set(['', 'false', 'f', 'no', 'n', '0'])

/** Where each field stands in a row. INVALID where the mapping lacks a needed field or names a column that is not there. */
export function placesOf(header: readonly string[], mapping: ColumnMapping): Map<ImportField, number> {
  const columns = header.map((name) => name.trim().normalize())
  const places = new Map<ImportField, number>()
  for (const field of importFields) {
    const column = mapping[field]?.trim().normalize()
    if (column === undefined) {
      if (!neededFields.includes(field)) continue
      throw new AppError('INVALID', { field, reason: 'import_field_unmapped' })
    }
    const place = columns.indexOf(column)
    if (place === -1) throw new AppError('INVALID', { field, reason: 'import_column_missing' })
    places.set(field, place)
  }
  return places
}

/** Reads one row; throws RowRefused for the first thing that is wrong with it, in the order of the fields. */
export function readRow(
  row: number,
  fields: readonly string[],
  { places, columns }: { places: ReadonlyMap<ImportField, number>; columns: number },
): DraftAudit {
  if (fields.length !== columns) throw new RowRefused('wrong_number_of_columns', null, String(fields.length))
  const text = (field: ImportField): string => {
    const place = places.get(field)
    const value = place === undefined ? '' : (fields[place] ?? '').trim().normalize()
    if (value.length > longest) throw new RowRefused('too_long', field, value)
    return value
  }
  const needed = (field: ImportField): string => {
    const value = text(field)
    if (value === '') throw new RowRefused('missing', field)
    return value
  }
  const optional = (field: ImportField): string | null => text(field) || null
  return {
    row,
    reference: needed('reference'),
    case_ref: needed('case_ref'),
    analyst: needed('analyst'),
    policy: needed('policy'),
    decision: needed('decision'),
    decided_at: needed('decided_at'),
    verified_decision: optional('verified_decision'),
    moderator_decision: optional('moderator_decision'),
    kind: kindOf(text('kind')),
    queue: optional('queue'),
    language: optional('language'),
    targeted: targetedOf(text('targeted')),
    inclusion_probability: probabilityOf(text('inclusion_probability')),
  }
}

function kindOf(value: string): DraftAudit['kind'] {
  if (value === '') return 'audit'
  const kind = auditKind.safeParse(value.toLowerCase().replace(/[ -]/g, '_'))
  if (!kind.success) throw new RowRefused('bad_value', 'kind', value)
  return kind.data
}

function targetedOf(value: string): boolean {
  const folded = value.toLowerCase()
  if (!yes.has(folded) && !no.has(folded)) throw new RowRefused('bad_value', 'targeted', value)
  return yes.has(folded)
}

function probabilityOf(value: string): number | null {
  if (value === '') return null
  const probability = Number(value)
  if (!(probability > 0 && probability <= 1))
    throw new RowRefused('bad_value', 'inclusion_probability', value)
  return probability
}
