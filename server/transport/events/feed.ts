import type { ActorRef } from '#server/db/actor-db.ts'
import { changesSince, stateOfSession } from '#server/db/change-queries.ts'
import type { Database } from '#server/db/database.ts'
import type { Notifications } from '#server/db/listen.ts'
import { signedOut } from '#shared/core/errors.ts'
import type { LiveBatch } from '#shared/core/live.ts'

export interface Feed {
  /**
   * Yields batches for one open phone until `signal` aborts. The first comes at once.
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

export function createFeed(database: Database, notifications: Notifications): Feed {
  const closing = new AbortController()
  return {
    close: () => closing.abort(),
    async *follow(who, cursor, given) {
      const signal = AbortSignal.any([given, closing.signal])
      let pending = true
      let wake: (() => void) | undefined
      const poke = () => {
        pending = true
        wake?.()
      }
      const stops = [
        notifications.onChange((org) => {
          if (org === who.org || org === '') poke()
        }),
        notifications.onSessionEnd((sessionId) => {
          if (sessionId === who.sessionId) poke()
        }),
      ]
      signal.addEventListener('abort', poke, { once: true })
      let seen = cursor
      try {
        for (let first = true; ; first = false) {
          if (!pending) {
            await new Promise<void>((resolve) => {
              wake = resolve
            })
          }
          if (signal.aborted) return
          pending = false
          const found = await database.read(who, async (db) => {
            const state = await stateOfSession(db, who.sessionId)
            return state === 'open' ? await changesSince(db, seen) : state
          })
          if (typeof found === 'string') throw signedOut(found === 'ended')
          seen = found.cursor
          if (first || found.changes.length > 0 || found.reset) yield found
        }
      } finally {
        for (const stop of stops) stop()
      }
    },
  }
}
