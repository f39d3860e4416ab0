import { setTimeout as sleep } from 'node:timers/promises'
import { type LiveBatch, liveBatch } from '#shared/core/live.ts'

export interface ReceivedBatch {
  /** What an EventSource sends back as Last-Event-ID. */
  id: string
  batch: LiveBatch
  /** performance.now() when it came. */
  at: number
}

export interface EventStream {
  status: number
  headers: Headers
  batches: ReceivedBatch[]
  /** Everything that came, as text. */
  text: () => string
  /** The first batch from number `from` on that fits; fails after `within` milliseconds. */
  next(
    fits: (batch: LiveBatch) => boolean,
    options?: { from?: number; within?: number },
  ): Promise<ReceivedBatch>
  /** Resolves when the server ended it. */
  ended: Promise<void>
  close(): void
}

/** live.changes over HTTP, read as a browser's EventSource does: named events apart from messages, ids kept. */
export async function openStream(
  url: string,
  cookie: string,
  cursor: { header?: string; input?: string } = {},
): Promise<EventStream> {
  const abort = new AbortController()
  const input = encodeURIComponent(JSON.stringify({ lastEventId: cursor.input }))
  const response = await fetch(`${url}/api/trpc/live.changes?input=${input}`, {
    headers: {
      accept: 'text/event-stream',
      cookie,
      ...(cursor.header ? { 'last-event-id': cursor.header } : {}),
    },
    signal: abort.signal,
  })
  const batches: ReceivedBatch[] = []
  let text = ''
  async function read(): Promise<void> {
    const decoder = new TextDecoder()
    let rest = ''
    for await (const chunk of response.body ?? []) {
      const came = decoder.decode(chunk, { stream: true })
      text += came
      const events = (rest + came).split('\n\n')
      rest = events.pop() ?? ''
      for (const event of events) keep(event)
    }
  }
  function keep(event: string): void {
    const field = (name: string) =>
      event
        .split('\n')
        .find((line) => line.startsWith(`${name}:`))
        ?.slice(name.length + 1)
        .trim()
    const data = field('data')
    if (field('event') !== undefined || !data) return
    batches.push({ id: field('id') ?? '', batch: liveBatch.parse(JSON.parse(data)), at: performance.now() })
  }
  const ended = read().catch(() => undefined)
  return {
    status: response.status,
    headers: response.headers,
    batches,
    text: () => text,
    ended,
    close: () => abort.abort(),
    async next(fits, { from = 0, within = 5_000 } = {}) {
      for (const deadline = performance.now() + within; performance.now() < deadline; ) {
        const found = batches.slice(from).find(({ batch }) => fits(batch))
        if (found) return found
        await sleep(2)
      }
      throw new Error(`Nothing fitting within ${within} ms in ${JSON.stringify(batches)}`)
    },
  }
}
