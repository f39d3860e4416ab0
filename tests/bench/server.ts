import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { type SignedIn, signIn } from '#tests/support/app.ts'
import { startDureProcess } from '#tests/support/dure-process.ts'
import type { BareOrder } from './bare.ts'
import { withBenchDatabase } from './bench-database.ts'
import { type Filled, fill } from './fill.ts'
import type { LoadOrder, LoadResult } from './load.ts'
import { recordStatements, type Statement } from './record.ts'

const connections = [1, 16, 64]

interface Measured {
  request: string
  audits: number
  connections: number
  dure: LoadResult
  bare: LoadResult
  pgAlone: { p50: number }
  select1: LoadResult
  /** Dure's p50 over the bare server's. */
  ratio: number
}

/** `seconds` a figure; sizes in audits of the lead's team. */
export async function benchServer({
  sizes,
  seconds,
}: {
  sizes: number[]
  seconds: number
}): Promise<Measured[]> {
  return await withBenchDatabase(async (database) => {
    const measured: Measured[] = []
    for (const size of sizes) {
      process.stderr.write(`filling ${size} audits\n`)
      const filled = await fill(database, size)
      await vacuum(database.ownerUrl)
      measured.push(...(await benchSize(database, filled, seconds)))
    }
    return measured
  })
}

async function benchSize(
  urls: { ownerUrl: string; appUrl: string; keyFile: string },
  filled: Filled,
  seconds: number,
): Promise<Measured[]> {
  const subject = filled.analysts[3]
  if (!subject) throw new Error('no analyst')
  const note = (ids: { note: string; action: string }) => ({
    noteId: ids.note,
    teamId: filled.team,
    subjectId: subject.personId,
    audience: 'person' as const,
    body: { kind: 'quick' as const, text: 'The threat policy changed on Monday; read section three again.' },
    criterion: null,
    evidence: [],
    followUpOn: '2026-12-01',
    actions: [
      { actionId: ids.action, ownerId: subject.personId, title: 'Read section three', dueOn: '2026-11-30' },
    ],
  })
  const requests: {
    name: string
    path: string
    body: unknown
    call: (who: SignedIn) => Promise<unknown>
    write?: boolean
  }[] = [
    { name: 'today', path: 'today.list', body: {}, call: ({ client }) => client.today.list.query() },
    {
      name: 'team',
      path: 'scorecards.team',
      body: { teamId: filled.team },
      call: ({ client }) => client.scorecards.team.query({ teamId: filled.team }),
    },
    {
      name: 'scorecard',
      path: 'scorecards.analyst',
      body: { personId: subject.personId },
      call: ({ client }) => client.scorecards.analyst.query({ personId: subject.personId }),
    },
    {
      name: 'save a note',
      path: 'coaching.saveNote',
      write: true,
      body: {
        meta: {
          id: '{id:1}',
          device: '{id:2}',
          seq: '{seq}',
          version: 1,
          base: null,
          claimedAt: '2026-11-23T00:00:00Z',
        },
        input: note({ note: '{id:3}', action: '{id:4}' }),
      },
      call: ({ client, meta }) =>
        client.coaching.saveNote.mutate({ meta: meta(), input: note({ note: uuidv7(), action: uuidv7() }) }),
    },
  ]
  // Twice: what happens once a day, the note of who looked, is not part of it the second time.
  const recorded = await recordStatements(urls, filled.lead, [
    ...requests.map(({ call }) => call),
    ...requests.map(({ call }) => call),
  ])
  const dure = await startDureProcess(urls)
  const known = new Set([filled.org, filled.team, filled.lead.personId, subject.personId])
  const results: Measured[] = []
  try {
    const { cookie } = await signIn(dure.url, filled.lead)
    const headers = { cookie: cookie(), 'x-dure': '1' }
    for (const [index, request] of requests.entries()) {
      const statements = recorded[requests.length + index] ?? []
      const bare = await startBare({
        databaseUrl: urls.ownerUrl,
        statements,
        fresh: request.write ? freshIn(statements, known) : [],
        transaction: request.write === true,
      })
      const nothing = await startBare({
        databaseUrl: urls.ownerUrl,
        statements: [{ name: 'one', text: 'select 1', values: [] }],
        fresh: [],
        transaction: false,
      })
      const body = JSON.stringify(request.body).replace('"{seq}"', '{seq}')
      for (const count of connections) {
        const order = { body, connections: count, seconds }
        const [d1, b1] = [
          await load({ ...order, url: `${dure.url}/api/trpc/${request.path}`, headers }),
          await load({ ...order, url: bare.url, headers: {} }),
        ]
        const [b2, d2] = [
          await load({ ...order, url: bare.url, headers: {} }),
          await load({ ...order, url: `${dure.url}/api/trpc/${request.path}`, headers }),
        ]
        const one = await load({ ...order, url: nothing.url, headers: {} })
        const dureResult = better(d1, d2)
        const bareResult = better(b1, b2)
        results.push({
          request: request.name,
          audits: filled.audits,
          connections: count,
          dure: dureResult,
          bare: bareResult,
          pgAlone: { p50: request.write ? Number.NaN : await alone(urls.ownerUrl, statements) },
          select1: one,
          ratio: Number((dureResult.p50 / bareResult.p50).toFixed(2)),
        })
        process.stderr.write(
          `${request.name}, ${filled.audits} audits, ${count} connections: ${dureResult.p50} ms against ${bareResult.p50} ms\n`,
        )
      }
      bare.stop()
      nothing.stop()
    }
  } finally {
    await dure.stop()
  }
  return results
}

/** Of two runs in turn, the calmer: the machine's other work only ever adds. */
const better = (a: LoadResult, b: LoadResult) => (a.p50 <= b.p50 ? a : b)

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/
/** Ids that Dure or the phone made for this one request. */
function freshIn(statements: Statement[], known: Set<string>): string[] {
  const ids = statements
    .flatMap(({ values }) => values.flat())
    .filter((value): value is string => typeof value === 'string' && uuid.test(value) && !known.has(value))
  return [...new Set(ids)]
}

async function startBare(order: BareOrder): Promise<{ url: string; stop(): void }> {
  const child: ChildProcess = spawn(
    process.execPath,
    [path.join(import.meta.dirname, 'bare.ts'), JSON.stringify(order)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  if (!child.stdout) throw new Error('no output')
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const { port } = JSON.parse(line.toString()) as { port: number }
  return { url: `http://127.0.0.1:${port}/`, stop: () => void child.kill() }
}

async function load(order: LoadOrder): Promise<LoadResult> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'load.ts'), JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let out = ''
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk
  })
  await once(child, 'close')
  const result = JSON.parse(out) as LoadResult
  if (result.failed > 0)
    throw new Error(`${result.failed} of ${result.requests} requests to ${order.url} failed`)
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

async function vacuum(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('vacuum (analyze)')
  await client.end()
}
