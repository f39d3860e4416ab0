import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chown, lstat, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { type ClusterRecord, clusterName, newPasswords, readRecord, writeRecord } from './cluster-record.ts'
import { type Account, accountFor, canEnter, runAs, systemFolder } from './postgres-account.ts'
import type { PostgresBinaries } from './postgres-binaries.ts'

const run = promisify(execFile)

export type PlacedCluster = ClusterRecord & {
  account: Account
  /** The cluster is not inside the data folder, because its account cannot enter that. */
  elsewhere: boolean
}

/**
 * Decides where the cluster lies: in the data folder, unless the database account cannot enter that; then in the
 * system folder, under a name of its own that the data folder remembers. A cluster that became unreachable is moved.
 */
export async function placeCluster(dir: string): Promise<PlacedCluster> {
  const inside = join(dir, clusterName)
  const known = await readRecord(dir)
  if (!known && (await exists(inside))) {
    throw new Error(
      `${inside} holds a database, but database.json with its passwords is missing beside it. Put it back, or move ${inside} away to begin anew.`,
    )
  }
  const account = await accountFor(known && (await exists(known.cluster)) ? known.cluster : inside)
  const reachable = await canEnter(account, dir)
  const cluster =
    known && (known.cluster !== inside || reachable)
      ? known.cluster
      : reachable
        ? inside
        : join(systemFolder, randomUUID(), clusterName)
  const record = { cluster, passwords: known?.passwords ?? newPasswords() }
  // Recorded before it is moved: after a crash in between, the next start finds it at the old place and moves it.
  if (known?.cluster !== cluster) await writeRecord(dir, record)
  if (cluster !== inside) {
    await mkdir(dirname(cluster), { recursive: true, mode: 0o711 })
    if (!(await exists(cluster)) && (await exists(inside))) await move(inside, cluster)
  }
  return { ...record, account, elsewhere: cluster !== inside }
}

/** Makes the cluster if it is missing. It appears under its name only when complete. */
export async function initialise(placed: PlacedCluster, binaries: PostgresBinaries): Promise<boolean> {
  const { cluster, account, passwords } = placed
  if (await exists(cluster)) {
    const major = Number.parseInt(await readFile(join(cluster, 'PG_VERSION'), 'utf8'), 10)
    if (major === binaries.major) return false
    throw new Error(
      `${cluster} was made by PostgreSQL ${major} and this is ${binaries.major}. Back it up with the Dure that made it and restore it here.`,
    )
  }
  const draft = `${cluster}.new`
  const passwordFile = `${cluster}.password`
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { mode: 0o700 })
  await writeFile(passwordFile, `${passwords.postgres}\n`, { mode: 0o600 })
  if (account) for (const path of [draft, passwordFile]) await chown(path, account.uid, account.gid)
  try {
    const { code, output } = await runAs(account, binaries.initdb, [
      `--pgdata=${draft}`,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // The same order of text on every system, whatever languages it has installed.
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      '--data-checksums',
      '--no-instructions',
    ])
    if (code !== 0 && output.includes('No space left on device'))
      throw Object.assign(new Error(`no room to make ${draft}`), { code: 'ENOSPC', path: draft })
    if (code !== 0) throw new Error(`PostgreSQL could not make its data directory ${draft}: ${output.trim()}`)
  } finally {
    await rm(passwordFile, { force: true })
  }
  await rename(draft, cluster)
  return true
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}

async function move(from: string, to: string): Promise<void> {
  try {
    await rename(from, to)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error
    // Another file system, which only root meets here: cp keeps the owner, and the name appears when all is there.
    await rm(`${to}.new`, { recursive: true, force: true })
    await run('cp', ['-a', from, `${to}.new`])
    await rename(`${to}.new`, to)
    await rm(from, { recursive: true })
  }
}
