import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { compileCache } from './compile-cache.ts'

/** A program of this project run as a process of its own, whose output is lines of JSON. */
export type ChildProgram = {
  pid: number
  /** Every line so far. */
  lines: Record<string, unknown>[]
  /** The next line that has the key, from the first one on. */
  line(key: string): Promise<Record<string, unknown>>
  /** Sends the signal and waits for the end. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>
  ended: Promise<void>
}

/** `within`: words that run a program, such as ownNamespaces(); a signal then ends them, and all that runs in them. */
export function startProgram(
  file: string,
  args: string[],
  options: { env?: NodeJS.ProcessEnv; within?: string[] } = {},
): ChildProgram {
  const [program = '', ...rest] = [...(options.within ?? []), process.execPath, file, ...args]
  const child = spawn(program, rest, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...compileCache, ...process.env, ...options.env },
  })
  const lines: Record<string, unknown>[] = []
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk
  })
  const output = createInterface({ input: child.stdout })
  output.on('line', (text) => lines.push(JSON.parse(text) as Record<string, unknown>))
  const ended = whenEnded(child)
  return {
    pid: child.pid ?? 0,
    lines,
    ended,
    async line(key) {
      let over = false
      ended.then(() => {
        over = true
      })
      for (;;) {
        const found = lines.find((line) => key in line)
        if (found) return found
        if (over) throw new Error(`The program ended without a line "${key}": ${errors}`)
        await new Promise((resume) => setTimeout(resume, 5))
      }
    },
    async end(signal) {
      child.kill(signal)
      await ended
    },
  }
}

async function whenEnded(child: ChildProcess): Promise<void> {
  await new Promise((done) => child.on('close', done))
}
