import { execFile, spawn } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** The account PostgreSQL runs under; undefined means this process's own. PostgreSQL refuses to run as root. */
export type Account = { uid: number; gid: number } | undefined

/** Holds what root keeps for the database account, because that account can always come here. */
export const systemFolder = '/var/lib/dure'

/** The account for a cluster: its owner if it exists, else this process's, or `postgres` when this is root. */
export async function accountFor(cluster: string): Promise<Account> {
  if (process.getuid?.() !== 0) return undefined
  const owner = await stat(cluster).catch(() => undefined)
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  return (await existingAccount()) ?? (await createAccount())
}

/**
 * Returns whether the account can pass through the folder; asked of the system itself, because mode bits are not all.
 */
export async function canEnter(account: Account, folder: string): Promise<boolean> {
  if (!account) return true
  const { code } = await runAs(account, '/bin/sh', ['-c', 'test -x "$1"', 'sh', folder])
  return code === 0
}

/** Runs a program to its end as the account, from a working directory every account may enter. */
export async function runAs(
  account: Account,
  program: string,
  args: string[],
): Promise<{ code: number; output: string }> {
  return await new Promise((done) => {
    const child = spawn(program, args, {
      ...account,
      cwd: '/',
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    })
    let output = ''
    const collect = (chunk: Buffer) => {
      output += chunk
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.on('error', (error) => done({ code: -1, output: error.message }))
    child.on('close', (code) => done({ code: code ?? -1, output }))
  })
}

async function existingAccount(): Promise<Account> {
  for (const name of ['postgres', '_postgres']) {
    try {
      const [uid, gid] = await Promise.all(
        ['-u', '-g'].map(async (flag) => Number((await run('id', [flag, name])).stdout)),
      )
      if (uid && gid) return { uid, gid }
    } catch {
      // This system has no such account; the next name may exist.
    }
  }
  return undefined
}

async function createAccount(): Promise<Account> {
  const ways: [string, string[]][] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', 'postgres']],
    ['adduser', ['-S', '-D', '-H', 'postgres']],
  ]
  const failures: string[] = []
  for (const [program, args] of ways) {
    try {
      await run(program, args)
    } catch (error) {
      failures.push((error as Error).message.trim())
    }
    // Another Dure may have created it in the same moment, so what counts is whether it exists.
    const account = await existingAccount()
    if (account) return account
  }
  throw new Error(
    `PostgreSQL does not run as root, and the system account "postgres" could not be created (${failures.join('; ')}). Create it, or start Dure as an ordinary user.`,
  )
}
