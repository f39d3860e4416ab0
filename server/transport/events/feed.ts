import type { ActorRef } from '#server/db/actor-db.ts'
import { changesSince, sessionStands } from '#server/db/change-queries.ts'
import type { Database } from '#server/db/database.ts'
import type { Notifications } from '#server/db/listen.ts'
import type { LiveBatch } from '#shared/core/live.ts'

export interface Feed {
  /** Batches for one open phone until its session ends or `signal` aborts. The first comes at once. */
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
          const found = await database.read(who, async (db) =>
            (await sessionStands(db, who.sessionId)) ? await changesSince(db, seen) : undefined,
          )
          if (!found) return
          seen = found.cursor
          if (first || found.changes.length > 0 || found.reset) yield found
        }
      } finally {
        for (const stop of stops) stop()
      }
    },
  }
}
