import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '..')
const sources = ['client', 'shared', 'vite.config.ts', 'package-lock.json']

/** Builds the client into dist/ where it is missing or older than any of its sources. True where it built. */
export async function buildClient(): Promise<boolean> {
  const built = await modified(path.join(root, 'dist/index.html'))
  const newest = Math.max(...(await Promise.all(sources.map((source) => newestIn(path.join(root, source))))))
  if (built > newest) return false
  const { build } = await import('vite')
  await build({ configFile: path.join(root, 'vite.config.ts'), logLevel: 'warn' })
  return true
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

if (import.meta.main) await buildClient()
