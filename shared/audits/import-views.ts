import * as z from 'zod/mini'
import { text } from '#shared/core/fields.ts'
import { importFields, refusalReasons } from './import-rules.ts'

export const importField = z.enum(importFields)
/** Which column of the file fills which field. */
export const columnMapping = z.partialRecord(importField, text(200))
export type ColumnMapping = z.infer<typeof columnMapping>

export const importOptions = z.object({
  teamId: z.uuid(),
  fileName: text(255),
  mapping: columnMapping,
  /** The label that means a violation. */
  violating: text(100),
  dryRun: z.boolean(),
  /** One bad row refuses the whole file. */
  strict: z.boolean(),
})
export type ImportOptions = z.infer<typeof importOptions>

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

/** Describes what the upload answers with, one JSON value a line. */
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
