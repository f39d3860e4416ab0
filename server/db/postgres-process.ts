import { spawn } from 'node:child_process'
import { open, readdir, readFile, readlink, rename, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Account, runAs } from './postgres-account.ts'
import type { PostgresBinaries } from './postgres-binaries.ts'
import { type Listening, type PostgresSettings, postgresArguments } from './postgres-settings.ts'
import { isPostgresOn, isRunning, type ProcessIdentity, startOf } from './process-identity.ts'

/** A live PostgreSQL server. */
export type Server = { process: ProcessIdentity; listening: Listening }

/** All that is needed to start or stop a server of one cluster. */
export type Launch = {
  cluster: string
  account: Account
  binaries: PostgresBinaries
  settings: PostgresSettings
  /** File for what the server prints; it is set aside as `.1` beyond a megabyte. */
  logFile: string
}

/** Milliseconds; recovery after a crash replays what was written since the last checkpoint. */
const startLimit = 120_000
/** Seconds; a clean stop writes everything out first. */
const stopLimit = 60

/** The server that postmaster.pid names, if it lives, is ours and is ready; anything else of that name is no obstacle. */
export async function findServer(cluster: string): Promise<Server | undefined> {
  const [pid, , , port, socketFolder] = await pidFile(cluster)
  if (!pid || !port) return undefined
  const startedAt = await startOf(Number(pid))
  if (!startedAt || !(await isPostgresOn(Number(pid), cluster))) return undefined
  return {
    process: { pid: Number(pid), startedAt },
    listening: { cluster, port: Number(port), socket: Boolean(socketFolder) },
  }
}

/** Returns whether the server was started with this program and these settings, and the program is still on disk. */
export async function isCurrent(server: Server, launch: Launch): Promise<boolean> {
  const { pid } = server.process
  if ((await readlink(`/proc/${pid}/exe`).catch(() => '')).endsWith(' (deleted)')) return false
  const started = await readFile(join(launch.cluster, 'postmaster.opts'), 'utf8').catch(() => '')
  const args = postgresArguments(server.listening, launch.settings).map((argument) => `"${argument}"`)
  return started.trim() === [launch.binaries.postgres, ...args].join(' ')
}

/**
 * Starts the server and returns when it accepts connections. It outlives this process on purpose: what was killed is
 * adopted at the next start instead of losing its warm memory.
 * @param address port and socket to use again; without it a free port.
 */
export async function startServer(
  launch: Launch,
  address: { port?: number; socket: boolean },
): Promise<Server> {
  let { socket } = address
  for (let attempt = 1; ; attempt += 1) {
    await clearRemains(launch.cluster)
    const listening = { cluster: launch.cluster, port: address.port ?? (await freePort()), socket }
    try {
      return await launchOnce(launch, listening)
    } catch (error) {
      if (attempt === 3) throw error
      // Some mounted file systems have no sockets; and a free port can be taken by another program in between.
      if (String(error).includes('Unix-domain socket')) socket = false
    }
  }
}

/** Stops the server cleanly; one that does not obey is ended the way a crash would, which recovery repairs. */
export async function stopServer(server: Server, launch: Launch): Promise<void> {
  const { account, binaries, cluster } = launch
  // One that was suspended hears nothing.
  if (process.platform !== 'win32') signal(server.process.pid, 'SIGCONT')
  for (const mode of ['fast', 'immediate']) {
    if (!(await isRunning(server.process))) return
    await runAs(account, binaries.pg_ctl, [
      'stop',
      '-D',
      cluster,
      '-m',
      mode,
      '-t',
      String(stopLimit),
      '--silent',
    ])
  }
  if (await isRunning(server.process)) signal(server.process.pid, 'SIGKILL')
  await clearRemains(cluster)
}

async function launchOnce(launch: Launch, listening: Listening): Promise<Server> {
  const log = await openLog(launch.logFile)
  try {
    const offset = (await log.stat()).size
    // Detached, so that Ctrl-C in the terminal stops Dure first and Dure then stops the database.
    const child = spawn(launch.binaries.postgres, postgresArguments(listening, launch.settings), {
      ...launch.account,
      cwd: launch.cluster,
      detached: process.platform !== 'win32',
      stdio: ['ignore', log.fd, log.fd],
      windowsHide: true,
    })
    let ended: string | undefined
    child.on('error', (error) => {
      ended = error.message
    })
    child.on('exit', (code, killedBy) => {
      ended = `it ended with ${killedBy ?? code}`
    })
    child.unref()
    const deadline = Date.now() + startLimit
    while (Date.now() < deadline) {
      if (ended)
        throw new Error(`PostgreSQL did not start: ${ended}. ${await printedSince(launch.logFile, offset)}`)
      const lines = await pidFile(launch.cluster)
      if (Number(lines[0]) === child.pid && lines[7] === 'ready') {
        const server = await findServer(launch.cluster)
        if (server) return server
      }
      await sleep(10)
    }
    if (child.pid) signal(child.pid, 'SIGKILL')
    throw new Error(
      `PostgreSQL was not ready after ${startLimit / 1000} seconds. ${await printedSince(launch.logFile, offset)}`,
    )
  } finally {
    await log.close()
  }
}

/**
 * Takes away what a killed server left: a pid file and sockets that name a dead process or another program, and
 * children that still hold its memory and would keep a new server from starting. Recovery replays whatever they had
 * acknowledged. Only the holder of the folder's lock may come here.
 */
async function clearRemains(cluster: string): Promise<void> {
  if (await findServer(cluster)) return
  for (let tries = 0; ; tries += 1) {
    const children = await processesIn(cluster)
    if (children.length === 0) break
    if (tries === 500)
      throw new Error(`PostgreSQL processes ${children.join(', ')} hold ${cluster} and cannot be ended.`)
    for (const pid of children) signal(pid, tries < 50 ? 'SIGQUIT' : 'SIGKILL')
    await sleep(20)
  }
  for (const name of await readdir(cluster)) {
    if (name === 'postmaster.pid' || name.startsWith('.s.PGSQL.'))
      await rm(join(cluster, name), { force: true })
  }
}

/** PostgreSQL's processes that work in the cluster. Where there is no /proc they end by themselves, as they do here. */
async function processesIn(cluster: string): Promise<number[]> {
  if (process.platform !== 'linux') return []
  const found: number[] = []
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const folder = await readlink(`/proc/${name}/cwd`).catch(() => '')
    if (folder !== cluster) continue
    const program = await readFile(`/proc/${name}/comm`, 'utf8').catch(() => '')
    if (program.trim() === 'postgres') found.push(Number(name))
  }
  return found
}

/** Lines: pid, data directory, start, port, socket folder, address, shared memory, status. */
async function pidFile(cluster: string): Promise<string[]> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')
  return text.split('\n').map((line) => line.trim())
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It ended by itself in the meantime.
  }
}

async function freePort(): Promise<number> {
  return await new Promise((found, failed) => {
    const probe = createServer()
    probe.on('error', failed)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        address && typeof address === 'object' ? found(address.port) : failed(new Error('No free port')),
      )
    })
  })
}

async function openLog(path: string) {
  const size = (await stat(path).catch(() => undefined))?.size ?? 0
  if (size > 1024 * 1024) await rename(path, `${path}.1`)
  return await open(path, 'a', 0o600)
}

async function printedSince(path: string, offset: number): Promise<string> {
  const text = await readFile(path)
  return text.subarray(offset).toString('utf8').trim()
}
