import { chunksOf, phoneDecoders } from '#client/lib/phone-table.ts'
import { type AuditTable, openAuditTable, openOwnRows } from '#shared/audits/audit-table.ts'
import type { Table } from '#shared/tables/read-table.ts'

/** Opens a file of the phone with the rows that it has itself. @throws UnreadableFile */
export const openPhoneRows = (file: Blob, sheet?: string): Promise<Table> =>
  openOwnRows(() => chunksOf(file), phoneDecoders, { sheet })

/** Opens an audit log of the phone, an export of another system among them. @throws UnreadableFile */
export const openPhoneAudits = (file: Blob, sheet?: string): Promise<AuditTable> =>
  openAuditTable(() => chunksOf(file), phoneDecoders, { sheet })
