import { v7 as uuidv7 } from 'uuid'
import { connection } from '#client/lib/connection.ts'

/** The part of a clock that the offline core uses, so that a test can own time. */
export type Clock = {
  /** Milliseconds since the epoch. */
  now(): number
  /** Runs once after `ms` milliseconds; the answer cancels it. */
  after(ms: number, run: () => void): () => void
}

/** The part of the Web Locks API that the offline core uses: exclusive locks that end with their tab. */
export type Locks = {
  request<T>(name: string, options: { signal?: AbortSignal }, run: () => Promise<T>): Promise<T>
}

/** Messages to the other tabs of this origin; a sender does not hear itself. */
export type Channel = {
  post(message: unknown): void
  listen(listener: (message: unknown) => void): () => void
  close(): void
}

/** Says whether the server can be heard. */
export type OnlineSignal = {
  now(): boolean
  /** Asks for a sign of life. */
  check(): void
  subscribe(listener: () => void): () => void
}

/** Everything that the offline core takes from its surroundings. */
export type Platform = {
  indexedDB: IDBFactory
  crypto: Pick<Crypto, 'subtle' | 'getRandomValues'>
  locks: Locks
  openChannel(name: string): Channel
  clock: Clock
  /** In [0, 1). */
  random(): number
  /** UUIDv7. */
  newId(): string
  online: OnlineSignal
  /** Called when the app comes to the front or the service worker asks for a sync. */
  onWake(listener: () => void): () => void
  /** Resolves when the browser has nothing better to do. */
  idle(): Promise<void>
  /** A few words that are kept elsewhere than the databases. They may not be kept at all: nothing throws. */
  apart: {
    get(name: string): string | null
    set(name: string, value: string): void
    remove(name: string): void
  }
  /** Asks the browser not to clear away what is kept here; it may refuse, and some have no such question. */
  persist(): void
}

const realClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    // Browsers fire at once above 2^31 - 1 milliseconds.
    const timer = setTimeout(run, Math.min(Math.max(0, ms), 2 ** 31 - 1))
    return () => clearTimeout(timer)
  },
}

function browserChannel(name: string): Channel {
  const channel = new BroadcastChannel(name)
  return {
    post: (message) => channel.postMessage(message),
    listen(listener) {
      const onMessage = (event: MessageEvent) => listener(event.data)
      channel.addEventListener('message', onMessage)
      return () => channel.removeEventListener('message', onMessage)
    },
    close: () => channel.close(),
  }
}

function browserWake(listener: () => void): () => void {
  const shown = () => {
    if (document.visibilityState === 'visible') listener()
  }
  const onWorkerMessage = (event: MessageEvent) => {
    if (event.data?.type === 'sync') listener()
  }
  document.addEventListener('visibilitychange', shown)
  globalThis.addEventListener('pageshow', listener)
  navigator.serviceWorker?.addEventListener('message', onWorkerMessage)
  return () => {
    document.removeEventListener('visibilitychange', shown)
    globalThis.removeEventListener('pageshow', listener)
    navigator.serviceWorker?.removeEventListener('message', onWorkerMessage)
  }
}

function browserIdle(): Promise<void> {
  return new Promise((resolve) => {
    // Safari has no requestIdleCallback.
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: 2000 })
    else setTimeout(resolve, 50)
  })
}

/** Returns what `work` does, or null where the browser forbids storage or has no room. */
function whereAllowed<T>(work: () => T): T | null {
  try {
    return work()
  } catch {
    return null
  }
}

const browserApart: Platform['apart'] = {
  get: (name) => whereAllowed(() => localStorage.getItem(name)),
  set: (name, value) => void whereAllowed(() => localStorage.setItem(name, value)),
  remove: (name) => void whereAllowed(() => localStorage.removeItem(name)),
}

function browserPersist(): void {
  // WebKitGTK has no navigator.storage, whatever its type says.
  const storage: Partial<StorageManager> | undefined = navigator.storage
  void storage?.persist?.().catch(() => undefined)
}

/** The browser's own. Needs a secure context: elsewhere there are no locks and no crypto.subtle. */
export function browserPlatform(): Platform {
  return {
    indexedDB: globalThis.indexedDB,
    crypto: globalThis.crypto,
    locks: { request: (name, options, run) => navigator.locks.request(name, options, run) },
    openChannel: browserChannel,
    clock: realClock,
    random: Math.random,
    newId: () => uuidv7(),
    online: connection,
    onWake: browserWake,
    idle: browserIdle,
    apart: browserApart,
    persist: browserPersist,
  }
}
