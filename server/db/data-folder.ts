import { access, chmod, constants, mkdir, readdir, realpath, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { isLocked, LockedError, type LockOwner, takeLock } from './folder-lock.ts'

/** The folder that holds everything Dure keeps on this machine, locked for this process. */
export type DataFolder = {
  /** Absolute, without symbolic links. */
  dir: string
  /** Gives the lock back; after it the folder must not be touched. */
  release(): Promise<void>
}

/** Another Dure, alive, works on the folder. */
export class FolderInUseError extends Error {
  constructor(owner: LockOwner | undefined) {
    const [en, ko] = owner
      ? [` (process ${owner.pid} on ${owner.host})`, ` (${owner.host}의 프로세스 ${owner.pid})`]
      : ['', '']
    super(`Dure is already running on this folder${en}.\n이 폴더에서 이미 Dure가 실행 중입니다${ko}.`)
    this.name = 'FolderInUseError'
  }
}

const lockName = 'lock.sqlite'
/** Files of the lock as it was before the kernel held it. */
const earlierLock = /^dure\.lock(\.|$)/

/** Makes the folders above. @throws what forbids it: on a read-only disk Node.js says that the folder is missing. */
async function makeAbove(dir: string): Promise<void> {
  try {
    await mkdir(dirname(dir), { recursive: true })
    if (!(await exists(dir))) await access(dirname(dir), constants.W_OK)
  } catch (error) {
    let place = dirname(dir)
    while (!(await exists(place)) && dirname(place) !== place) place = dirname(place)
    await access(place, constants.W_OK)
    throw error
  }
}

const exists = (place: string) =>
  access(place).then(
    () => true,
    () => false,
  )

/**
 * Makes the folder if it is missing and takes its lock; that of a process that is dead is free.
 * @throws FolderInUseError when another Dure has it; Error naming DATA_DIR when this account may not write there.
 */
export async function openDataFolder(dir: string): Promise<DataFolder> {
  try {
    await makeAbove(resolve(dir))
    const made = await mkdir(dir, { recursive: true, mode: 0o700 })
    // As root the database runs as another account, which must be able to pass through, not to look around.
    if (made && process.getuid?.() === 0) await chmod(dir, 0o711)
    const real = await realpath(dir)
    const release = await takeLock(join(real, lockName))
    for (const name of (await readdir(real)).filter((item) => earlierLock.test(item)))
      await rm(join(real, name), { force: true })
    return { dir: real, release }
  } catch (error) {
    if (error instanceof LockedError) throw new FolderInUseError(error.owner)
    const { code } = error as NodeJS.ErrnoException
    if (!refusals.includes(code ?? '')) throw error
    throw new Error(`DATA_DIR ${resolve(dir)} cannot be used by this account: ${(error as Error).message}`, {
      cause: error,
    })
  }
}

/** Codes of the system and of SQLite for a folder that is read-only, full, somebody else's, or no folder. */
const refusals = ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'ENOTDIR', 'EEXIST', 'ERR_SQLITE_ERROR']

/** Returns whether a living process has the folder open. */
export function isFolderLocked(dir: string): boolean {
  return isLocked(join(dir, lockName))
}
