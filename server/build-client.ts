import { readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '..')
const dist = path.join(root, 'dist')
const sources = ['client', 'shared', 'vite.config.ts', 'package-lock.json']

/** Builds the client into dist/ where it is missing or older than any of its sources. True where it built. */
export async function buildClient(): Promise<boolean> {
  const built = await modified(path.join(dist, 'index.html'))
  const newest = Math.max(...(await Promise.all(sources.map((source) => newestIn(path.join(root, source))))))
  if (built > newest) return false
  await buildInPlace()
  return true
}

/**
 * Builds beside dist/ and puts it in its place at once: several processes may build, or serve, at the same time. Always
 * for production, also where a test runner has said otherwise.
 */
async function buildInPlace(): Promise<void> {
  const { build } = await import('vite')
  const outDir = path.join(root, `node_modules/.dure-build-${process.pid}`)
  const before = process.env.NODE_ENV
  process.env.NODE_ENV = 'production'
  try {
    await build({ configFile: path.join(root, 'vite.config.ts'), logLevel: 'warn', build: { outDir } })
  } finally {
    if (before === undefined) delete process.env.NODE_ENV
    else process.env.NODE_ENV = before
  }
  await rename(dist, `${outDir}-old`).catch(() => undefined)
  // Where another process was quicker, its build stands.
  await rename(outDir, dist).catch(() => undefined)
  await Promise.all([outDir, `${outDir}-old`].map((folder) => rm(folder, { recursive: true, force: true })))
}

async function newestIn(place: string): Promise<number> {
  const entries = await readdir(place, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
  return Math.max(...(await Promise.all([place, ...files].map(modified))))
}

async function modified(file: string): Promise<number> {
  const found = await stat(file).catch(() => undefined)
  return found?.mtimeMs ?? 0
}
