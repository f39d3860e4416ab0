import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { readRecord } from './cluster-record.ts'
import { type DataFolder, isFolderLocked } from './data-folder.ts'
import { appRole, databaseName, ensureRolesAndDatabase, ownerRole } from './database-roles.ts'
import { withClient } from './one-client.ts'
import { packagedBinaries, runnableBinaries } from './postgres-binaries.ts'
import { initialise, type PlacedCluster, placeCluster } from './postgres-cluster.ts'
import {
  findServer,
  isCurrent,
  type Launch,
  listeningOf,
  type Server,
  startServer,
  stopServer,
} from './postgres-process.ts'
import { connectionUrl, type Listening, type PostgresSettings, socketPossible } from './postgres-settings.ts'
import { isRunning } from './process-identity.ts'

export type EmbeddedDatabase = {
  /** Signs in as dure_owner: migrations, backup, jobs. */
  ownerUrl: string
  /** Signs in as dure_app: every request. */
  appUrl: string
  /** Signs in as the superuser, to the database `postgres`. */
  superUrl: string
  /** The server of an earlier Dure that was killed still ran and was taken over. */
  adopted: boolean
  /** Stops the server cleanly. The folder stays locked until its own release. */
  stop(): Promise<void>
}

export type EmbeddedOptions = {
  /** PostgreSQL settings that win over those of the house. */
  settings?: PostgresSettings
  /** Starts the server again, on the same addresses, when it dies; true by default. */
  supervise?: boolean
}

/** Milliseconds between two looks at the server, and the longest pause between two attempts to bring it back. */
const watchInterval = 250
const longestPause = 5_000

/**
 * Starts the data folder's PostgreSQL, or adopts the one that a killed Dure left running. Makes the cluster, the roles
 * and the database when they are missing. The addresses stay the same until stop.
 * @throws Error with what PostgreSQL said, when it does not start.
 */
export async function startEmbedded(
  folder: DataFolder,
  log: Pick<Logger, 'info' | 'warn' | 'error'>,
  options: EmbeddedOptions = {},
): Promise<EmbeddedDatabase> {
  const placed = await placeCluster(folder.dir)
  const { cluster, account } = placed
  if (placed.elsewhere) {
    log.info(
      { cluster },
      `The database account cannot enter ${folder.dir}, so the database lies in ${cluster}.`,
    )
  }
  const binaries = await runnableBinaries(await packagedBinaries(), {
    account,
    spare: folder.dir,
    onCopy: (copy) =>
      log.info(
        { copy },
        `PostgreSQL's programs were copied to ${copy}, where the database account can run them.`,
      ),
  })
  if (await initialise(placed, binaries)) log.info({ cluster }, `A new database was made in ${cluster}.`)
  const launch = {
    cluster,
    account,
    binaries,
    settings: options.settings ?? {},
    logFile: join(folder.dir, 'postgres.log'),
  }

  const running = await adoptable(placed, launch)
  let server = running ?? (await startServer(launch, { socket: socketPossible(cluster) }))
  const { listening } = server
  const urls = urlsOf(listening, placed)
  await withClient(urls.superUrl, (client) => ensureRolesAndDatabase(client, placed.passwords))
  log.info(
    { port: listening.port, adopted: Boolean(running) },
    running ? 'PostgreSQL was still running and was adopted.' : 'PostgreSQL is running.',
  )

  const stopping = new AbortController()
  const watching =
    options.supervise === false
      ? Promise.resolve()
      : watch(() => server, {
          stopping: stopping.signal,
          async restart() {
            log.warn({ pid: server.process.pid }, 'PostgreSQL died and is started again.')
            server = await startServer(launch, listening)
            log.info({ pid: server.process.pid }, 'PostgreSQL is running again.')
          },
          failed: (error) => log.error({ err: error }, 'PostgreSQL could not be started again; trying on.'),
        })
  return {
    ...urls,
    adopted: Boolean(running),
    async stop() {
      stopping.abort()
      await watching
      await stopServer(server, launch)
    },
  }
}

/**
 * The addresses of the database of a Dure that runs on this folder, for a command that joins it without the lock; it
 * waits up to 30 seconds for one that is just starting. Undefined where none runs.
 */
export async function connectToRunning(
  dir: string,
): Promise<{ ownerUrl: string; appUrl: string } | undefined> {
  const deadline = Date.now() + 30_000
  while (Date.now() < deadline && isFolderLocked(dir)) {
    const record = await readRecord(dir)
    // Its process may be another container's, which this one cannot see: who answers to the password is the one.
    const listening = record && (await listeningOf(record.cluster))
    if (record && listening) {
      const { ownerUrl, appUrl } = urlsOf(listening, record)
      if ((await answers(ownerUrl)) && (await answers(appUrl))) return { ownerUrl, appUrl }
    }
    await sleep(100)
  }
  return undefined
}

async function watch(
  current: () => Server,
  options: { stopping: AbortSignal; restart: () => Promise<void>; failed: (error: unknown) => void },
): Promise<void> {
  const { stopping, restart, failed } = options
  for (let pause = watchInterval; !stopping.aborted; ) {
    await sleep(pause, undefined, { ref: false, signal: stopping }).catch(() => undefined)
    if (stopping.aborted || (await isRunning(current().process))) continue
    try {
      await restart()
      pause = watchInterval
    } catch (error) {
      failed(error)
      pause = Math.min(pause * 2, longestPause)
    }
  }
}

/** The server that still runs on the cluster, if it can be taken over; one that cannot is stopped. */
async function adoptable(placed: PlacedCluster, launch: Launch): Promise<Server | undefined> {
  const server = await findServer(placed.cluster)
  if (!server) return undefined
  if ((await isCurrent(server, launch)) && (await answersAs(server, placed))) return server
  await stopServer(server, launch)
  return undefined
}

async function answersAs(server: Server, placed: PlacedCluster): Promise<boolean> {
  const { superUrl } = urlsOf(server.listening, placed)
  // One in the middle of recovery is worth waiting for; one that is suspended does not say so and is not.
  for (let tries = 0; tries < 100; tries += 1) {
    try {
      const shown = await withClient(
        superUrl,
        (client) => client.query<{ folder: string }>("select current_setting('data_directory') as folder"),
        { connectWithin: 2_000 },
      )
      return shown.rows[0]?.folder === placed.cluster
    } catch (error) {
      if ((error as { code?: string }).code !== '57P03') return false
      await sleep(100)
    }
  }
  return false
}

async function answers(url: string): Promise<boolean> {
  try {
    await withClient(url, (client) => client.query('select 1'))
    return true
  } catch {
    return false
  }
}

function urlsOf(listening: Listening, { passwords }: Pick<PlacedCluster, 'passwords'>) {
  const url = (role: keyof typeof passwords, database: string) =>
    connectionUrl(listening, role, { password: passwords[role], database })
  return {
    ownerUrl: url(ownerRole, databaseName),
    appUrl: url(appRole, databaseName),
    superUrl: url('postgres', 'postgres'),
  }
}
