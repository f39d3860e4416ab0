import { expect, test } from 'vitest'
import { columnsOf } from '#shared/tables/header.ts'
import { columns as usualColumns } from '#tests/support/audit-files.ts'
import type { FilePreview } from './file-preview.ts'
import { formOf, labelsOf, missingFields, optionsOf, withColumn } from './import-form.ts'

const teamId = '00000000-0000-4000-8000-000000000001'
const file = new File([''], 'audits.csv')
const columns = [...usualColumns, 'second']
const preview: FilePreview = {
  facts: null,
  unreadable: null,
  preset: null,
  skipped: [],
  header: columnsOf(columns),
  columns,
  rows: [
    ['1', 'c1', 'r', 'p', 'non-hateful', 'hateful', '2026-08-03', 'keep'],
    ['2', 'c2', 'r', 'p', 'non-hateful', 'non-hateful', '2026-08-03', 'remove'],
  ],
}

test('a file with the usual names can be checked at once', () => {
  const form = formOf(file, preview)
  expect(missingFields(form)).toEqual([])
  // Seen only among the verified decisions.
  expect(form.violating).toBe('hateful')
  expect(optionsOf(form, teamId, true)).toMatchObject({
    teamId,
    dryRun: true,
    strict: false,
    violating: 'hateful',
  })
})

test('another column for the decision asks for its own label', () => {
  const other = withColumn(withColumn(formOf(file, preview), 'verified_decision', ''), 'decision', 'second')
  expect(labelsOf(preview, other.mapping)).toEqual(['keep', 'remove'])
  expect(other.violating).toBe('')
  expect(optionsOf(other, teamId, true)).toBeNull()
})

test('what is needed and not mapped is named', () => {
  const form = withColumn(formOf(file, preview), 'policy', '')
  expect(missingFields(form)).toEqual(['policy'])
  expect(optionsOf(form, teamId, false)).toBeNull()
})

test('what was chosen for the last file is chosen again, where this one has it', () => {
  const kept = {
    mapping: { decision: 'Second', queue: 'queue', reference: 'audit ref' },
    violating: 'REMOVE',
    settings: { dayOrder: 'dmy' as const, policies: [{ word: 'p', code: 'hate' }] },
  }
  const form = formOf(file, preview, kept)
  expect(form).toMatchObject({ isKept: true, violating: 'remove', dayOrder: 'dmy', policies: { p: 'hate' } })
  expect(form.mapping).toMatchObject({ decision: 'second', reference: 'audit_ref' })
  expect(form.mapping.queue).toBeUndefined()
  expect(formOf(file, preview).isKept).toBe(false)
})
