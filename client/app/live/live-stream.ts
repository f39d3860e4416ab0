import { toAppError } from '#client/lib/app-error.ts'
import { RefusedCall } from '#client/lib/call.ts'
import type { Platform } from '#client/offline/outbox/platform.ts'
import { backoff } from '#client/offline/sync/backoff.ts'
import { type LiveBatch, liveBatch } from '#shared/core/live.ts'

type Options = {
  platform: Pick<Platform, 'clock' | 'online' | 'onWake' | 'random'>
  /** Up to where this phone has heard of changes. */
  cursor: string | undefined
  connect(url: string): EventSource
  /** Asks the server whether the session still stands. */
  check(): Promise<unknown>
  onBatch(batch: LiveBatch): void
}

export type LiveStream = { again(): void; stop(): void }

/** Milliseconds of silence after which a stream that comes back to the front is opened anew: phones freeze sockets. */
const trustedFor = 20_000

const address = (cursor: string | undefined) =>
  `/api/trpc/live.changes?input=${encodeURIComponent(JSON.stringify({ lastEventId: cursor }))}`

function batchOf(data: unknown): LiveBatch | undefined {
  try {
    return liveBatch.safeParse(JSON.parse(String(data))).data
  } catch {
    return undefined
  }
}

/** Returns whether an error that ended the stream says that nobody is signed in. */
function saysSignedOut(text: unknown): boolean {
  try {
    const shape: unknown = JSON.parse(String(text))
    const data = typeof shape === 'object' && shape ? Reflect.get(shape, 'data') : undefined
    return toAppError(new RefusedCall(data)).code === 'UNAUTHORIZED'
  } catch {
    return false
  }
}

/**
 * The subscription live.changes as server-sent events, with what EventSource leaves out: it goes on from the cursor
 * after any kind of end, backs off, opens anew after a sleep, and asks once whether the session still stands, because
 * an EventSource does not say why it was refused. It never polls. Read without tRPC's own link, whose reader of
 * streams would cost every first paint two kilobytes.
 */
export function openLiveStream({ platform, cursor, connect, check, onBatch }: Options): LiveStream {
  const { clock, online, onWake, random } = platform
  let seen = cursor
  let failures = 0
  let stopped = false
  let lastReceivedAt = 0
  let cancel = () => {}
  let current: EventSource | undefined

  function close() {
    cancel()
    current?.close()
    current = undefined
  }

  function open() {
    close()
    // An EventSource without a network would try every three seconds.
    if (stopped || !online.now()) return
    lastReceivedAt = clock.now()
    const source = connect(address(seen))
    current = source
    const ended = () => source === current && later()
    source.addEventListener('message', ({ data }) => {
      const batch = batchOf(data)
      if (!batch || source !== current) return
      lastReceivedAt = clock.now()
      failures = 0
      seen = batch.cursor
      onBatch(batch)
    })
    source.addEventListener('ping', () => {
      lastReceivedAt = clock.now()
    })
    // The server's own ways of ending it.
    source.addEventListener('return', ended)
    source.addEventListener('serialized-error', ({ data }) => {
      if (source !== current) return
      // The session is over: the server says at once how it ended.
      if (saysSignedOut(data)) askNow()
      else later()
    })
    // A broken connection reconnects by itself; a refused one is closed.
    source.addEventListener('error', () => {
      if (source !== current) return
      online.check()
      if (source.readyState === source.CLOSED) later()
    })
  }

  function later() {
    close()
    failures += 1
    if (online.now()) cancel = clock.after(backoff(failures, random()), ask)
  }

  function askNow() {
    close()
    failures += 1
    ask()
  }

  function ask() {
    check().then(open, (thrown) => {
      // Signed out: the next sign-in says `again`.
      if (!stopped && toAppError(thrown).code !== 'UNAUTHORIZED') later()
    })
  }

  const removers = [online.subscribe(open), onWake(() => clock.now() - lastReceivedAt > trustedFor && open())]
  open()
  return {
    again: open,
    stop() {
      stopped = true
      close()
      for (const remove of removers) remove()
    },
  }
}
