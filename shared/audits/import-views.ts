import * as z from 'zod/mini'
import { text, upTo } from '#shared/core/fields.ts'
import { personRef } from '#shared/people/views.ts'
import { encodingReasons, encodings } from '#shared/tables/encoding.ts'
import { skipReasons } from '#shared/tables/skipped.ts'
import { importFields, refusalReasons } from './import-rules.ts'
import { outcomes } from './rules.ts'

export const importField = z.enum(importFields)
/** Which column of the file fills which field. */
export const columnMapping = z.partialRecord(importField, text(200))
export type ColumnMapping = z.infer<typeof columnMapping>

/** Holds what was chosen for a file beyond its columns, and is kept for the team's next one. */
export const importSettings = z.object({
  /** Which of two numbers before a year is the day. */
  dayOrder: z.optional(z.enum(['dmy', 'mdy'])),
  /** The policy that a word of the file means, by its code; a code that is not there is made. */
  policies: z.optional(z.array(z.object({ word: text(200), code: text(200) })).check(z.maxLength(1000))),
  /** The sheet of a workbook. */
  sheet: z.optional(upTo(200)),
})

export const importOptions = z.extend(importSettings, {
  teamId: z.uuid(),
  fileName: text(255),
  mapping: columnMapping,
  /** The label that means a violation. */
  violating: text(100),
  dryRun: z.boolean(),
  /** One bad row refuses the whole file. */
  strict: z.boolean(),
  /** Makes every policy that is not known, instead of refusing its rows. */
  makePolicies: z.optional(z.boolean()),
  /** Makes people whom nobody of the organisation is called like, as analysts of the team, instead of refusing their rows. */
  makePeople: z.optional(z.boolean()),
  /** Takes rows of before an analyst's first day in the team: the first row's day becomes it, for audits alone. */
  earlierDays: z.optional(z.boolean()),
})
export type ImportOptions = z.infer<typeof importOptions>

export const refusal = z.object({
  /** The row as a spreadsheet counts it, the header being the first that is not empty. */
  row: z.int(),
  /** The line of the file, where cells of several lines make it another number. */
  line: z.optional(z.int()),
  reason: z.enum(refusalReasons),
  field: z.nullable(importField),
  /** The value, cut to 80 characters. */
  value: z.nullable(z.string()),
})
export type Refusal = z.infer<typeof refusal>

export const fileFacts = z.discriminatedUnion('format', [
  z.object({
    format: z.literal('text'),
    encoding: z.enum(encodings),
    reason: z.enum(encodingReasons),
    delimiter: z.nullable(z.string()),
  }),
  z.object({ format: z.literal('workbook'), sheet: z.string(), otherSheets: z.array(z.string()) }),
  z.object({ format: z.literal('ozone'), events: z.int() }),
])

/** A word of the file with the number of rows that say it. */
const wordCount = z.object({ word: z.string(), rows: z.int() })
export type WordCount = z.infer<typeof wordCount>

/** Describes what the file says beyond single rows, for somebody to decide on before anything is stored. */
export const importFindings = z.object({
  /** People whom it makes, or would make. */
  newPeople: z.array(wordCount),
  /** Names that mean nobody of the organisation. */
  unknownPeople: z.array(wordCount),
  /** Analysts of the team, on days before their first known one. */
  earlierPeople: z.array(wordCount),
  /** Names of people who are known, and were not in the team on those days. */
  absentPeople: z.array(wordCount),
  /** Names that more than one person has; `instead`: references that mean one of them. */
  sameNames: z.array(z.extend(wordCount, { instead: z.array(z.string()) })),
  /** Names that nobody can tell apart by eye. */
  confusables: z.array(z.array(z.string())),
  /** Policies that it makes, or would make. */
  newPolicies: z.array(wordCount),
  unknownPolicies: z.array(wordCount),
  /** Every word of the columns that hold decisions. `known`: it stands among the decisions, or means a violation. */
  verdicts: z.array(
    z.extend(wordCount, {
      field: z.enum(['decision', 'verified_decision', 'moderator_decision']),
      known: z.boolean(),
    }),
  ),
  /** Words that were taken for "no value". */
  noValues: z.array(wordCount),
  /** Rows whose day and month could be either, with the first such date. */
  ambiguousDates: z.nullable(z.object({ rows: z.int(), example: z.string() })),
  /** Entries of an export of another system that are no decisions. */
  skipped: z.optional(z.array(z.extend(wordCount, { reason: z.enum(skipReasons) }))),
})
export type ImportFindings = z.infer<typeof importFindings>

export const importReport = z.object({
  /** Null on a dry run and where nothing was stored. */
  importId: z.nullable(z.uuid()),
  dryRun: z.boolean(),
  read: z.int(),
  added: z.int(),
  /** Those of the added rows that have a verified decision. */
  verified: z.int(),
  /** Those of the added rows that a machine decided alone: they are in no person's figures. */
  machines: z._default(z.int(), 0),
  /** How many of those added came out how. */
  outcomes: z.partialRecord(z.enum(outcomes), z.int()),
  /** Known rows whose verification came later, or came again. */
  updated: z.int(),
  unchanged: z.int(),
  refused: z.int(),
  /** The first 5,000, in the file's order. */
  refusals: z.array(refusal),
  /** How often each reason was given, over the whole file. */
  reasons: z.record(z.string(), z.int()),
  file: z.nullable(fileFacts),
  findings: z.nullable(importFindings),
})
export type ImportReport = z.infer<typeof importReport>

export const importBatch = z.object({
  importId: z.uuid(),
  fileName: z.string(),
  at: z.string(),
  /** Null for the command line. */
  by: z.nullable(personRef),
  read: z.int(),
  added: z.int(),
  /** Those of the added rows that a machine decided alone. */
  machines: z._default(z.int(), 0),
  updated: z.int(),
  unchanged: z.int(),
  refused: z.int(),
  undoneAt: z.nullable(z.string()),
})
export type ImportBatch = z.infer<typeof importBatch>

/** A team's imports, the latest first, and what its next one begins with. */
export const importsView = z.object({
  imports: z.array(importBatch),
  policies: z.array(
    z.object({ code: z.string(), nameKo: z.nullable(z.string()), nameEn: z.nullable(z.string()) }),
  ),
  /** The choices for the last file that was not taken back. */
  kept: z.nullable(
    z.object({ mapping: columnMapping, violating: z.nullable(z.string()), settings: importSettings }),
  ),
})
export type ImportsView = z.infer<typeof importsView>

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
