/** Names why the server is not heard: no network, a Wi-Fi that wants its own sign-in first, or one that keeps Dure out. */
export type SilenceCause = 'network' | 'portal' | 'blocked'

type Signal<Stop = unknown> = { now(): boolean; subscribe(listener: () => void): Stop }
type Parts = {
  /** The browser's own belief. Its events are worth an attempt; only answers count. */
  browser: Signal
  after(ms: number, run: () => void): () => void
  /** In [0, 1). */
  random(): number
  /** Asks the server for a sign of life: null where it gave one. */
  ask(): Promise<SilenceCause | null>
}

export type Connection = Signal<() => void> & {
  cause(): SilenceCause | null
  /** Counts the times that the server was silent. */
  silences(): number
  /** The server has answered a call, which began after so many silences: an answer from before the last one says nothing of now. */
  answered(begunAfter?: number): void
  /** A call got no answer of the server. */
  lost(cause: SilenceCause): void
  check(): void
  /** Asks every second, because something waits to be sent. */
  hurry(urgent: boolean): void
}

/** Milliseconds from a miss to the next question, at least and beyond that at random; doubled up to this many times. */
const pause = 500
const longestDoubling = 5
/** Doublings while nothing waits to be sent. */
const idleDoubling = 3

/**
 * Returns whether the server can be heard, as the calls find it. While it is silent it is asked again and again: phones are
 * told of a lost network late or never, and of its return as little.
 */
export function createConnection({ browser, after, random, ask }: Parts): Connection {
  const listeners = new Set<() => void>()
  let cause: SilenceCause | null = browser.now() ? null : 'network'
  let urgent = false
  let silences = 0
  let misses = 0
  /** Times that a sign of life was followed by a call without an answer: not worth a try every second. */
  let falseHopes = 0
  let hoping = false
  let asking = false
  let cancel = () => {}

  function become(next: SilenceCause | null) {
    if (next === cause) return
    cause = next
    for (const listener of [...listeners]) listener()
  }

  function plan() {
    cancel()
    const doubling = Math.max(falseHopes, urgent ? 0 : Math.min(misses, idleDoubling))
    cancel = after(pause * (1 + random()) * 2 ** Math.min(doubling, longestDoubling), check)
  }

  function check() {
    if (asking) return
    asking = true
    cancel()
    void ask().then((found) => {
      asking = false
      if (found) return silent(found)
      hoping ||= cause !== null
      become(null)
    })
  }

  function silent(next: SilenceCause) {
    silences += 1
    misses += 1
    become(next)
    plan()
  }

  function believe() {
    cancel()
    misses = 0
    falseHopes = 0
    hoping = false
    become(null)
  }

  browser.subscribe(() => (browser.now() ? believe() : silent('network')))
  return {
    now: () => cause === null,
    cause: () => cause,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    silences: () => silences,
    answered(begunAfter = silences) {
      if (begunAfter === silences) believe()
    },
    lost(next) {
      if (hoping) falseHopes += 1
      hoping = false
      silent(next)
    },
    check,
    hurry(now) {
      if (now && !urgent && cause) check()
      urgent = now
    },
  }
}

/** Returns what an answer that is not the server's says of the network: a page in its place, or a refusal. */
export function causeOf(status: number): SilenceCause {
  if (status < 400 || status === 511) return 'portal'
  return status < 500 && status !== 408 && status !== 429 ? 'blocked' : 'network'
}

/** Milliseconds that a sign of life may take. */
const patience = 4000

async function askServer(): Promise<SilenceCause | null> {
  try {
    const answer = await fetch('/healthz', { cache: 'no-store', signal: AbortSignal.timeout(patience) })
    const said = await answer.json().catch(() => undefined)
    return said?.ok === true ? null : causeOf(answer.status)
  } catch {
    return 'network'
  }
}

/** The connection of this page. */
export const connection = createConnection({
  browser: {
    // Node, where the units run, has a navigator without it.
    now: () => globalThis.navigator?.onLine !== false,
    subscribe(listener) {
      globalThis.addEventListener?.('online', listener)
      globalThis.addEventListener?.('offline', listener)
    },
  },
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
  random: Math.random,
  ask: askServer,
})
