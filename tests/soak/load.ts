import { chmod, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { TRPCClientError } from '@trpc/client'
import { authJobs } from '#server/auth/jobs.ts'
import { withOwner } from '#server/db/database.ts'
import { connectToRunning } from '#server/db/embedded.ts'
import { allJobs } from '#server/features/features.ts'
import { coreJobs } from '#server/jobs/broom.ts'
import { dure } from '#tests/support/command-line.ts'
import { freePort } from '#tests/support/dure-process.ts'
import { startMain } from '#tests/support/main-process.ts'
import { seededRandom } from '#tests/support/seeded-random.ts'
import { findGrowth, type Sample } from './growth.ts'
import type { Part } from './parts.ts'
import { makeCast, sendOne } from './traffic.ts'

const requestsPerSecond = 20
/** Requests without an answer at which a slow machine is given time: its backlog is no growth. */
const unansweredLimit = 60
const minute = 60_000
const aSecond = 1_000

/** What lies in the folders of the data folder two levels deep, and in the folder for temporary files. */
async function foldersOf(dataDir: string, temporary: string): Promise<Sample['folders']> {
  const folders: Sample['folders'] = {}
  for (const [root, prefix] of [
    [dataDir, ''],
    [temporary, 'temporary'],
  ] as const) {
    for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue
      const place = path.relative(root, entry.parentPath).split(path.sep).slice(0, 2)
      const folder = [prefix, ...place].filter(Boolean).join('/') || 'the data folder'
      // PostgreSQL removes files while they are counted.
      const found = await stat(path.join(entry.parentPath, entry.name)).catch(() => undefined)
      const measured = folders[folder] ?? { files: 0, bytes: 0 }
      folders[folder] = { files: measured.files + 1, bytes: measured.bytes + (found?.size ?? 0) }
    }
  }
  return folders
}

/** Bytes of memory and open files of a process, as Linux counts them. */
async function sizeOfProcess(pid: number): Promise<{ memory: number; open: number }> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  const kilobytes = Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1])
  return { memory: kilobytes * 1024, open: (await readdir(`/proc/${pid}/fd`)).length }
}

async function tablesSaidByDoctor(env: Record<string, string>): Promise<Sample['tables']> {
  const { out, err } = await dure(['doctor', '--json'], env)
  try {
    const { tables } = JSON.parse(out) as { tables: Sample['tables'] }
    return tables
  } catch {
    throw new Error(`doctor said no tables: ${out}${err}`)
  }
}

/**
 * Sends twenty requests a second, fewer where the machine is slow, to a Dure of its own for so many minutes, and says what
 * grew that nothing shrinks again. Every refusal that is not of the mixture is a problem too. Reads /proc: Linux only.
 */
export async function soakLoad(seed: number, asked: number, say: (line: string) => void): Promise<Part> {
  const started = performance.now()
  const base = await mkdtemp(path.join(tmpdir(), 'dure-load-'))
  // As root the database runs as another account, which must be able to pass.
  if (process.getuid?.() === 0) await chmod(base, 0o711)
  const dataDir = path.join(base, 'data')
  const temporary = await mkdtemp(path.join(base, 'tmp-'))
  const env = { DATA_DIR: dataDir, PORT: String(await freePort()), TMPDIR: temporary, LOG_LEVEL: 'warn' }
  const server = startMain({ ...env, LOG_LEVEL: 'info' })
  const problems: string[] = []
  const samples: Sample[] = []
  let sent = 0
  try {
    const url = await server.url
    const cast = await withOwner((await connectToRunning(dataDir))?.ownerUrl ?? '', (db) => makeCast(db, url))
    const random = seededRandom(seed)
    const sending = new Set<Promise<void>>()
    const from = performance.now()
    const fail = (thrown: unknown) => {
      const said = thrown instanceof TRPCClientError ? JSON.stringify(thrown.data) : ''
      const second = Math.round((performance.now() - from) / aSecond)
      if (problems.length < 20) problems.push(`second ${second}: ${String(thrown)} ${said}`.trim())
    }
    let nextSample = 0
    let due = from
    while (performance.now() - from < asked * minute) {
      while (sending.size >= unansweredLimit) await Promise.race(sending)
      const turn = sendOne(cast, random).catch(fail)
      sending.add(turn)
      void turn.then(() => sending.delete(turn))
      sent += 1
      if (performance.now() - from >= nextSample) {
        nextSample += minute
        // A socket of a request that is on its way is no growth.
        await Promise.all(sending)
        const measured = { ...(await sizeOfProcess(server.pid)), tables: await tablesSaidByDoctor(env) }
        const seconds = Math.round((performance.now() - from) / 1000)
        samples.push({ at: seconds, ...measured, folders: await foldersOf(dataDir, temporary) })
        const rows = measured.tables.reduce((sum, table) => sum + table.rows, 0)
        say(
          `minute ${Math.round(seconds / 60)} of ${asked}: ${sent} requests, ${Math.round(measured.memory / 1e6)} MB of memory, ${measured.open} open files, ${rows} rows`,
        )
      }
      // Time that was lost is not made up for: that would be a burst.
      due = Math.max(due, performance.now() - aSecond) + aSecond / requestsPerSecond
      await sleep(Math.max(0, due - performance.now()))
    }
    await Promise.all(sending)
    const swept = [...allJobs, ...authJobs, ...coreJobs].flatMap(({ sweeps }) => sweeps ?? [])
    problems.push(...findGrowth(samples, swept))
  } finally {
    await server.end('SIGTERM')
    await rm(base, { recursive: true })
  }
  const last = samples.at(-1)
  for (const table of last?.tables.slice(0, 40) ?? [])
    say(
      `${table.name}: ${samples[0]?.tables.find(({ name }) => name === table.name)?.rows ?? 0} to ${table.rows} rows, ${table.bytes} bytes`,
    )
  return {
    ...{ asked, done: asked, seconds: Math.round((performance.now() - started) / 1000) },
    failed: problems.length > 0 ? [{ seed, problems }] : [],
    counts: { requests: sent, samples: samples.length },
  }
}
