import http from 'node:http'
import { text } from 'node:stream/consumers'
import { v7 as uuidv7 } from 'uuid'
import { rowDigits } from './bare-order.ts'

/**
 * A closed loop of requests from a process of its own: each connection sends its next request when the answer to the one
 * before is there. Reads its order from the first argument, prints one line of JSON. SIGTERM ends it before its time.
 */
export interface LoadOrder {
  url: string
  headers: Record<string, string>
  /**
   * '{id:N}' stands for a UUIDv7 made anew for each request, the same one for the same N; '{seq}' for its number; '{row}'
   * for the next of the rows that were made to be used up, as twelve hexadecimal digits.
   */
  body: string
  /** The first of those rows, and after how many requests a run is over at the latest: there are only so many. */
  rows?: { first: number; limit: number }
  connections: number
  seconds: number
}
export interface LoadResult {
  /** Milliseconds. */
  p50: number
  p95: number
  p99: number
  requestsPerSecond: number
  requests: number
  /** Requests before the measured ones. */
  warmUps: number
  failed: number
  /** What the first that failed was answered with. */
  failure?: string | undefined
}

const order = JSON.parse(process.argv[2] ?? '{}') as LoadOrder
const url = new URL(order.url)
const agent = new http.Agent({ keepAlive: true, maxSockets: order.connections })
let failure: string | undefined
/** The measured run is over before its time. */
let isStopped = false
process.on('SIGTERM', () => {
  isStopped = true
})
let seq = Math.floor(Math.random() * 1e9)
let row = order.rows?.first ?? 0

function bodyOfOne(): string {
  const ids = new Map<string, string>()
  const ownRow = rowDigits(row)
  seq++
  row++
  return order.body.replaceAll(/\{id:(\d+)\}|\{seq\}|\{row\}/g, (match, name: string | undefined) => {
    if (name === undefined) return match === '{seq}' ? String(seq) : ownRow
    const id = ids.get(name) ?? uuidv7()
    ids.set(name, id)
    return id
  })
}

function send(): Promise<boolean> {
  const body = bodyOfOne()
  return new Promise((resolve) => {
    const request = http.request(
      {
        agent,
        hostname: url.hostname,
        port: url.port,
        path: url.pathname,
        method: 'POST',
        headers: {
          ...order.headers,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
        },
      },
      (response) => {
        if (response.statusCode === 200) response.resume().on('end', () => resolve(true))
        else void text(response).then((said) => fail(`${response.statusCode} ${said}`), fail)
      },
    )
    const fail = (why: unknown) => {
      failure ??= String(why)
      resolve(false)
    }
    request.on('error', fail)
    request.end(body)
  })
}

async function run(seconds: number, limit: number): Promise<{ times: number[]; failed: number }> {
  const times: number[] = []
  let failed = 0
  let sent = 0
  const end = performance.now() + seconds * 1000
  const connection = async () => {
    while (!isStopped && performance.now() < end && sent < limit) {
      sent++
      const started = performance.now()
      if (!(await send())) failed++
      times.push(performance.now() - started)
    }
  }
  await Promise.all(Array.from({ length: order.connections }, connection))
  return { times, failed }
}

const limit = order.rows?.limit ?? Number.POSITIVE_INFINITY
const warm = await run(Math.min(1.5, order.seconds), limit / 4)
const started = performance.now()
const { times, failed } = await run(order.seconds, limit)
const took = (performance.now() - started) / 1000
times.sort((a, b) => a - b)
const percentile = (share: number) =>
  Number((times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(3))
const result: LoadResult = {
  p50: percentile(0.5),
  p95: percentile(0.95),
  p99: percentile(0.99),
  requestsPerSecond: Math.round(times.length / took),
  requests: times.length,
  warmUps: warm.times.length,
  failed,
  failure,
}
process.stdout.write(`${JSON.stringify(result)}\n`)
agent.destroy()
