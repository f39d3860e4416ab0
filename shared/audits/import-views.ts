import * as z from 'zod/mini'

/** What a column of a file can be. The first six are needed. */
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
export const importField = z.enum(importFields)
export type ImportField = z.infer<typeof importField>
export const neededFields: readonly ImportField[] = [
  'reference',
  'case_ref',
  'analyst',
  'policy',
  'decision',
  'decided_at',
]

/** Which column of the file fills which field. */
export const columnMapping = z.partialRecord(importField, z.string().check(z.minLength(1), z.maxLength(200)))
export type ColumnMapping = z.infer<typeof columnMapping>

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

export const importOptions = z.object({
  teamId: z.uuid(),
  fileName: z.string().check(z.minLength(1), z.maxLength(255)),
  mapping: columnMapping,
  /** The label that means a violation. */
  violating: z.string().check(z.trim(), z.minLength(1), z.maxLength(100)),
  dryRun: z.boolean(),
  /** One bad row refuses the whole file. */
  strict: z.boolean(),
})
export type ImportOptions = z.infer<typeof importOptions>

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
export const refusal = z.object({
  /** Line of the record in the file, the header being 1. */
  row: z.int(),
  reason: z.enum(refusalReasons),
  field: z.nullable(importField),
  /** The value, cut to 80 characters. */
  value: z.nullable(z.string()),
})
export type Refusal = z.infer<typeof refusal>

export const importReport = z.object({
  /** Null on a dry run and where nothing was stored. */
  importId: z.nullable(z.uuid()),
  dryRun: z.boolean(),
  read: z.int(),
  added: z.int(),
  unchanged: z.int(),
  refused: z.int(),
  /** The first 200, in the file's order. */
  refusals: z.array(refusal),
  /** How often each reason was given, over the whole file. */
  reasons: z.record(z.string(), z.int()),
})
export type ImportReport = z.infer<typeof importReport>

/** What the upload answers with, one JSON value a line. */
export const importEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('progress'),
    phase: z.enum(['reading', 'storing']),
    done: z.int(),
    total: z.nullable(z.int()),
  }),
  z.object({ type: z.literal('report'), report: importReport }),
  z.object({ type: z.literal('error'), code: z.string(), reason: z.nullable(z.string()) }),
])
export type ImportEvent = z.infer<typeof importEvent>
