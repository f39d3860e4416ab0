import { chunksOf, phoneDecoders } from '#client/lib/phone-table.ts'
import { type AuditTable, openAuditTable } from '#shared/audits/audit-table.ts'

/** Opens an audit log of the phone, an export of another system among them. @throws UnreadableFile */
export const openPhoneAudits = (file: Blob, sheet?: string): Promise<AuditTable> =>
  openAuditTable(() => chunksOf(file), phoneDecoders, { sheet })
