import type { ActorRef } from '#server/db/actor-db.ts'
import { changesUpTo, feedPosition, statesOfSessions } from '#server/db/change-queries.ts'
import type { Database } from '#server/db/database.ts'
import type { Notifications } from '#server/db/listen.ts'
import { createTurns } from '#server/lib/turns.ts'
import { signedOut } from '#shared/core/errors.ts'
import type { LiveBatch } from '#shared/core/live.ts'
import { createFollower, type Follower } from './follower.ts'

export interface Feed {
  /**
   * Yields batches for one open phone until `signal` aborts, or newer streams of the same session take its place. The
   * first comes at once.
   * @throws UNAUTHORIZED once the session is over, with reason 'ended' where somebody ended it.
   */
  follow(
    who: ActorRef & { sessionId: string },
    cursor: string | undefined,
    signal: AbortSignal,
  ): AsyncGenerator<LiveBatch>
  /** Ends every stream: the process stops. */
  close(): void
}

/** Streams of a session, and of a person; the oldest give way. A browser shares one among its tabs. */
export const streamLimits = { session: 4, person: 20 } as const
/** Reads for streams at a time; the other connections are for requests. */
const readsLimit = 4

/** A person with open streams, the oldest first: one read a change serves them all. */
interface Listener extends ActorRef {
  followers: Follower[]
  pending: boolean
  reading: boolean
}

export function createFeed(database: Database, notifications: Notifications): Feed {
  const closing = new AbortController()
  const listeners = new Map<string, Listener>()
  const turns = createTurns(readsLimit)

  notifications.onChange((org) => {
    for (const listener of listeners.values()) if (org === listener.org || org === '') poke(listener)
  })
  notifications.onSessionEnd((sessionId) => {
    for (const listener of listeners.values())
      if (sessionId === '' || listener.followers.some((follower) => follower.sessionId === sessionId))
        poke(listener)
  })

  function poke(listener: Listener): void {
    listener.pending = true
    if (!listener.reading) void drain(listener)
  }

  /** Reads until nothing came while it read. */
  async function drain(listener: Listener): Promise<void> {
    listener.reading = true
    while (listener.pending && listener.followers.length > 0) {
      try {
        await turns.run(() => inform(listener))
      } catch (error) {
        for (const follower of listener.followers) follower.end(error)
      }
    }
    listener.reading = false
  }

  /** Gives every stream of a person what is new to it. Afterwards all stand at one cursor. */
  async function inform(listener: Listener): Promise<void> {
    listener.pending = false
    const followers = [...listener.followers]
    const sessionIds = [...new Set(followers.map(({ sessionId }) => sessionId))]
    const byCursor = Map.groupBy(followers, ({ cursor }) => cursor)
    const found = await database.read(listener, async (db) => {
      const states = await statesOfSessions(db, sessionIds)
      const position = await feedPosition(db)
      const batches = new Map<string | undefined, LiveBatch>()
      for (const cursor of byCursor.keys()) batches.set(cursor, await changesUpTo(db, position, cursor))
      return { states, batches }
    })
    for (const [cursor, group] of byCursor)
      for (const follower of group) {
        const batch = found.batches.get(cursor)
        const state = found.states.get(follower.sessionId)
        if (!batch || state !== 'open') {
          follower.end(signedOut(state === 'ended'))
          continue
        }
        follower.cursor = batch.cursor
        if (follower.fresh || batch.changes.length > 0 || batch.reset) follower.give(batch)
        follower.fresh = false
      }
  }

  /** Ends the oldest streams beyond what a session and a person may have. */
  function makeRoom({ followers }: Listener, sessionId: string): void {
    const ofSession = followers.filter((follower) => follower.sessionId === sessionId)
    const beyond = [...ofSession.slice(0, -streamLimits.session), ...followers.slice(0, -streamLimits.person)]
    for (const follower of beyond) {
      follower.end()
      if (followers.includes(follower)) followers.splice(followers.indexOf(follower), 1)
    }
  }

  return {
    close: () => closing.abort(),
    async *follow({ org, person, sessionId }, cursor, given) {
      const signal = AbortSignal.any([given, closing.signal])
      if (signal.aborted) return
      const key = `${org} ${person}`
      const listener = listeners.get(key) ?? { org, person, followers: [], pending: false, reading: false }
      listeners.set(key, listener)
      const follower = createFollower(sessionId, cursor)
      listener.followers.push(follower)
      const end = () => follower.end()
      signal.addEventListener('abort', end, { once: true })
      makeRoom(listener, sessionId)
      poke(listener)
      try {
        yield* follower.batches()
      } finally {
        signal.removeEventListener('abort', end)
        listener.followers = listener.followers.filter((other) => other !== follower)
        if (listener.followers.length === 0 && listeners.get(key) === listener) listeners.delete(key)
      }
    },
  }
}
