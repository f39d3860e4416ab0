import { keepCursor, readCursor } from '#client/app/session/remembered.ts'
import type { Session } from '#client/app/session/session.ts'
import { concerned, type LiveKeys } from '#client/lib/live-keys.ts'
import { api, queries, serverAnswered } from '#client/lib/trpc.ts'
import type { AfterStart } from '#client/manifest/after-start.ts'
import { bringBackLost } from '#client/offline/outbox/sent-copies.ts'
import { createLeader } from '#client/offline/sync/leader.ts'
import type { LiveBatch } from '#shared/core/live.ts'
import { openLiveStream } from './live-stream.ts'
import { prefetchAll } from './prefetch.ts'

/** A reset reads everything again; otherwise only the views that a change concerns. */
function apply({ reset, changes }: LiveBatch, liveMaps: readonly LiveKeys[]): void {
  if (reset) void queries.invalidateQueries()
  for (const notice of changes)
    for (const filters of concerned(liveMaps, notice)) void queries.invalidateQueries(filters)
}

/**
 * Keeps what is on the screens current. One tab holds the stream and fills the phone in idle time; every tab hears what
 * changed. Meanwhile the rest of the phone's copies comes into memory, where a change must find the view it concerns.
 */
export function startLive({ me, offline, cache }: Session, parts: readonly AfterStart[]): () => void {
  const liveMaps = parts.flatMap(({ live }) => live ?? [])
  const prefetchers = parts.flatMap((part) => part.prefetch ?? [])
  const { platform, events } = offline.outbox
  const { personId } = me.person
  const known = (commandIds: string[]) => api.people.applied.query({ commandIds })
  let restored = false
  const restoring = cache.restoreRest(queries).then(() => {
    restored = true
  })
  const leader = createLeader<LiveBatch>({
    platform,
    personId,
    lead(publish, last) {
      let filling = new AbortController()
      const fill = () => {
        filling.abort()
        filling = new AbortController()
        const { signal } = filling
        void restoring.then(() => prefetchAll({ me, prefetchers }, platform, signal))
      }
      const stream = openLiveStream({
        connect: (url) => new EventSource(url),
        check: () => api.people.me.query(),
        platform,
        cursor: last?.cursor ?? readCursor(personId),
        onBatch(batch) {
          serverAnswered(personId)
          publish(batch)
          // A server that was put back to an earlier state begins its stream anew.
          if (batch.reset) void bringBackLost(offline.outbox, known).catch(() => undefined)
          // Only once the copies on the phone are known to be outdated: a start in between would take them for new.
          void restoring
            .then(() => cache.markOutdated(queries))
            .then(() => keepCursor(personId, batch.cursor))
          // What changed and stands on no screen is read again too, or the next hour without a network knows less.
          if (batch.reset || batch.changes.length > 0) fill()
        },
      })
      const unhear = events.subscribe((event) => {
        if (event.type !== 'resumed') return
        stream.again()
        fill()
      })
      fill()
      return () => {
        filling.abort()
        unhear()
        stream.stop()
      }
    },
  })
  leader.subscribe((batch) => {
    apply(batch, liveMaps)
    // Copies that came into memory since then are outdated too; those on a screen are being read already.
    if (!restored)
      void restoring.then(() =>
        batch.reset ? queries.invalidateQueries({ type: 'inactive' }) : apply(batch, liveMaps),
      )
  })
  return () => void leader.stop()
}
