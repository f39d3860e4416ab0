import { expect, test } from 'vitest'
import { AppError } from '#shared/core/errors.ts'
import type { LiveBatch } from '#shared/core/live.ts'
import { openLiveStream } from './live-stream.ts'

/** What a browser's EventSource shows of itself, driven by hand. */
class Source extends EventTarget {
  readonly CLOSED = 2
  readyState = 1
  readonly url: string
  constructor(url: string) {
    super()
    this.url = url
  }
  close(): void {
    this.readyState = this.CLOSED
  }
  say(batch: Partial<LiveBatch>): void {
    const data = JSON.stringify({ cursor: 'c1', reset: false, changes: [], ...batch })
    this.dispatchEvent(new MessageEvent('message', { data }))
  }
  refuse(): void {
    this.close()
    this.dispatchEvent(new Event('error'))
  }
}

function setUp(check: () => Promise<unknown> = async () => undefined) {
  const sources: Source[] = []
  const received: string[] = []
  const timers: (() => void)[] = []
  let connected = true
  let checked = 0
  let now = 0
  let connectivity = () => {}
  let wake = () => {}
  const stream = openLiveStream({
    platform: {
      clock: {
        now: () => now,
        after(_, run) {
          timers.push(run)
          return () => timers.splice(timers.indexOf(run), 1)
        },
      },
      online: {
        now: () => connected,
        check: () => {
          checked += 1
        },
        subscribe(listener) {
          connectivity = listener
          return () => {}
        },
      },
      onWake(listener) {
        wake = listener
        return () => {}
      },
      random: () => 0.5,
    },
    cursor: undefined,
    connect(url) {
      const source = new Source(url)
      sources.push(source)
      return source as unknown as EventSource
    },
    check,
    onBatch: (batch) => received.push(batch.cursor),
  })
  const last = () => sources.at(-1) ?? new Source('none')
  const pass = async () => {
    for (const run of timers.splice(0)) run()
    await new Promise((resolve) => setImmediate(resolve))
  }
  const setOnline = (value: boolean) => {
    connected = value
    connectivity()
  }
  const sleep = (ms: number) => {
    now += ms
    wake()
  }
  return { stream, sources, received, timers, last, pass, setOnline, sleep, checked: () => checked }
}

const cursorOf = (source: Source) =>
  JSON.parse(new URL(source.url, 'http://x').searchParams.get('input') ?? '{}')

test('after an end it goes on from the last cursor, and old streams are not received any more', async () => {
  const { sources, received, last, pass } = setUp()
  expect(cursorOf(last())).toEqual({})
  last().say({ cursor: 'c1' })
  last().dispatchEvent(new Event('return'))
  expect(sources).toHaveLength(1)
  await pass()
  expect(cursorOf(last())).toEqual({ lastEventId: 'c1' })
  sources[0]?.say({ cursor: 'late' })
  last().say({ cursor: 'c2' })
  expect(received).toEqual(['c1', 'c2'])
})

test('a refused stream asks whether the session stands, and rests when it does not', async () => {
  const { stream, sources, timers, last, pass } = setUp(async () => {
    throw new AppError('UNAUTHORIZED')
  })
  last().refuse()
  await pass()
  expect(sources).toHaveLength(1)
  expect(timers).toHaveLength(0)
  stream.again()
  expect(sources).toHaveLength(2)
})

test('a stream that says that the session is over asks at once how it ended', async () => {
  let asked = 0
  const { timers, last } = setUp(async () => {
    asked += 1
    throw new AppError('UNAUTHORIZED', { reason: 'ended' })
  })
  const say = (app: unknown) =>
    last().dispatchEvent(
      new MessageEvent('serialized-error', { data: JSON.stringify({ code: -1, data: { app } }) }),
    )
  say({ code: 'UNAUTHORIZED', details: { reason: 'ended' } })
  expect(asked).toBe(1)
  await new Promise((resolve) => setImmediate(resolve))
  expect(timers).toHaveLength(0)
})

test('a stream that breaks on the server is opened again after a while', () => {
  const { timers, last } = setUp()
  last().dispatchEvent(
    new MessageEvent('serialized-error', { data: '{"data":{"app":{"code":"INTERNAL","details":{}}}}' }),
  )
  expect(timers).toHaveLength(1)
})

test('nothing is tried without a network; it opens when that comes back', () => {
  const { sources, timers, last, setOnline } = setUp()
  setOnline(false)
  expect(last().readyState).toBe(2)
  expect(timers).toHaveLength(0)
  setOnline(true)
  expect(sources).toHaveLength(2)
})

test('a stream that breaks asks at once whether the server can be heard', () => {
  const { sources, last, checked } = setUp()
  last().readyState = 0
  last().dispatchEvent(new Event('error'))
  expect(checked()).toBe(1)
  expect(sources).toHaveLength(1)
})

test('after a sleep the stream is opened anew; after a short look away it is kept', () => {
  const { sources, sleep } = setUp()
  sleep(5_000)
  expect(sources).toHaveLength(1)
  sleep(30_000)
  expect(sources).toHaveLength(2)
})

test('what is not a batch is not passed on', () => {
  const { received, last } = setUp()
  last().dispatchEvent(new MessageEvent('message', { data: '{"cursor":1}' }))
  last().dispatchEvent(new MessageEvent('message', { data: 'nonsense' }))
  expect(received).toEqual([])
})
