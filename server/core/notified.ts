import type { ActorDb } from '#server/db/actor-db.ts'
import type { InboxItem } from '#shared/inbox/views.ts'

/** A notification of the reader, as it lies in the inbox. */
export type Notified = Pick<InboxItem, 'inboxId' | 'kind' | 'entityId' | 'at'>

/** Describes what a notification speaks of, as far as its reader may see that today. */
export type NotifiedOf = Partial<Pick<InboxItem, 'subject' | 'about' | 'event' | 'by'>>

/** Returns what those of a feature's notifications speak of, by their ids; nothing for those of others. */
export type NotifiedSource = (
  db: ActorDb,
  items: readonly Notified[],
) => Promise<ReadonlyMap<string, NotifiedOf>>
