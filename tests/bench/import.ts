import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { signIn } from '#tests/support/app.ts'
import { startDureProcess } from '#tests/support/dure-process.ts'
import { withBenchDatabase } from './bench-database.ts'
import { vacuum } from './compare.ts'
import { type Filled, fill } from './fill.ts'
import type { LoadOrder, LoadResult } from './load.ts'

interface Shape {
  /** Rows of each file. */
  rows: number
  /** Decisions that another team of the organisation has already. */
  before: number
  /** Files that are imported, each into a team of its own: once alone and once while somebody reads. */
  runs: number
}

/** Figures of one file: milliseconds, and mebibytes of resident memory of the command line's process. */
interface Imported {
  importMs: number
  copyMs: number
  ratio: number
  peakMiB: number
  /** The highest in each tenth of the time. */
  tenthsMiB: number[]
}

interface ImportFigures extends Shape {
  alone: Imported[]
  /** The median of the ratios. */
  ratio: number
  /** Reads of the other team's lead, the next as soon as one is answered: without an import, and during one. */
  reads: { request: string; quiet: Waited; during: Waited; p99Ratio: number }[]
}
type Waited = Pick<LoadResult, 'p50' | 'p99' | 'requests'>

/**
 * Times `dure import audits` as a whole process against one COPY of the same rows, as they were stored, into a table with the
 * columns and the indexes of audit and nothing else, which holds the same rows before. Both write their WAL and are timed from
 * a checkpoint on.
 */
