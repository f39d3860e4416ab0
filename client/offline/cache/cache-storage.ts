import type { PersistedQuery } from '@tanstack/query-persist-client-core'
import type { DBSchema } from 'idb'
import { type Connection, connect } from '#client/offline/outbox/connection.ts'
import { cacheDatabaseName } from '#client/offline/outbox/database-names.ts'
import type { Platform } from '#client/offline/outbox/platform.ts'
import { isStorageFull } from '#client/offline/outbox/refusal.ts'
import { type Sealed, seal, unseal } from '#client/offline/outbox/seal.ts'

/** One query, one row: a start reads only what the screen shows. */
type CachedRow = {
  key: string
  /** Milliseconds since the epoch. */
  savedAt: number
  /** Whether the first screen needs it: restored first and never evicted. */
  home: 0 | 1
  buster: string
  /** The copy itself, or, where it is nobody's to read but its person's, that copy encrypted with their key. */
  query: PersistedQuery | Sealed
}

interface CacheSchema extends DBSchema {
  queries: { key: string; value: CachedRow; indexes: { age: [number, number]; buster: string } }
}

/**
 * The rows behind the read cache. Nothing here may break a screen: what cannot be read counts as absent, what cannot
 * be written is left out.
 */
export type CacheStorage = {
  getItem(key: string): Promise<PersistedQuery | undefined>
  setItem(key: string, query: PersistedQuery): Promise<void>
  removeItem(key: string): Promise<void>
  home(): Promise<PersistedQuery[]>
  /** Keys of all other rows, the latest first, without reading them. */
  otherKeys(): Promise<string[]>
  /** Removes what is older than `before` (milliseconds since the epoch) or of another buster. */
  sweep(before: number): Promise<void>
  /** Removes the oldest quarter, home rows excepted. Answers whether anything went. */
  evict(): Promise<boolean>
  clear(): Promise<void>
}

type Options = {
  platform: Platform
  personId: string
  buster: string
  isHome(query: PersistedQuery): boolean
  secret?: SecretCopies | undefined
}

/** Copies that lie on this phone only encrypted. None of them may be of the first screen. */
export type SecretCopies = {
  /** By the row's key. */
  holds(key: string): boolean
  /** The person's on this phone; gone at sign-out, and with it whatever it sealed. */
  key(): Promise<CryptoKey>
}

const isSealed = (query: PersistedQuery | Sealed): query is Sealed => 'ciphertext' in query

const everyOther = () => IDBKeyRange.bound([0], [0, []])

export function openCacheStorage({ platform, personId, buster, isHome, secret }: Options): CacheStorage {
  const name = cacheDatabaseName(personId)
  const connection: Connection<CacheSchema> = connect<CacheSchema>(platform.indexedDB, {
    name,
    version: 1,
    upgrade(db, oldVersion) {
      if (oldVersion >= 1) return
      const store = db.createObjectStore('queries', { keyPath: 'key' })
      store.createIndex('age', ['home', 'savedAt'])
      store.createIndex('buster', 'buster')
    },
  })
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

  async function closed(key: string, value: PersistedQuery): Promise<PersistedQuery | Sealed> {
    if (!secret?.holds(key)) return value
    return seal(platform.crypto, await secret.key(), { value, context: context(key) })
  }

  async function opened(key: string, query: PersistedQuery | Sealed): Promise<PersistedQuery> {
    if (!isSealed(query)) return query
    if (!secret) throw new Error('A sealed copy without a key')
    const value = await unseal(platform.crypto, await secret.key(), { sealed: query, context: context(key) })
    return value as PersistedQuery
  }

  async function put(key: string, value: PersistedQuery): Promise<void> {
    const home = isHome(value) ? 1 : 0
    // Before the transaction, which would end while we wait for the cipher.
    const query = await closed(key, value)
    await connection.write(['queries'], 'relaxed', (tx) =>
      tx.objectStore('queries').put({ key, savedAt: platform.clock.now(), home, buster, query }),
    )
  }

  return {
    getItem: (key) =>
      orElse(undefined, async () => {
        const row = await connection.read(['queries'], (tx) => tx.objectStore('queries').get(key))
        return row && opened(key, row.query)
      }),
    async setItem(key, query) {
      await orElse(undefined, async () => {
        try {
          await put(key, query)
        } catch (error) {
          if (!isStorageFull(error)) throw error
          if (await evict()) await put(key, query)
        }
      })
    },
    removeItem: (key) => orElse(undefined, () => removeAll([key])),
    home: () =>
      orElse([], async () => {
        const rows = await connection.read(['queries'], (tx) =>
          tx
            .objectStore('queries')
            .index('age')
            .getAll(IDBKeyRange.bound([1], [1, []])),
        )
        const ours = rows.filter((row) => row.buster === buster)
        return Promise.all(ours.map((row) => opened(row.key, row.query)))
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
    async clear() {
      // Emptied first: deleting the database waits for other tabs, and must not leave anything to read if it fails.
      await orElse(undefined, () =>
        connection.write(['queries'], 'strict', (tx) => tx.objectStore('queries').clear()),
      )
      cleared = true
      connection.close()
      await new Promise<void>((resolve) => {
        const request = platform.indexedDB.deleteDatabase(name)
        for (const event of ['success', 'error', 'blocked']) {
          request.addEventListener(event, () => resolve())
        }
      })
    },
  }
}
