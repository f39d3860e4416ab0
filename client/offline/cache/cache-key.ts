import type { Platform } from '#client/offline/outbox/platform.ts'
import { newKey } from '#client/offline/outbox/seal.ts'
import type { CacheConnection, CacheKeyRow } from './cache-database.ts'

/** Copies that nobody may read before the server has answered again. */
export type CopyLock = {
  /** Returns whether the server has been silent for longer than the copies may be read without it. */
  isLocked(): Promise<boolean>
  /** The server has answered this person: the copies may be read from now on. */
  recordAnswer(): Promise<void>
}

export const keyPlace = 'cache'

/** Milliseconds. */
const writeEvery = 5 * 60_000
/** Milliseconds that a clock may be set back before the time of the last answer is no longer believed. */
const clockTolerance = 3600_000

type Options = { connection: CacheConnection; platform: Platform; offlineFor(): number }

/** The key of one person's read cache on this phone, made at its first use, with the lock that time puts on it. */
export function openCacheKey({ connection, platform, offlineFor }: Options) {
  const { clock, crypto, newId } = platform
  let opening: Promise<CacheKeyRow> | undefined
  let answeredAt: number | undefined
  let writtenAt = 0

  const isPast = (instant: number) => {
    const age = clock.now() - instant
    return age > offlineFor() || age < -clockTolerance
  }

  const stored = () => connection.read(['keys'], (tx) => tx.objectStore('keys').get(keyPlace))

  async function load(): Promise<CacheKeyRow> {
    const known = await stored()
    if (known) return known
    // Made before the transaction, which would end while we wait for the key. Two tabs may race here: the first wins.
    const made = { place: keyPlace, keyId: newId(), key: await newKey(crypto), answeredAt: clock.now() }
    return await connection.write(['queries', 'keys'], 'strict', async (tx) => {
      const now = await tx.objectStore('keys').get(keyPlace)
      if (now) return now
      // What lies here was sealed with a key that is gone.
      await tx.objectStore('queries').clear()
      await tx.objectStore('keys').put(made)
      return made
    })
  }

  function get(): Promise<CacheKeyRow> {
    const loading = opening ?? load()
    opening = loading
    loading.catch(() => {
      if (opening === loading) opening = undefined
    })
    return loading
  }

  return {
    get,

    /** Takes a row that was just read, so that it is not read again. Returns whether the copies are locked. */
    take(row: CacheKeyRow): boolean {
      opening = Promise.resolve(row)
      answeredAt = row.answeredAt
      return isPast(row.answeredAt)
    },

    /** Forgets the key in memory: it is not on the phone any more. */
    drop(): void {
      opening = undefined
    },

    async isLocked(): Promise<boolean> {
      if (answeredAt !== undefined && !isPast(answeredAt)) return false
      // Another tab may have heard of the server since.
      answeredAt = (await stored())?.answeredAt
      return answeredAt !== undefined && isPast(answeredAt)
    },

    async recordAnswer(): Promise<void> {
      const now = clock.now()
      answeredAt = now
      if (Math.abs(now - writtenAt) < writeEvery) return
      writtenAt = now
      await get()
      await connection.write(['keys'], 'relaxed', async (tx) => {
        const row = await tx.objectStore('keys').get(keyPlace)
        if (row) await tx.objectStore('keys').put({ ...row, answeredAt: now })
      })
    },
  }
}
