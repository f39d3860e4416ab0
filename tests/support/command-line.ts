import { execFile } from 'node:child_process'
import path from 'node:path'
import { compileCache } from './compile-cache.ts'

const cli = path.resolve(import.meta.dirname, '../../server/cli.ts')

export interface Ran {
  code: number
  out: string
  err: string
}

/** Runs `dure` with these words as a process of its own. */
export function dure(args: string[], env: Record<string, string> = {}): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [cli, ...args],
      { env: { ...compileCache, ...process.env, ...env }, maxBuffer: 64_000_000 },
      (error, out, err) => {
        resolve({ code: error ? Number(error.code ?? 1) : 0, out, err })
      },
    )
  })
}
