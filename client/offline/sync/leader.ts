import type { Platform } from '#client/offline/outbox/platform.ts'

export type Leader<Message> = {
  isLeader(): boolean
  /** Hears what the leader published, in every tab, the leader's own included. */
  subscribe(listener: (message: Message) => void): () => void
  /** Lets another tab take over. */
  stop(): Promise<void>
}

export type LeaderOptions<Message> = {
  platform: Pick<Platform, 'locks' | 'openChannel'>
  personId: string
  /**
   * Starts what only one tab may hold, such as the live stream, and answers with what ends it. `last` is the last
   * message that this tab heard from an earlier leader: where to go on. Null for a fresh start.
   */
  lead(publish: (message: Message) => void, last: Message | null): () => void
}

/** One tab of a browser leads, and the next takes over when it closes, dies or stops. */
export function createLeader<Message>({ platform, personId, lead }: LeaderOptions<Message>): Leader<Message> {
  const name = `dure-live-${personId}`
  const channel = platform.openChannel(name)
  const listeners = new Set<(message: Message) => void>()
  const stopping = new AbortController()
  let leading = false
  let last: Message | null = null

  const onMessage = (message: Message) => {
    last = message
    for (const listener of [...listeners]) listener(message)
  }
  // Only this file posts on the channel.
  const unlisten = channel.listen((message) => onMessage(message as Message))

  async function hold(): Promise<void> {
    if (stopping.signal.aborted) return
    leading = true
    const end = lead((message) => {
      if (stopping.signal.aborted) return
      channel.post(message)
      onMessage(message)
    }, last)
    try {
      await new Promise<void>((resolve) => stopping.signal.addEventListener('abort', () => resolve()))
    } finally {
      leading = false
      end()
    }
  }

  const lock = platform.locks.request(name, { signal: stopping.signal }, hold).catch((thrown) => {
    // Waiting for the lock ends with an error when we stop first; anything else is the browser refusing locks.
    if (!stopping.signal.aborted) throw thrown
  })
  lock.catch(() => undefined)
  return {
    isLeader: () => leading,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async stop() {
      stopping.abort()
      await lock
      unlisten()
      listeners.clear()
      channel.close()
    },
  }
}
