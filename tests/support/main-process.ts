import { spawn } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { compileCache } from './compile-cache.ts'

const main = path.resolve(import.meta.dirname, '../../server/main.ts')

export interface MainProcess {
  pid: number
  /** What it printed so far: lines of its log, and what is not one. */
  lines: string[]
  /** Where it listens, once it says so; fails when it ends before. */
  url: Promise<string>
  /** Its exit code once it has ended; null after a signal. */
  ended: Promise<number | null>
  end(signal: 'SIGKILL' | 'SIGTERM' | 'SIGINT'): Promise<number | null>
}

/**
 * `npm start` as a process of its own, with nothing of this environment's configuration but what is given. `within`: words
 * that run a program, and become it.
 */
export function startMain(env: Record<string, string>, { within = [] as string[] } = {}): MainProcess {
  const {
    DATABASE_URL: _,
    DATABASE_OWNER_URL: __,
    APP_KEY_FILE: _____,
    PORT: ___,
    HOST: ____,
    ...rest
  } = process.env
  const [program = '', ...args] = [...within, process.execPath, main]
  const child = spawn(program, args, {
    env: { ...compileCache, ...rest, LOG_LEVEL: 'info', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const lines: string[] = []
  const ended = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)))
  const url = new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      lines.push(line)
      const said = line.startsWith('{') ? (JSON.parse(line) as { msg?: string; url?: string }) : {}
      if (said.msg === 'Dure is running' && said.url) resolve(said.url)
    })
    ended.then(() => reject(new Error(`Dure ended before it ran: ${lines.join('\n')}`)))
  })
  // Whoever does not ask where it listens is not told that it never did.
  url.catch(() => undefined)
  return {
    pid: child.pid ?? 0,
    lines,
    url,
    ended,
    end(signal) {
      child.kill(signal)
      return ended
    },
  }
}
