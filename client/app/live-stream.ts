import { toAppError } from '#client/lib/app-error.ts'
import type { Api } from '#client/lib/trpc.ts'
import { backoff } from '#client/offline/backoff.ts'
import type { Platform } from '#client/offline/platform.ts'
import type { LiveBatch } from '#shared/live.ts'

type Options = {
  api: Pick<Api, 'live' | 'people'>
  platform: Pick<Platform, 'clock' | 'online' | 'onWake' | 'random'>
  cursor: string | undefined
  onBatch(batch: LiveBatch): void
}

export type LiveStream = { again(): void; stop(): void }

/** Milliseconds of silence after which a stream that comes back to the front is opened anew: phones freeze sockets. */
const trustedFor = 20_000

/**
 * Server-sent events with what EventSource leaves out: it goes on from the cursor after any kind of end, backs off,
 * opens anew after a sleep, and asks once whether the session still stands, because an EventSource does not say why
 * it was refused. It never polls.
 */
export function openLiveStream({ api, platform, cursor, onBatch }: Options): LiveStream {
  const { clock, online, onWake, random } = platform
  let seen = cursor
  let failures = 0
  let stopped = false
  let heardAt = 0
  let cancel = () => {}
  let current: { unsubscribe(): void } | undefined

  function open() {
    cancel()
    current?.unsubscribe()
    if (stopped) return
    heardAt = clock.now()
    const mine = api.live.changes.subscribe(
      { lastEventId: seen },
      {
        onData({ data }) {
          heardAt = clock.now()
          failures = 0
          seen = data.cursor
          onBatch(data)
        },
        onError: () => current === mine && later(),
        onComplete: () => current === mine && later(),
      },
    )
    current = mine
  }

  function later() {
    current = undefined
    failures += 1
    cancel()
    cancel = clock.after(backoff(failures, random()), ask)
  }

  function ask() {
    api.people.me.query().then(open, (thrown) => {
      // Signed out: the next sign-in says `again`.
      if (!stopped && toAppError(thrown).code !== 'UNAUTHORIZED') later()
    })
  }

  const removers = [
    online.subscribe(() => online.now() && open()),
    onWake(() => clock.now() - heardAt > trustedFor && open()),
  ]
  open()
  return {
    again: open,
    stop() {
      stopped = true
      cancel()
      for (const remove of removers) remove()
      current?.unsubscribe()
    },
  }
}
