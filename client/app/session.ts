import { api, queries, speakFor } from '#client/lib/trpc.ts'
import { openReadCache, type ReadCache } from '#client/offline/cache.ts'
import { sendThrough } from '#client/offline/command-registry.ts'
import { registry } from '#client/offline/commands.ts'
import type { Offline } from '#client/offline/offline-context.ts'
import { closeOutbox, openOutbox } from '#client/offline/outbox.ts'
import { createPendingStore } from '#client/offline/pending-store.ts'
import { browserPlatform } from '#client/offline/platform.ts'
import { createSync } from '#client/offline/sync.ts'
import { createStatusStore } from '#client/offline/sync-status.ts'
import type { Me } from '#shared/people.ts'
import { isHome } from './home-queries.ts'
import { isSecret, mayStay } from './secret-queries.ts'

/** Raised when a view changes its shape, so that a new release never reads an old copy. */
const cacheVersion = '2'

/** What one person works with on this phone, from sign-in to sign-out. */
export type Session = {
  me: Me
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
  const platform = browserPlatform()
  const opening = openOutbox({ personId, platform, justSignedIn, makeRoom: () => cache.makeRoom() })
  const cache = openReadCache({
    personId,
    platform,
    schemaVersion: cacheVersion,
    isHome,
    filters: { predicate: ({ queryKey }) => mayStay(queryKey) },
    secret: { holds: isSecret, key: async () => (await opening).person.key },
  })
  const [outbox] = await Promise.all([opening, cache.restoreHome(queries)])
  speakFor(personId)
  queries.setDefaultOptions({
    queries: { ...queries.getDefaultOptions().queries, persister: cache.persister },
  })
  const unfollow = cache.follow(queries)
  const sync = createSync({
    outbox,
    registry,
    send: sendThrough(registry, api),
    onResult: async ({ record, input, result }) =>
      registry.find(record.name)?.intoCache?.(queries, { input, result }),
  })
  const pending = createPendingStore(outbox, registry)
  const status = createStatusStore({ outbox, pending, sync })
  await pending.refresh()
  sync.start()
  return {
    me,
    readAt,
    offline: { outbox, pending, status, sync },
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
