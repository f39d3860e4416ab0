import type { ImportReport } from '#shared/audits/import-views.ts'
import { writeCsv } from '#shared/tables/write.ts'
import { openPhoneRows } from './phone-table.ts'

type Refusal = ImportReport['refusals'][number]

/** Returns the refused rows of a file as a CSV, each with its row and its reason, to be put right and imported again. */
export async function refusedRows(
  file: Blob,
  refusals: readonly Refusal[],
  {
    columns,
    reasonOf,
  }: { columns: readonly [row: string, reason: string]; reasonOf: (refusal: Refusal) => string },
): Promise<string> {
  const { header, rows } = await openPhoneRows(file)
  const names = header && 'fields' in header ? header.fields : []
  const byRow = new Map(refusals.map((refusal) => [refusal.row, refusal]))
  const found: string[][] = [[...names, ...columns]]
  for await (const batch of rows) {
    for (const row of batch) {
      const refusal = byRow.get(row.row)
      if (!refusal) continue
      const cells = 'fields' in row ? row.fields : []
      found.push([...names.map((_, place) => cells[place] ?? ''), String(row.row), reasonOf(refusal)])
    }
  }
  return writeCsv(found)
}
