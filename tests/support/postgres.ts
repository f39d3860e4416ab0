import { randomUUID } from 'node:crypto'
import { chmod, mkdtemp, readdir, rm, stat, statfs } from 'node:fs/promises'
import { freemem, tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import type { TestProject } from 'vitest/node'
import { readConfig } from '#server/config.ts'
import { isFolderLocked, openDataFolder } from '#server/db/data-folder.ts'
import { startEmbedded } from '#server/db/embedded.ts'
import { withClient } from '#server/db/one-client.ts'
import type { PostgresSettings } from '#server/db/postgres-settings.ts'

/** The one PostgreSQL of a test run. */
export type TestServer = {
  /** Signs in as a role that may create databases, to a database that tests leave alone. */
  superUrl: string
  ownerUrl: string
  appUrl: string
  /** Prefix of the names of this run's databases. */
  prefix: string
}

declare module 'vitest' {
  interface ProvidedContext {
    postgres: TestServer
  }
}

/** Nothing of a test run has to survive the machine's power, and its passwords protect nothing. */
export const fleeting: PostgresSettings = {
  ...{ fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
  ...{ max_connections: '100', scram_iterations: '1' },
}

const memory = '/dev/shm'
const folderPrefix = 'dure-test-run-'
let stop: () => Promise<void> = async () => undefined

/** Starts an embedded PostgreSQL for the run, or takes the server that DATABASE_URL and DATABASE_OWNER_URL name. */
export async function setup(project: TestProject): Promise<void> {
  const { database } = readConfig({
    DATABASE_URL: process.env.DATABASE_URL,
    DATABASE_OWNER_URL: process.env.DATABASE_OWNER_URL,
  })
  const prefix = `dure_test_${randomUUID().slice(0, 8)}`
  const server = database ? await givenServer({ ...database, prefix }) : await ownServer(prefix)
  project.provide('postgres', server)
}

export async function teardown(): Promise<void> {
  await stop()
}

async function ownServer(prefix: string): Promise<TestServer> {
  for (const place of [memory, tmpdir()]) await removeLeftBehind(place)
  const dir = await mkdtemp(join(await roomyPlace(), folderPrefix))
  // As root the database runs as another account, which must be able to pass.
  if (process.getuid?.() === 0) await chmod(dir, 0o711)
  const folder = await openDataFolder(dir)
  const database = await startEmbedded(folder, pino({ level: 'warn' }), {
    settings: fleeting,
  })
  stop = async () => {
    await database.stop()
    await rm(dir, { recursive: true })
  }
  const { superUrl, ownerUrl, appUrl } = database
  return { superUrl, ownerUrl, appUrl, prefix }
}

async function givenServer(urls: { ownerUrl: string; appUrl: string; prefix: string }): Promise<TestServer> {
  const superUrl = process.env.DATABASE_SUPER_URL || urls.ownerUrl
  await withClient(superUrl, async (client) => {
    const { rows } = await client.query<{ may: boolean }>(
      'select rolsuper or rolcreatedb as may from pg_roles where rolname = current_user',
    )
    if (rows[0]?.may) return
    throw new Error(
      'Tests make databases of their own, and the role in DATABASE_OWNER_URL may not. Name a role that may in DATABASE_SUPER_URL.',
    )
  })
  stop = () =>
    withClient(superUrl, async (client) => {
      const { rows } = await client.query<{ name: string }>(
        'select datname as name from pg_database where starts_with(datname, $1)',
        [urls.prefix],
      )
      for (const { name } of rows)
        await client.query(`drop database ${client.escapeIdentifier(name)} with (force)`)
    })
  return { superUrl, ...urls }
}

/** Copying a database in memory takes a tenth of the time it takes on a disk; but not every machine has the room. */
async function roomyPlace(): Promise<string> {
  const room = await statfs(memory).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => 0,
  )
  return Math.min(room, freemem()) > 4 * 1024 ** 3 ? memory : tmpdir()
}

/** A run that was killed leaves its folder; a server without its folder ends by itself within a minute. */
async function removeLeftBehind(place: string): Promise<void> {
  for (const name of await readdir(place).catch(() => [])) {
    if (!name.startsWith(folderPrefix)) continue
    const dir = join(place, name)
    // Another run takes the lock right after it makes the folder.
    const justMade = Date.now() - ((await stat(dir).catch(() => undefined))?.birthtimeMs ?? 0) < 60_000
    if (justMade || isInUse(dir)) continue
    // One of another account stays: that account's next run removes it.
    await rm(dir, { recursive: true, force: true }).catch(() => undefined)
  }
}

/** One that cannot be looked into is somebody's. */
function isInUse(dir: string): boolean {
  try {
    return isFolderLocked(dir)
  } catch {
    return true
  }
}
