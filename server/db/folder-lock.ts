import { existsSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'

/** The holder of a lock, for people to read: in another container a process's number alone says nothing. */
export type LockOwner = { pid: number; host: string }

/** The lock is held, by another process or by this one. */
export class LockedError extends Error {
  /** Undefined where its holder has not said so yet. */
  readonly owner: LockOwner | undefined

  constructor(owner: LockOwner | undefined) {
    super(owner ? `Locked by process ${owner.pid} on ${owner.host}` : 'Locked')
    this.name = 'LockedError'
    this.owner = owner
  }
}

/** Milliseconds for which a lock is tried again: whoever only asks whether it is held holds it for a moment. */
const patience = 1_000
/** SQLite's code of a lock that somebody else holds. */
const busy = 5

/** The locks of this process: one that is collected as garbage would be open. */
const locks = new Set<DatabaseSync>()

/**
 * Takes the lock. The system's kernel holds it, as SQLite's lock of an empty file, for as long as this process lives:
 * whatever process, container or namespace asks, no number of a process is trusted. Nothing in this process may open the
 * file by other means: the system gives up all locks of a process on a file when it closes any of its descriptors.
 * @returns what releases the lock; the file stays, because another process may be about to lock it.
 * @throws LockedError while somebody holds it.
 */
export async function takeLock(path: string): Promise<() => Promise<void>> {
  for (const until = Date.now() + patience; ; await sleep(20)) {
    const lock = tryLock(path)
    if (lock) {
      locks.add(lock)
      const owner: LockOwner = { pid: process.pid, host: hostname() }
      await writeFile(ownerFile(path), JSON.stringify(owner))
      return async () => {
        if (!locks.delete(lock)) return
        await rm(ownerFile(path), { force: true })
        lock.close()
      }
    }
    if (Date.now() > until) throw new LockedError(await readOwner(path))
  }
}

/** Returns whether somebody holds the lock, this process included. */
export function isLocked(path: string): boolean {
  if (!existsSync(path)) return false
  const lock = tryLock(path)
  lock?.close()
  return !lock
}

function tryLock(path: string): DatabaseSync | undefined {
  const lock = new DatabaseSync(path)
  try {
    lock.exec('begin exclusive')
    return lock
  } catch (error) {
    lock.close()
    if (error instanceof Error && 'errcode' in error && error.errcode === busy) return undefined
    throw error
  }
}

const ownerFile = (path: string) => `${path}.owner`

async function readOwner(path: string): Promise<LockOwner | undefined> {
  try {
    const { pid, host } = JSON.parse(await readFile(ownerFile(path), 'utf8')) as Partial<LockOwner>
    return pid !== undefined && host !== undefined ? { pid, host } : undefined
  } catch {
    // It is about to be written, or was cut off; the lock is held all the same.
    return undefined
  }
}
