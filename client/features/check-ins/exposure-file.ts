import { openPhoneTable } from '#client/lib/phone-table.ts'
import {
  type ExposureColumn,
  type ExposurePlan,
  placesOf,
  planOf,
} from '#shared/check-ins/exposure-file-rules.ts'
import type { ExposureView } from '#shared/check-ins/exposure-views.ts'
import type { TableRow } from '#shared/tables/rows.ts'

/** Rows of a file that are looked through. */
const rowLimit = 5000

/** A file that was read on the phone: what it would change, or why it cannot be read. */
export type ReadFile =
  | { plan: ExposurePlan }
  | { missing: ExposureColumn[] }
  | { fault: 'unreadable' | 'long' | 'empty' }

/** Reads a file with the reader of the other imports; nothing of it leaves the phone. */
export async function readExposureFile(
  file: File,
  { day: today, entries }: Pick<ExposureView, 'day' | 'entries'>,
): Promise<ReadFile> {
  try {
    const table = await openPhoneTable(file)
    if (!table.header) return { fault: 'empty' }
    if ('problem' in table.header) return { fault: 'unreadable' }
    const found = placesOf(table.header.fields)
    if ('missing' in found) return found
    const rows: TableRow[] = []
    for await (const batch of table.rows) {
      rows.push(...batch)
      if (rows.length > rowLimit) return { fault: 'long' }
    }
    return rows.length === 0
      ? { fault: 'empty' }
      : { plan: planOf(rows, { places: found.places, today, entries }) }
  } catch {
    return { fault: 'unreadable' }
  }
}
