import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A process that cannot be mistaken for a later one with the same number. */
export type ProcessIdentity = { pid: number; startedAt: string }

/**
 * When the process started, as an opaque string that no other process of that number shares; undefined if it is dead
 * or a zombie. On Linux the start tick is counted from boot, so the boot is part of it.
 */
export async function startOf(pid: number): Promise<string | undefined> {
  if (process.platform === 'linux') {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
    // The second field is the program's name in brackets and may itself hold brackets and spaces.
    const [state, ...fields] = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? []
    if (!state || 'ZX'.includes(state)) return undefined
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8')
    return `${boot.trim()}:${fields[18]}`
  }
  if (process.platform === 'win32') {
    return await answerOf('powershell', [
      '-NoProfile',
      '-Command',
      `(Get-Process -Id ${pid}).StartTime.ToFileTimeUtc()`,
    ])
  }
  return await answerOf('ps', ['-o', 'lstart=', '-p', String(pid)])
}

export async function isRunning(identity: ProcessIdentity): Promise<boolean> {
  return (await startOf(identity.pid)) === identity.startedAt
}

export async function ownIdentity(): Promise<ProcessIdentity> {
  const startedAt = await startOf(process.pid)
  if (!startedAt) throw new Error('This process cannot find its own start time.')
  return { pid: process.pid, startedAt }
}

/** Returns whether the process is a PostgreSQL server on this data directory, judged by its command line. */
export async function isPostgresOn(pid: number, cluster: string): Promise<boolean> {
  if (process.platform === 'linux') {
    const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    const [program = '', ...rest] = line.split('\0')
    return basename(program) === 'postgres' && rest.includes(cluster)
  }
  const line =
    process.platform === 'win32'
      ? await answerOf('powershell', [
          '-NoProfile',
          '-Command',
          `(Get-CimInstance Win32_Process -Filter "ProcessId=${pid}").CommandLine`,
        ])
      : await answerOf('ps', ['-o', 'command=', '-p', String(pid)])
  return Boolean(line?.includes('postgres') && line.includes(cluster))
}

async function answerOf(program: string, args: string[]): Promise<string | undefined> {
  const { stdout } = await run(program, args, { env: { ...process.env, LC_ALL: 'C' } }).catch(() => ({
    stdout: '',
  }))
  return stdout.trim() || undefined
}
