import { cleanCell } from '#shared/tables/clean.ts'
import { columnsOf, distinctNames } from '#shared/tables/header.ts'
import { UnreadableFile } from '#shared/tables/read-table.ts'
import type { FilePreview } from './file-preview.ts'
import { openPhoneAudits } from './phone-table.ts'

/** Rows that are looked through for decisions and examples. */
const previewRows = 2000

const nothing: FilePreview = {
  ...{ facts: null, unreadable: null, preset: null, skipped: [] },
  ...{ header: [], columns: [], rows: [] },
}

/** Reads the first rows of a file as the server will. No columns where it has none. */
export async function previewOf(file: Blob, sheet?: string): Promise<FilePreview> {
  try {
    const { facts, preset, skipped, header, rows: batches } = await openPhoneAudits(file, sheet)
    if (!header || 'problem' in header) {
      await batches.return(undefined)
      return { ...nothing, facts }
    }
    const columns = columnsOf(header.fields)
    const rows: string[][] = []
    for await (const batch of batches) {
      for (const row of batch)
        if ('fields' in row) rows.push(columns.map(({ place }) => cleanCell(row.fields[place] ?? '')))
      if (rows.length >= previewRows) break
    }
    return {
      facts,
      unreadable: null,
      preset,
      skipped,
      header: columns,
      columns: distinctNames(columns),
      rows,
    }
  } catch (error) {
    if (error instanceof UnreadableFile) return { ...nothing, unreadable: error.reason }
    throw error
  }
}
