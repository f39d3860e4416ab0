import { isHome, isKept } from '#client/app/live/query-places.ts'
import { openRegistry } from '#client/app/session/registry.ts'
import { readerOf } from '#client/commands/reader.ts'
import { sendBy } from '#client/commands/send.ts'
import { api, queries, speakFor, trpc } from '#client/lib/trpc.ts'
import { answerInto } from '#client/offline/cache/answer.ts'
import { openReadCache, type ReadCache } from '#client/offline/cache/cache.ts'
import { closeOutbox, openOutbox } from '#client/offline/outbox/outbox.ts'
import { createPendingStore } from '#client/offline/outbox/pending-store.ts'
import { browserPlatform } from '#client/offline/outbox/platform.ts'
import type { Offline } from '#client/offline/react/offline-context.ts'
import type { Delivered } from '#client/offline/sync/attempt.ts'
import { createSync } from '#client/offline/sync/sync.ts'
import { createStatusStore } from '#client/offline/sync/sync-status.ts'
import type { Me } from '#shared/people/views.ts'

/** Holds what one person works with on this phone, from sign-in to sign-out. */
export type Session = {
  /** As far as this phone knows by now. */
  readonly me: Me
  /** Milliseconds since the epoch; 0 where it is what the phone remembered. */
  readAt: number
  offline: Offline
  cache: ReadCache
  /** Lets go of everything; what is on the phone stays. */
  close(): Promise<void>
}

/**
 * Opens a person's outbox and read cache and brings the first screen's data into memory; needs no network.
 * `justSignedIn` only where the server has just said so: it opens what was kept locked.
 * @throws OfflineRefusal `locked`, `storage-broken`.
 */
export async function openSession(me: Me, { justSignedIn = false, readAt = 0 } = {}): Promise<Session> {
  const { personId } = me.person
  // The remembered copy lacks the names of others, which lie with the copies.
  const known = () => queries.getQueryData(trpc.people.me.queryKey()) ?? me
  const platform = browserPlatform()
  const opening = openOutbox({ personId, platform, justSignedIn, makeRoom: () => cache.makeRoom() })
  const cache = openReadCache({
    personId,
    platform,
    // A new release never reads an old copy of another shape.
    schemaVersion: DURE_VIEWS.all,
    isHome,
    filters: { predicate: ({ queryKey }) => isKept(queryKey) },
    offlineFor: () => known().org.offlineHours * 3600_000,
  })
  const restoring = justSignedIn ? cache.recordAnswer() : Promise.resolve()
  const [outbox] = await Promise.all([opening, restoring.then(() => cache.restoreHome(queries))])
  speakFor(personId)
  queries.setDefaultOptions({
    queries: { ...queries.getDefaultOptions().queries, persister: cache.persister },
  })
  const unfollow = cache.follow(queries)
  const registry = openRegistry()
  const reader = readerOf(known(), queries)
  const send = sendBy(api)
  const onResult = (delivered: Delivered) => answerInto(queries, delivered, reader)
  const sync = createSync({ outbox, registry, send, onResult })
  const pending = createPendingStore(outbox, registry)
  const status = createStatusStore({ outbox, pending, sync })
  await pending.refresh()
  sync.start()
  return {
    get me() {
      return known()
    },
    readAt,
    offline: { outbox, pending, status, sync, registry, reader, send },
    cache,
    async close() {
      unfollow()
      await sync.stop()
      status.close()
      pending.close()
      closeOutbox(outbox)
    },
  }
}
