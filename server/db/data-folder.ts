import { chmod, mkdir, realpath } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { LockedError, lockHolder, takeLock } from './folder-lock.ts'
import type { ProcessIdentity } from './process-identity.ts'

/** The folder that holds everything Dure keeps on this machine, locked for this process. */
export type DataFolder = {
  /** Absolute, without symbolic links. */
  dir: string
  /** Gives the lock back; after it the folder must not be touched. */
  release(): Promise<void>
}

/** Another Dure, alive, works on the folder. */
export class FolderInUseError extends Error {
  readonly pid: number

  constructor(pid: number) {
    super(
      `Dure is already running on this folder (process ${pid}).\n이 폴더에서 이미 Dure가 실행 중입니다 (프로세스 ${pid}).`,
    )
    this.name = 'FolderInUseError'
    this.pid = pid
  }
}

const lockName = 'dure.lock'

/**
 * Makes the folder if it is missing and takes its lock; the lock of a process that is dead is taken over.
 * @throws FolderInUseError when another Dure has it; Error naming DATA_DIR when this account may not write there.
 */
export async function openDataFolder(dir: string): Promise<DataFolder> {
  try {
    await mkdir(dirname(resolve(dir)), { recursive: true })
    const made = await mkdir(dir, { recursive: true, mode: 0o700 })
    // As root the database runs as another account, which must be able to pass through, not to look around.
    if (made && process.getuid?.() === 0) await chmod(dir, 0o711)
    const real = await realpath(dir)
    return { dir: real, release: await takeLock(join(real, lockName)) }
  } catch (error) {
    if (error instanceof LockedError) throw new FolderInUseError(error.pid)
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'EACCES' && code !== 'EPERM' && code !== 'EROFS') throw error
    throw new Error(`DATA_DIR ${resolve(dir)} cannot be used by this account: ${(error as Error).message}`, {
      cause: error,
    })
  }
}

/** The living process that has the folder open, if there is one. */
export async function folderHolder(dir: string): Promise<ProcessIdentity | undefined> {
  return await lockHolder(join(dir, lockName))
}
