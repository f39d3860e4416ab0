import { type ImportField, importFields, neededFields, withKept } from '#shared/audits/import-rules.ts'
import type { ColumnMapping, ImportOptions, ImportsView } from '#shared/audits/import-views.ts'
import { foldCell } from '#shared/tables/clean.ts'
import { saysNoValue } from '#shared/tables/no-value.ts'
import { type FilePreview, likelyViolating, valuesOf } from './file-preview.ts'

/** A chosen file and what the reader says of it, before it is sent. */
export type ImportForm = {
  file: File
  preview: FilePreview
  mapping: ColumnMapping
  /** The columns are those that were chosen for the team's last file. */
  isKept: boolean
  /** The label that means a violation; '' until one is chosen. */
  violating: string
  strict: boolean
  dayOrder: 'dmy' | 'mdy' | undefined
  /** The policy that each word of the file means. */
  policies: Readonly<Record<string, string>>
  /** People whom nobody in Dure is called like become analysts of the team. */
  makePeople: boolean
  /** Rows of before an analyst's first day in the team are taken. */
  earlierDays: boolean
}

/** Fields that are asked for at once; the others wait behind a line. */
export const shownFields: readonly ImportField[] = [...neededFields, 'verified_decision']
export const otherFields: readonly ImportField[] = importFields.filter(
  (field) => !shownFields.includes(field),
)

/** Both decisions of the file, because the first rows may show a label in one of them alone. */
export function labelsOf(preview: FilePreview, mapping: ColumnMapping): string[] {
  const decided = valuesOf(preview, mapping.decision)
  const known = new Set(decided.map(foldCell))
  return [
    ...decided,
    ...valuesOf(preview, mapping.verified_decision).filter((label) => !known.has(foldCell(label))),
  ].filter((label) => !saysNoValue(label, 'optional'))
}

/** Begins with what the file's columns suggest, and what was chosen for the team's last file where it has the same. */
export function formOf(file: File, preview: FilePreview, kept: ImportsView['kept'] = null): ImportForm {
  const suggested = withKept(preview.header, {})
  const mapping = kept ? withKept(preview.header, kept.mapping) : suggested
  const labels = labelsOf(preview, mapping)
  const before = labels.find((label) => foldCell(label) === foldCell(kept?.violating ?? ''))
  return {
    file,
    preview,
    mapping,
    isKept: importFields.some((field) => mapping[field] !== suggested[field]),
    violating: before ?? likelyViolating(labels) ?? '',
    strict: false,
    dayOrder: kept?.settings.dayOrder,
    makePeople: false,
    earlierDays: false,
    policies: Object.fromEntries(kept?.settings.policies?.map(({ word, code }) => [word, code]) ?? []),
  }
}

/** With another column for a field, or with none; a label that the new columns do not hold is chosen anew. */
export function withColumn(form: ImportForm, field: ImportField, column: string): ImportForm {
  const { [field]: _, ...rest } = form.mapping
  const mapping: ColumnMapping = column === '' ? rest : { ...rest, [field]: column }
  const labels = labelsOf(form.preview, mapping)
  const violating = labels.includes(form.violating) ? form.violating : (likelyViolating(labels) ?? '')
  return { ...form, mapping, violating, isKept: false }
}

export const missingFields = ({ mapping }: ImportForm): ImportField[] =>
  neededFields.filter((field) => mapping[field] === undefined)

/** Returns the first value of the file for a field. */
export function exampleOf({ preview, mapping }: ImportForm, field: ImportField): string | undefined {
  const column = mapping[field]
  const place = column === undefined ? -1 : preview.columns.indexOf(column)
  return place === -1 ? undefined : preview.rows.find((row) => row[place] !== '')?.[place]
}

/** Null while something is still to be chosen. */
export function optionsOf(form: ImportForm, teamId: string, dryRun: boolean): ImportOptions | null {
  if (missingFields(form).length > 0 || form.violating === '') return null
  const { file, mapping, violating, strict, dayOrder, makePeople, earlierDays } = form
  const policies = Object.entries(form.policies).map(([word, code]) => ({ word, code }))
  const fileName = file.name.slice(0, 255) || 'audits.csv'
  return {
    ...{ teamId, fileName, mapping, violating, strict, dryRun, dayOrder, policies },
    ...{ makePeople, earlierDays },
  }
}
