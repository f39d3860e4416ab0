import type { PersistedQuery } from '@tanstack/query-persist-client-core'
import { cacheDatabaseName } from '#client/offline/outbox/database-names.ts'
import type { Platform } from '#client/offline/outbox/platform.ts'
import { isStorageFull } from '#client/offline/outbox/refusal.ts'
import { seal, unseal } from '#client/offline/outbox/seal.ts'
import { type CachedRow, connectCache } from './cache-database.ts'
import { type CopyLock, keyPlace, openCacheKey } from './cache-key.ts'

/**
 * The rows behind the read cache, each encrypted: other people's names and figures lie in them. Nothing here may break a
 * screen: what cannot be read counts as absent, what cannot be written is left out.
 */
export type CacheStorage = CopyLock & {
  getItem(key: string): Promise<PersistedQuery | undefined>
  setItem(key: string, query: PersistedQuery): Promise<void>
  removeItem(key: string): Promise<void>
  /** Marks these rows as outdated until they are written anew; what is read of them says so in its state. */
  outdate(keys: readonly string[]): Promise<void>
  home(): Promise<PersistedQuery[]>
  /** Keys of all other rows, the latest first, without reading them. */
  otherKeys(): Promise<string[]>
  /** Removes what is older than `before` (milliseconds since the epoch) or of another buster. */
  sweep(before: number): Promise<void>
  /** Removes the oldest quarter, home rows excepted. Answers whether anything went. */
  evict(): Promise<boolean>
  /** Removes every row and the key; what is read from now on is kept under another one. */
  empty(): Promise<void>
  /** Removes every row, the key and the database; nothing is kept here any more. */
  clear(): Promise<void>
}

type Options = {
  platform: Platform
  personId: string
  buster: string
  isHome(query: PersistedQuery): boolean
  /** Milliseconds that the copies may be read without an answer from the server. */
  offlineFor(): number
}

const everyOther = () => IDBKeyRange.bound([0], [0, []])

export function openCacheStorage({ platform, personId, buster, isHome, offlineFor }: Options): CacheStorage {
  const connection = connectCache(platform, personId)
  const cacheKey = openCacheKey({ connection, platform, offlineFor })
  const writes = new Set<Promise<void>>()
  let cleared = false

  async function orElse<T>(fallback: T, run: () => Promise<T>): Promise<T> {
    if (cleared) return fallback
    try {
      return await run()
    } catch {
      return fallback
    }
  }

  const removeAll = (keys: readonly string[]) =>
    connection.write(['queries'], 'relaxed', async (tx) => {
      for (const key of keys) await tx.objectStore('queries').delete(key)
    })

  async function evict(): Promise<boolean> {
    return orElse(false, async () => {
      const oldest = await connection.read(['queries'], (tx) =>
        tx.objectStore('queries').index('age').getAllKeys(everyOther()),
      )
      const going = oldest.slice(0, Math.ceil(oldest.length / 4))
      await removeAll(going)
      return going.length > 0
    })
  }

  const context = (key: string) => `cache|${personId}|${key}`

  const open = async ({ key, sealed, outdated = false }: CachedRow, by: CryptoKey) => {
    const query = (await unseal(platform.crypto, by, { sealed, context: context(key) })) as PersistedQuery
    return { ...query, state: { ...query.state, isInvalidated: outdated } }
  }

  async function put(key: string, value: PersistedQuery): Promise<void> {
    const home = isHome(value) ? 1 : 0
    const by = await cacheKey.get()
    // Before the transaction, which would end while we wait for the cipher.
    const sealed = await seal(platform.crypto, by.key, { value, context: context(key) })
    await connection.write(['queries', 'keys'], 'relaxed', async (tx) => {
      // Another tab let go of the copies meanwhile: nothing is kept with a key that is gone.
      const now = await tx.objectStore('keys').get(keyPlace)
      if (now?.keyId !== by.keyId) return cacheKey.drop()
      await tx.objectStore('queries').put({ key, savedAt: platform.clock.now(), home, buster, sealed })
    })
  }

  const emptyAll = () =>
    connection.write(['queries', 'keys'], 'strict', async (tx) => {
      await tx.objectStore('queries').clear()
      await tx.objectStore('keys').clear()
      cacheKey.drop()
    })

  return {
    isLocked: () => orElse(false, cacheKey.isLocked),
    recordAnswer: () => orElse(undefined, cacheKey.recordAnswer),
    getItem: (key) =>
      orElse(undefined, async () => {
        if (await cacheKey.isLocked()) return undefined
        const row = await connection.read(['queries'], (tx) => tx.objectStore('queries').get(key))
        return row && open(row, (await cacheKey.get()).key)
      }),
    async setItem(key, query) {
      const write = orElse(undefined, async () => {
        try {
          await put(key, query)
        } catch (error) {
          if (!isStorageFull(error)) throw error
          if (await evict()) await put(key, query)
        }
      })
      writes.add(write)
      await write
      writes.delete(write)
    },
    removeItem: (key) => orElse(undefined, () => removeAll([key])),
    async outdate(keys) {
      // Copies that are being written were read before: they are outdated as well.
      await Promise.all(writes)
      await orElse(undefined, () =>
        connection.write(['queries'], 'relaxed', async (tx) => {
          const store = tx.objectStore('queries')
          for (const key of keys) {
            const row = await store.get(key)
            if (row && !row.outdated) await store.put({ ...row, outdated: true })
          }
        }),
      )
    },
    home: () =>
      orElse([], async () => {
        const { key, rows } = await connection.read(['queries', 'keys'], async (tx) => ({
          key: await tx.objectStore('keys').get(keyPlace),
          rows: await tx
            .objectStore('queries')
            .index('age')
            .getAll(IDBKeyRange.bound([1], [1, []])),
        }))
        if (!key || cacheKey.take(key)) return []
        const ours = rows.filter((row) => row.buster === buster)
        return Promise.all(ours.map((row) => open(row, key.key)))
      }),
    otherKeys: () =>
      orElse([], async () => {
        const keys = await connection.read(['queries'], (tx) =>
          tx.objectStore('queries').index('age').getAllKeys(everyOther()),
        )
        return keys.reverse()
      }),
    sweep: (before) =>
      orElse(undefined, async () => {
        const going = await connection.read(['queries'], async (tx) => {
          const store = tx.objectStore('queries')
          const old = await store.index('age').getAllKeys(IDBKeyRange.bound([0], [0, before]))
          const oldHome = await store.index('age').getAllKeys(IDBKeyRange.bound([1], [1, before]))
          const lower = await store.index('buster').getAllKeys(IDBKeyRange.upperBound(buster, true))
          const upper = await store.index('buster').getAllKeys(IDBKeyRange.lowerBound(buster, true))
          return [...old, ...oldHome, ...lower, ...upper]
        })
        if (going.length > 0) await removeAll(going)
      }),
    evict,
    empty: () => orElse(undefined, emptyAll),
    async clear() {
      // Emptied first: deleting the database waits for other tabs, and must not leave anything to read if it fails.
      await orElse(undefined, emptyAll)
      cleared = true
      connection.close()
      await new Promise<void>((resolve) => {
        const request = platform.indexedDB.deleteDatabase(cacheDatabaseName(personId))
        for (const event of ['success', 'error', 'blocked']) {
          request.addEventListener(event, () => resolve())
        }
      })
    },
  }
}
