import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { afterAll, beforeAll } from 'vitest'
import { readRecord } from '#server/db/cluster-record.ts'
import { openDataFolder } from '#server/db/data-folder.ts'
import { type EmbeddedOptions, startEmbedded } from '#server/db/embedded.ts'
import { withClient } from '#server/db/one-client.ts'
import { startOf } from '#server/db/process-identity.ts'

export const program = fileURLToPath(import.meta.resolve('#tests/support/run-database.ts'))
export const asRoot = process.getuid?.() === 0
export const log = pino({ level: 'silent' })

export let base = ''
/** A data folder that every test finds stopped, with a database in it. */
export let dir = ''

export async function open(folderPath: string, options?: EmbeddedOptions) {
  const folder = await openDataFolder(folderPath)
  const database = await startEmbedded(folder, log, options).catch(async (error: unknown) => {
    await folder.release()
    throw error
  })
  const close = async () => {
    await database.stop()
    await folder.release()
  }
  return { ...database, close }
}

export async function cluster(): Promise<string> {
  return (await readRecord(dir))?.cluster ?? ''
}

export async function serverPid(): Promise<number> {
  return Number((await readFile(join(await cluster(), 'postmaster.pid'), 'utf8')).split('\n')[0])
}

export async function queryValue<T>(url: string, sql: string): Promise<T> {
  const { rows } = await withClient(url, (client) => client.query<{ one: T }>(`select (${sql}) as one`))
  return rows[0]?.one as T
}

export async function rows(url: string): Promise<number> {
  return await queryValue<number>(url, 'select count(*)::int from written')
}

/** Asks until the server answers again; the milliseconds it took. */
export async function answered(url: string): Promise<number> {
  const since = performance.now()
  for (;;) {
    if (await queryValue(url, '1').catch(() => undefined)) return performance.now() - since
    await sleep(10)
  }
}

export async function gone(pid: number): Promise<void> {
  while (await startOf(pid)) await sleep(5)
}

/** Starts it before the tests of the file that calls this, and stops it after them. */
export function setUp(): void {
  beforeAll(async () => {
    base = await mkdtemp(join(tmpdir(), 'dure-embedded-'))
    if (asRoot) await chmod(base, 0o711)
    dir = join(base, 'data')
    await (await open(dir)).close()
  })
  afterAll(() => rm(base, { recursive: true }))
}
