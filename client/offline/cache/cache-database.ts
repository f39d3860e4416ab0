import type { DBSchema } from 'idb'
import { type Connection, connect } from '#client/offline/outbox/connection.ts'
import { cacheDatabaseName } from '#client/offline/outbox/database-names.ts'
import type { Platform } from '#client/offline/outbox/platform.ts'
import type { Sealed } from '#client/offline/outbox/seal.ts'

/** One query, one row: a start reads only what the screen shows. */
export type CachedRow = {
  key: string
  /** Milliseconds since the epoch. */
  savedAt: number
  /** 1 where the first screen needs it: it is restored first and never evicted. */
  home: 0 | 1
  buster: string
  /** The server has said that it changed since; whoever reads it asks for it again. */
  outdated?: boolean
  /** The copy, encrypted with the cache's own key. */
  sealed: Sealed
}

/** The cache's own key. It lies beside what it seals and goes with it; the outbox has another, which stays. */
export type CacheKeyRow = {
  place: string
  keyId: string
  key: CryptoKey
  /** Milliseconds since the epoch: when the server last answered this person here, to within a few minutes. */
  answeredAt: number
}

interface CacheSchema extends DBSchema {
  queries: { key: string; value: CachedRow; indexes: { age: [number, number]; buster: string } }
  keys: { key: string; value: CacheKeyRow }
}

export type CacheConnection = Connection<CacheSchema>

export function connectCache(platform: Pick<Platform, 'indexedDB'>, personId: string): CacheConnection {
  return connect<CacheSchema>(platform.indexedDB, {
    name: cacheDatabaseName(personId),
    version: 2,
    upgrade(db, oldVersion) {
      // The first version kept most rows as they were: they go.
      if (oldVersion === 1) db.deleteObjectStore('queries')
      const store = db.createObjectStore('queries', { keyPath: 'key' })
      store.createIndex('age', ['home', 'savedAt'])
      store.createIndex('buster', 'buster')
      db.createObjectStore('keys', { keyPath: 'place' })
    },
  })
}
