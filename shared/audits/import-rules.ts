import type { ColumnMapping } from './import-views.ts'

/** Lists what a column of a file can be. The first six are needed. */
export const importFields = [
  'reference',
  'case_ref',
  'analyst',
  'policy',
  'decision',
  'decided_at',
  'verified_decision',
  'moderator_decision',
  'kind',
  'queue',
  'language',
  'targeted',
  'inclusion_probability',
] as const
export type ImportField = (typeof importFields)[number]
export const neededFields: readonly ImportField[] = [
  'reference',
  'case_ref',
  'analyst',
  'policy',
  'decision',
  'decided_at',
]

const usualNames: Record<ImportField, readonly string[]> = {
  reference: ['audit_ref', 'reference', 'ref', 'audit_id'],
  case_ref: ['case_ref', 'case', 'case_id'],
  analyst: ['analyst', 'analyst_id', 'rater'],
  policy: ['policy'],
  decision: ['decision', 'analyst_decision'],
  decided_at: ['decided_at', 'audited_at', 'date'],
  verified_decision: ['gold_decision', 'verified_decision', 'verified', 'gold'],
  moderator_decision: ['moderator_decision', 'original_decision'],
  kind: ['kind', 'type'],
  queue: ['queue'],
  language: ['language', 'lang'],
  targeted: ['targeted'],
  inclusion_probability: ['inclusion_probability', 'pi'],
}

/** The mapping that a file's own column names suggest. */
export function suggestMapping(columns: readonly string[]): ColumnMapping {
  const byName = new Map(columns.map((column) => [column.trim().toLowerCase(), column]))
  const mapping: ColumnMapping = {}
  for (const field of importFields) {
    const column = usualNames[field].map((name) => byName.get(name)).find((found) => found !== undefined)
    if (column !== undefined) mapping[field] = column
  }
  return mapping
}

export const refusalReasons = [
  'missing',
  'unknown_analyst',
  'bad_date',
  'future_date',
  'bad_value',
  'too_long',
  'duplicate_in_file',
  'reference_has_other_content',
  'wrong_number_of_columns',
  'broken_quotes',
  'wrong_encoding',
] as const
