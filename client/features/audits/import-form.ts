import { type ImportField, importFields, neededFields, suggestMapping } from '#shared/audits/import-rules.ts'
import type { ColumnMapping, ImportOptions } from '#shared/audits/import-views.ts'
import { type FilePreview, likelyViolating, valuesOf } from './file-preview.ts'

/** A chosen file and what the reader says of it, before it is sent. */
export type ImportForm = {
  file: File
  preview: FilePreview
  mapping: ColumnMapping
  /** The label that means a violation; '' until one is chosen. */
  violating: string
  strict: boolean
}

/** Fields that are asked for at once; the others wait behind a line. */
export const shownFields: readonly ImportField[] = [...neededFields, 'verified_decision']
export const otherFields: readonly ImportField[] = importFields.filter(
  (field) => !shownFields.includes(field),
)

/** Both decisions of the file, because the first rows may show a label in one of them alone. */
export function labelsOf(preview: FilePreview, mapping: ColumnMapping): string[] {
  const decided = valuesOf(preview, mapping.decision)
  const known = new Set(decided.map((label) => label.toLowerCase()))
  return [
    ...decided,
    ...valuesOf(preview, mapping.verified_decision).filter((label) => !known.has(label.toLowerCase())),
  ]
}

export function formOf(file: File, preview: FilePreview): ImportForm {
  const mapping = suggestMapping(preview.columns)
  return {
    file,
    preview,
    mapping,
    violating: likelyViolating(labelsOf(preview, mapping)) ?? '',
    strict: false,
  }
}

/** With another column for a field, or with none; a label that the new columns do not hold is chosen anew. */
export function withColumn(form: ImportForm, field: ImportField, column: string): ImportForm {
  const { [field]: _, ...rest } = form.mapping
  const mapping: ColumnMapping = column === '' ? rest : { ...rest, [field]: column }
  const labels = labelsOf(form.preview, mapping)
  const violating = labels.includes(form.violating) ? form.violating : (likelyViolating(labels) ?? '')
  return { ...form, mapping, violating }
}

export const missingFields = ({ mapping }: ImportForm): ImportField[] =>
  neededFields.filter((field) => mapping[field] === undefined)

/** Null while something is still to be chosen. */
export function optionsOf(form: ImportForm, teamId: string, dryRun: boolean): ImportOptions | null {
  if (missingFields(form).length > 0 || form.violating === '') return null
  const { file, mapping, violating, strict } = form
  return { teamId, fileName: file.name.slice(0, 255) || 'audits.csv', mapping, violating, strict, dryRun }
}
