import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import pg from 'pg'
import { type SignedIn, signIn } from '#tests/support/app.ts'
import { startDureProcess } from '#tests/support/dure-process.ts'
import type { TestPerson } from '#tests/support/people.ts'
import { type BareOrder, madeIds } from './bare-order.ts'
import type { LoadOrder, LoadResult } from './load.ts'
import { recordStatements, type Statement } from './record.ts'

const connections = [1, 16, 64]
/** Runs of each figure, Dure's and the bare server's in turn; the medians are compared. */
const rounds = 3

export interface BenchRequest {
  name: string
  /** The procedure, 'today.list'. */
  path: string
  /** As LoadOrder has it, with '{id:N}' and '{seq}'. */
  body: unknown
  /** The same request through the client, to see what it asks of the database. */
  call: (who: SignedIn) => Promise<unknown>
  write?: boolean
  /** It uses up one of the rows made for it, whose ids in `body` end in '{row}': those before `reservedRows`. */
  usesUp?: boolean
}

/** Rows to be used up are needed from 1 on, in twice this number: the second half is the bare server's. */
export const reservedRows = 3_000
/** Requests of one run that uses rows up. */
const concurrencyLimit = 150

export interface Measured {
  request: string
  /** Of what the request is about: audits, or events of escalations. */
  rows: number
  connections: number
  dure: LoadResult
  bare: LoadResult
  pgAlone: { p50: number }
  select1: LoadResult
  /** Dure's p50 over the bare server's, and its p99 over the bare one's. */
  ratio: number
  ratioP99: number
  /** Dure's p50 over its own at the smallest size of the run; null where this is it. */
  growth: number | null
}

/** The envelope of a command, made anew for each request. */
export const freshMeta = {
  id: '{id:1}',
  device: '{id:2}',
  seq: '{seq}',
  version: 1,
  base: null,
  claimedAt: '2026-11-23T00:00:00Z',
}

interface Comparison {
  /** Who asks. */
  person: TestPerson
  requests: BenchRequest[]
  /** Ids that were there before: every other UUIDv7 in a statement was made for the one request. */
  known: string[]
  rows: number
  /** Of each run. */
  seconds: number
}

/** Every request against the bare server that runs the same statements, one after the other. */
export async function compare(
  urls: { ownerUrl: string; appUrl: string; keyFile: string },
  { person, requests, known, rows, seconds }: Comparison,
): Promise<Measured[]> {
  const calls = requests.map(({ call }) => call)
  // Twice: what happens once a day, the note of who looked, is not part of it the second time.
  const recorded = await recordStatements(urls, person, [...calls, ...calls])
  const dure = await startDureProcess(urls)
  const results: Measured[] = []
  try {
    const { cookie } = await signIn(dure.url, person)
    const headers = { cookie: cookie(), 'x-dure': '1' }
    for (const [index, request] of requests.entries()) {
      const statements = recorded[requests.length + index] ?? []
      const transaction = request.write === true
      let row = 10
      const own = () => ({ rows: { first: row, limit: concurrencyLimit } })
      const fresh = transaction ? freshIn(statements, new Set(known)) : []
      using bare = await startBare({
        databaseUrl: urls.ownerUrl,
        actor: { org: person.org, person: person.personId },
        statements,
        fresh,
        transaction,
        firstRow: reservedRows,
      })
      using nothing = await startBare({ databaseUrl: urls.ownerUrl, ...selectOne })
      const body = JSON.stringify(request.body).replace('"{seq}"', '{seq}')
      for (const count of connections) {
        const order = { body, connections: count, seconds }
        const ofDure: LoadResult[] = []
        const ofBare: LoadResult[] = []
        for (let round = 0; round < rounds; round += 1) {
          const url = `${dure.url}/api/trpc/${request.path}`
          ofDure.push(await load({ ...order, ...(request.usesUp ? own() : {}), url, headers }))
          ofBare.push(await load({ ...order, ...(request.usesUp ? own() : {}), url: bare.url, headers: {} }))
          row += 2 * concurrencyLimit
        }
        const [d, b] = [middle(ofDure), middle(ofBare)]
        results.push({
          request: request.name,
          rows,
          connections: count,
          dure: d,
          bare: b,
          pgAlone: { p50: transaction ? Number.NaN : await alone(urls.ownerUrl, statements) },
          select1: await load({ ...order, url: nothing.url, headers: {} }),
          ratio: Number((d.p50 / b.p50).toFixed(2)),
          ratioP99: Number((d.p99 / b.p99).toFixed(2)),
          growth: null,
        })
        process.stderr.write(
          `${request.name}, ${rows} rows, ${count} connections: ${d.p50} ms against ${b.p50} ms, p99 ${d.p99} against ${b.p99}\n`,
        )
      }
    }
  } finally {
    await dure.stop()
  }
  return results
}

const selectOne: Omit<BareOrder, 'databaseUrl'> = {
  actor: null,
  statements: [{ name: 'one', text: 'select 1', values: [], together: false }],
  fresh: [],
  transaction: false,
  firstRow: 0,
}

/** The run whose p50 is the median. */
function middle(runs: LoadResult[]): LoadResult {
  const found = runs.toSorted((a, b) => a.p50 - b.p50)[Math.floor(runs.length / 2)]
  if (!found) throw new Error('nothing was measured')
  return found
}

/** Ids that Dure or the phone made for this one request, also within JSON. */
function freshIn(statements: Statement[], known: Set<string>): string[] {
  const ids = statements
    .flatMap(({ values }) => values.flat())
    .flatMap((value) => (typeof value === 'string' ? (value.match(madeIds) ?? []) : []))
  return [...new Set(ids)].filter((id) => !known.has(id))
}

/** Starts the yardstick in a process of its own. */
export async function startBare(order: BareOrder): Promise<{ url: string } & Disposable> {
  const child: ChildProcess = spawn(
    process.execPath,
    [path.join(import.meta.dirname, 'bare.ts'), JSON.stringify(order)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  if (!child.stdout) throw new Error('no output')
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const { port } = JSON.parse(line.toString()) as { port: number }
  return { url: `http://127.0.0.1:${port}/`, [Symbol.dispose]: () => void child.kill() }
}

/** Runs the load in a process of its own. */
export async function load(order: LoadOrder): Promise<LoadResult> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'load.ts'), JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let out = ''
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk
  })
  await once(child, 'close')
  const result = JSON.parse(out) as LoadResult
  const { failed, requests, failure } = result
  if (failed > 0) throw new Error(`${failed} of ${requests} requests to ${order.url} failed: ${failure}`)
  return result
}

/** The statements on one connection, without any server: what PostgreSQL and its driver need. */
async function alone(databaseUrl: string, statements: Statement[]): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const times: number[] = []
  for (let i = 0; i < 600; i++) {
    const started = performance.now()
    for (const { name, text, values } of statements) await client.query({ name, text, values })
    times.push(performance.now() - started)
  }
  await client.end()
  times.sort((a, b) => a - b)
  return Number((times[300] ?? 0).toFixed(3))
}

export async function vacuum(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('vacuum (analyze)')
  await client.end()
}
