import type { Generated } from 'kysely'
import type { InboxKind } from '#shared/inbox.ts'

/** News for one person: its kind and the id of what it is about, and never a word of it. */
export interface InboxTable {
  org_id: string
  inbox_id: string
  person_id: string
  kind: InboxKind
  entity_id: string
  /** Who caused it; null where time did. */
  by_id: string | null
  /** Reaches the phone during quiet hours too. */
  urgent: Generated<boolean>
  /** From when it is shown. */
  at: Generated<string>
  read_at: string | null
  /** When to see to its push next; null once that is done. */
  push_at: Generated<string | null>
}