export async function benchImport(shape: Shape): Promise<ImportFigures> {
  const dir = await mkdtemp(path.join(tmpdir(), 'dure-bench-files-'))
  try {
    return await withBenchDatabase(async (database) => {
      process.stderr.write(`filling ${shape.before} audits\n`)
      const filled = await fill(database, shape.before)
      await vacuum(database.ownerUrl)
      const alone: Imported[] = []
      for (let run = 0; run < shape.runs; run += 1) {
        const file = path.join(dir, `${run}.csv`)
        await writeLog(file, shape.rows, `alone-${run}`)
        const imported = await importFile(database, file, `Alone ${run}`)
        const copyMs = await bareCopy(database, `Alone ${run}`)
        const ratio = rounded(imported.importMs / copyMs)
        alone.push({ ...imported, copyMs, ratio })
        process.stderr.write(
          `${shape.rows} rows: ${imported.importMs} ms against ${copyMs} ms; at most ${imported.peakMiB} MiB\n`,
        )
      }
      const file = path.join(dir, 'during.csv')
      const ratio = alone.map((item) => item.ratio).toSorted((a, b) => a - b)[Math.floor(alone.length / 2)]
      const reads = await readsDuring(database, { filled, shape, file })
      return { ...shape, alone, ratio: ratio ?? Number.NaN, reads }
    })
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

type Database = { ownerUrl: string; appUrl: string; superUrl: string; keyFile: string }

const analysts = 20

/** Writes a log of thirteen weeks with every column that has a field, its references in no order. */
async function writeLog(file: string, rows: number, prefix: string): Promise<void> {
  const first = Date.parse('2026-08-03T00:00:00Z')
  const step = (13 * 7 * 86_400_000) / rows
  function* lines() {
    yield 'ref,case,analyst,policy,queue,language,kind,decision,verified,how,at\n'
    for (let n = 0; n < rows; n += 1) {
      const place = (n * 7_919) % rows
      const verified = n % 3 === 0 ? `${n % 37 === 0 ? 'fine' : 'violating'},gold` : ','
      const decided = new Date(first + n * step).toISOString()
      yield `${prefix}-${place},C-${prefix}-${n},${prefix}-rater-${n % analysts},policy-${n % 20},queue-${n % 6},${n % 2 ? 'ko' : 'en'},audit,${n % 29 === 0 ? 'fine' : 'violating'},${verified},${decided}\n`
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(file))
}

const mapping = [
  ...[
    'ref=reference',
    'case=case_ref',
    'analyst=analyst',
    'policy=policy',
    'queue=queue',
    'language=language',
  ],
  ...['kind=kind', 'decision=decision', 'verified=verified_decision', 'how=verified_by', 'at=decided_at'],
].join(',')

/** Runs the command line on a file, and samples the memory that it uses. */
async function importFile(
  { ownerUrl, appUrl, superUrl, keyFile }: Database,
  file: string,
  team: string,
): Promise<Omit<Imported, 'copyMs' | 'ratio'>> {
  await checkpoint(superUrl)
  const started = performance.now()
  const child = spawn(
    process.execPath,
    [
      path.resolve(import.meta.dirname, '../../start.js'),
      ...['cli', 'import', 'audits', file, '--team', team, '--create-people', '--map', mapping, '--json'],
    ],
    {
      env: { ...process.env, DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl, APP_KEY_FILE: keyFile },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const [sampled, out] = await Promise.all([sampleMemory(child, started), outputOf(child)])
  const importMs = Math.round(performance.now() - started)
  if (child.exitCode !== 0) throw new Error(`the import ended with ${child.exitCode}: ${out.slice(0, 500)}`)
  const tenths = Array.from({ length: 10 }, (_, tenth) =>
    Math.max(
      0,
      ...sampled.flatMap(({ elapsed, mib }) =>
        Math.floor((elapsed / importMs) * 10) === tenth ? [mib] : [],
      ),
    ),
  )
  return { importMs, peakMiB: Math.max(...tenths), tenthsMiB: tenths }
}

async function outputOf({ stdout }: ChildProcess): Promise<string> {
  return stdout ? (await buffer(stdout)).toString() : ''
}

/** Reads how much memory a process has, ten times a second until it ends. */
async function sampleMemory(
  child: ChildProcess,
  started: number,
): Promise<{ elapsed: number; mib: number }[]> {
  const ended = once(child, 'exit').then(() => true)
  const samples: { elapsed: number; mib: number }[] = []
  do {
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '')
    const kib = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0)
    samples.push({ elapsed: performance.now() - started, mib: Math.round(kib / 1024) })
  } while (!(await Promise.race([ended, sleep(100, false)])))
  return samples
}

/** Times one COPY of the rows of a team into a table like audit that has every other row already. */
async function bareCopy({ ownerUrl, superUrl }: Database, team: string): Promise<number> {
  return await withPg(ownerUrl, async (client) => {
    const id = await client.query<{ team_id: string }>('select team_id from team where name = $1', [team])
    const teamId = id.rows[0]?.team_id
    // In the order of the file, which is the order in which they were stored.
    const rows = await buffer(
      client.query(copyTo(`copy (select * from audit where team_id = '${teamId}' order by ctid) to stdout`)),
    )
    await client.query('create table bare_audit (like audit including defaults including indexes)')
    await client.query(`insert into bare_audit select * from audit where team_id <> '${teamId}'`)
    await checkpoint(superUrl)
    const started = performance.now()
    await pipeline(Readable.from(slicesOf(rows)), client.query(copyFrom('copy bare_audit from stdin')))
    const took = Math.round(performance.now() - started)
    await client.query('drop table bare_audit')
    return took
  })
}

function* slicesOf(rows: Buffer): Generator<Buffer> {
  for (let from = 0; from < rows.length; from += 65_536) yield rows.subarray(from, from + 65_536)
}

/** Asks for the lead's pages for some seconds without an import, and then for as long as one runs. */
async function readsDuring(
  database: Database,
  { filled, shape, file }: { filled: Filled; shape: Shape; file: string },
): Promise<ImportFigures['reads']> {
  const subject = filled.analysts[3]
  if (!subject) throw new Error('no analyst')
  const dure = await startDureProcess(database)
  try {
    const { cookie } = await signIn(dure.url, filled.lead)
    const headers = { cookie: cookie(), 'x-dure': '1' }
    const reads: ImportFigures['reads'] = []
    const asked = {
      'scorecards.team': { teamId: filled.team },
      'scorecards.analyst': { personId: subject.personId },
    }
    for (const [place, [request, body]] of Object.entries(asked).entries()) {
      await writeLog(file, shape.rows, `during-${place}`)
      const order = { url: `${dure.url}/api/trpc/${request}`, headers, body: JSON.stringify(body) }
      const quiet = await readUntil(order, sleep(6_000))
      const during = await readUntil(order, importFile(database, file, `During ${place}`))
      reads.push({ request, quiet, during, p99Ratio: rounded(during.p99 / quiet.p99) })
      process.stderr.write(`${request}: p99 ${quiet.p99} ms, during an import ${during.p99} ms\n`)
    }
    return reads
  } finally {
    await dure.stop()
  }
}

/** Runs the load on one connection, in a process of its own, until something has happened. */
async function readUntil(
  order: Pick<LoadOrder, 'url' | 'headers' | 'body'>,
  happened: Promise<unknown>,
): Promise<Waited> {
  const whole: LoadOrder = { ...order, connections: 1, seconds: 600 }
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'load.ts'), JSON.stringify(whole)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const said = outputOf(child)
  await happened
  child.kill('SIGTERM')
  const { p50, p99, requests, failed, failure } = JSON.parse(await said) as LoadResult
  if (failed > 0) throw new Error(`${failed} of ${requests} requests to ${order.url} failed: ${failure}`)
  return { p50, p99, requests }
}

const checkpoint = (superUrl: string) => withPg(superUrl, (client) => client.query('checkpoint'))

async function withPg<Result>(url: string, run: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await run(client)
  } finally {
    await client.end()
  }
}

const rounded = (value: number) => Number(value.toFixed(2))
