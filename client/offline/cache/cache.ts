import { experimental_createQueryPersister, type PersistedQuery } from '@tanstack/query-persist-client-core'
import {
  matchQuery,
  notifyManager,
  type QueryClient,
  type QueryFilters,
  type QueryKey,
} from '@tanstack/react-query'
import type { Platform } from '#client/offline/outbox/platform.ts'
import type { CopyLock } from './cache-key.ts'
import { openCacheStorage } from './cache-storage.ts'

/** Thirty days, in milliseconds. */
export const cacheMaxAge = 30 * 24 * 3600_000

/** Of the persister's keys: the prefix, a hyphen, and the query's key as JSON. */
const prefix = 'query'

type Persister = ReturnType<typeof experimental_createQueryPersister<PersistedQuery>>['persisterFn']

export type ReadCacheOptions = {
  personId: string
  platform: Platform
  /** Version of the cached views' shapes: another one reads nothing of the old. */
  schemaVersion: string
  /** Which queries the first screen shows. Keep them small: they are read before anything is painted. */
  isHome(queryKey: QueryKey): boolean
  /** Which queries may stay on the phone at all; by default every one. */
  filters?: QueryFilters
  /** Milliseconds that the copies may be read without an answer from the server. */
  offlineFor(): number
}

export type ReadCache = CopyLock & {
  /** For the query client's `defaultOptions.queries`, beside `networkMode: 'offlineFirst'`. */
  persister: Persister
  /** Await before the first paint: brings what the first screen shows into memory, and nothing else. */
  restoreHome(queries: QueryClient): Promise<void>
  /** The rest, in idle time and the latest first, as far as `limit` queries; also sweeps out what is too old. */
  restoreRest(queries: QueryClient, limit?: number): Promise<void>
  /** Keeps what is set by hand (answers of commands, live changes) on the phone too. Answers with what ends it. */
  follow(queries: QueryClient): () => void
  /**
   * Marks on the phone what is out of date in memory, on whatever screen it stands or on none: a start from these copies
   * asks for it again, however young they are. Resolves when that is written.
   */
  markOutdated(queries: QueryClient): Promise<void>
  /** Gives up the oldest quarter; for `openOutbox({ makeRoom })`. Never touches the outbox, which lies elsewhere. */
  makeRoom(): Promise<boolean>
  /** Lets go of every copy and the key; what is read from now on is kept again. */
  empty(): Promise<void>
  /** At sign-out: neither a copy nor the key stays on the phone, and nothing is kept any more. */
  clear(): Promise<void>
}

/**
 * What came from the phone and is not fresh is asked for again. The persister's own way of asking leaves its failure to
 * nobody, and without a network it fails as a rule: the query itself says so to its screens.
 */
function askingAgain(persist: Persister, isOutdated: (queryHash: string) => boolean): Persister {
  return async (queryFn, context, query) => {
    let asked = false
    const data = await persist(
      (given) => {
        asked = true
        return queryFn(given)
      },
      context,
      query,
    )
    if (!asked)
      notifyManager.schedule(() => {
        if (isOutdated(query.queryHash)) query.invalidate()
        if (query.isStale()) query.fetch().catch(() => undefined)
      })
    return data
  }
}

/** The read cache of one person on this phone. The outbox does not depend on it. */
export function openReadCache(options: ReadCacheOptions): ReadCache {
  const { personId, platform, schemaVersion, isHome, filters, offlineFor } = options
  const { clock, idle } = platform
  const keyOf = (row: string) => JSON.parse(row.slice(prefix.length + 1)) as QueryKey
  const storage = openCacheStorage({
    platform,
    personId,
    buster: schemaVersion,
    isHome: (query) => isHome(query.queryKey),
    offlineFor,
  })
  /** All of the first screen that this phone holds is in memory: the next question for more of it needs no storage. */
  let homeRead = false
  const isHomeEntry = (row: string) => isHome(keyOf(row))
  /** Hashes of the queries whose copy, as it was read last, was out of date. */
  const outdated = new Set<string>()
  const persister = experimental_createQueryPersister<PersistedQuery>({
    storage: {
      ...storage,
      async getItem(key) {
        if (homeRead && isHomeEntry(key)) {
          homeRead = false
          return undefined
        }
        const query = await storage.getItem(key)
        if (query?.state.isInvalidated) outdated.add(query.queryHash)
        return query
      },
    },
    // IndexedDB clones structures by itself: no text in between.
    serialize: (query) => query,
    deserialize: (query) => query,
    buster: schemaVersion,
    maxAge: cacheMaxAge,
    prefix,
    refetchOnRestore: false,
    ...(filters ? { filters } : {}),
  })

  const fresh = (query: PersistedQuery) =>
    query.buster === schemaVersion && query.state.dataUpdatedAt > clock.now() - cacheMaxAge

  function restore(queries: QueryClient, query: PersistedQuery) {
    if (!fresh(query) || queries.getQueryData(query.queryKey) !== undefined) return
    const { data, dataUpdatedAt, isInvalidated } = query.state
    queries.setQueryData(query.queryKey, data, { updatedAt: dataUpdatedAt })
    if (isInvalidated) queries.getQueryCache().get(query.queryHash)?.invalidate()
  }

  return {
    persister: askingAgain(persister.persisterFn, (hash) => outdated.delete(hash)),
    async restoreHome(queries) {
      for (const query of await storage.home()) restore(queries, query)
      homeRead = true
    },
    async restoreRest(queries, limit = 200) {
      await idle()
      await storage.sweep(clock.now() - cacheMaxAge)
      for (const key of (await storage.otherKeys()).slice(0, limit)) {
        await idle()
        const query = await storage.getItem(key)
        if (query) restore(queries, query)
      }
    },
    follow(queries) {
      return queries.getQueryCache().subscribe((event) => {
        if (event.type !== 'updated' || event.action.type !== 'success' || !event.action.manual) return
        const { query } = event
        // What was just restored came from here.
        if (event.action.dataUpdatedAt !== undefined && event.action.dataUpdatedAt < clock.now() - 1000)
          return
        if (filters && !matchQuery(filters, query)) return
        void persister.persistQuery(query)
      })
    },
    async markOutdated(queries) {
      const keys = queries
        .getQueryCache()
        .getAll()
        .flatMap(({ state, queryHash }) => (state.isInvalidated ? [`${prefix}-${queryHash}`] : []))
      // Copies that were read just now are about to be written.
      await new Promise<void>((resolve) => notifyManager.schedule(resolve))
      await storage.outdate(keys)
    },
    isLocked: storage.isLocked,
    recordAnswer: storage.recordAnswer,
    makeRoom: storage.evict,
    empty: storage.empty,
    clear: storage.clear,
  }
}
