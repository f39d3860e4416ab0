import type { ActorRef } from '#server/db/actor-db.ts'
import type { Database } from '#server/db/database.ts'
import type { LiveBatch } from '#shared/live.ts'
import type { Notifications } from './listen.ts'
import { changesSince, sessionStands } from './queries.ts'

export interface Feed {
  /** Batches for one open phone until its session ends or `signal` aborts. The first comes at once. */
  follow(
    who: ActorRef & { sessionId: string },
    cursor: string | undefined,
    signal: AbortSignal,
  ): AsyncGenerator<LiveBatch>
}

export function createFeed(database: Database, notifications: Notifications): Feed {
  return {
    async *follow(who, cursor, signal) {
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
