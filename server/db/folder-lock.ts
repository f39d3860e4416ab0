import { randomUUID } from 'node:crypto'
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { isRunning, ownIdentity, type ProcessIdentity } from './process-identity.ts'

type Owner = ProcessIdentity & { id: string }

/** The lock is held by another process that is alive. */
export class LockedError extends Error {
  readonly pid: number

  constructor(pid: number) {
    super(`Locked by process ${pid}`)
    this.name = 'LockedError'
    this.pid = pid
  }
}

/**
 * Takes the lock file, or takes it over from a process that is dead, however young or old the file is.
 * @returns what gives it back.
 * @throws LockedError while its owner lives.
 */
export async function takeLock(path: string): Promise<() => Promise<void>> {
  const owner: Owner = { ...(await ownIdentity()), id: randomUUID() }
  // Linked into place when complete, so nobody ever reads half a lock.
  const draft = `${path}.${owner.id}`
  await writeFile(draft, JSON.stringify(owner))
  try {
    await take(path, draft)
  } finally {
    await rm(draft, { force: true })
  }
  return async () => {
    if ((await readOwner(path))?.id === owner.id) await rm(path, { force: true })
  }
}

/** The living owner of the lock, if there is one. */
export async function lockHolder(path: string): Promise<ProcessIdentity | undefined> {
  const owner = await readOwner(path)
  return owner && (await isRunning(owner)) ? owner : undefined
}

/**
 * Of several that find the same dead owner exactly one may replace it. To replace it one must hold a second lock named
 * after that owner; while one holds it and the first still names the dead owner, nobody else may touch the first. If
 * the holder of the second dies in between, the same rule applies to the second.
 */
async function take(path: string, draft: string): Promise<void> {
  for (;;) {
    if (await linked(draft, path)) return
    const owner = await readOwner(path)
    if (!owner) continue
    if (await isRunning(owner)) throw new LockedError(owner.pid)
    const succession = `${path}.after-${owner.id.slice(0, 8)}`
    await take(succession, draft)
    if ((await readOwner(path))?.id === owner.id) return await rename(succession, path)
    await rm(succession)
  }
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

async function readOwner(path: string): Promise<Owner | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return undefined
  try {
    const { pid, startedAt, id } = JSON.parse(text) as Partial<Owner>
    if (pid && startedAt && id) return { pid, startedAt, id }
  } catch {
    // Falls through: a file that is not a lock names nobody who could be alive.
  }
  return { pid: 0, startedAt: '', id: 'unreadable' }
}
