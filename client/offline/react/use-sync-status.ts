import { useSyncExternalStore } from 'react'
import type { PendingCommand } from '#client/offline/cache/fold.ts'
import type { PendingStore } from '#client/offline/outbox/pending-store.ts'
import type { ItemStatus, StatusStore, SyncStatus } from '#client/offline/sync/sync-status.ts'

/** The sync mark and the strip: how much is unsent, and why. */
export function useSyncStatus(store: StatusStore): SyncStatus {
  return useSyncExternalStore(store.subscribe, store.getSnapshot, store.getSnapshot)
}

/** The line under one note, action or settled item; null where there is nothing to say. */
export function useEntityStatus(store: StatusStore, entityId: string): ItemStatus | null {
  const read = () => store.entity(entityId)
  return useSyncExternalStore(store.subscribe, read, read)
}

/** All unsent commands in the order of the taps: for `fold`, and for the list of unsent work. */
export function usePending(store: PendingStore): readonly PendingCommand[] {
  return useSyncExternalStore(store.subscribe, store.getSnapshot, store.getSnapshot)
}
