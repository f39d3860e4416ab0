import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { compileCache } from './compile-cache.ts'

const main = path.resolve(import.meta.dirname, '../../server/main.ts')

export interface DureProcess {
  url: string
  port: number
  /** SIGKILL, as a machine that loses its power. */
  kill(): Promise<void>
  /** Starts it again on the same port and database. */
  start(): Promise<void>
  stop(): Promise<void>
}

/** A free TCP port of this machine; somebody else may take it before it is used. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (typeof address !== 'object' || !address) throw new Error('no port')
  return address.port
}

/** Dure as a process of its own on a test database; `publicUrl` where a proxy stands before it. */
export async function startDureProcess(
  database: { ownerUrl: string; appUrl: string; keyFile: string },
  { publicUrl }: { publicUrl?: string } = {},
): Promise<DureProcess> {
  const port = await freePort()
  const url = `http://localhost:${port}`
  let child: ChildProcess | undefined
  async function start(): Promise<void> {
    let errors = ''
    const started = spawn(process.execPath, [main], {
      env: {
        ...compileCache,
        ...process.env,
        PORT: String(port),
        DATABASE_URL: database.appUrl,
        DATABASE_OWNER_URL: database.ownerUrl,
        APP_KEY_FILE: database.keyFile,
        PUBLIC_URL: publicUrl ?? url,
        QUOTA_FACTOR: '1000',
        LOG_LEVEL: 'warn',
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    started.stderr.on('data', (chunk: Buffer) => {
      errors += chunk
    })
    child = started
    for (;;) {
      if (started.exitCode !== null) throw new Error(`Dure ended: ${errors}`)
      const answer = await fetch(`${url}/healthz`).catch(() => undefined)
      if (answer?.ok) return
      await sleep(50)
    }
  }
  async function end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const closed = once(child, 'close')
    child.kill(signal)
    await closed
  }
  await start()
  return { url, port, start, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') }
}
