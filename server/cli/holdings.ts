import { readdir, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Config } from '#server/config.ts'

/** Says what a file or a folder holds. */
export interface Holding {
  path: string
  /** Absent where there is none, or it may not be read. */
  bytes: number | null
  files: number
}

/** Returns what a file, or everything in a folder, holds; links are not followed. */
async function holdingOf(place: string): Promise<Holding> {
  const found = await stat(place).catch(() => undefined)
  if (!found) return { path: place, bytes: null, files: 0 }
  if (!found.isDirectory()) return { path: place, bytes: found.size, files: 1 }
  const entries = await readdir(place, { recursive: true, withFileTypes: true }).catch(() => [])
  let bytes = 0
  let files = 0
  for (const entry of entries.filter((item) => item.isFile())) {
    // PostgreSQL removes files while they are counted.
    bytes += (await stat(path.join(entry.parentPath, entry.name)).catch(() => undefined))?.size ?? 0
    files += 1
  }
  return { path: place, bytes, files }
}

/** Returns what the keystore, the data folder and the files of imports under way hold. */
export async function holdings({ dataDir, keyFile, database }: Config): Promise<Holding[]> {
  const names = await readdir(tmpdir()).catch(() => [])
  const uploads = names
    .filter((name) => name.startsWith('dure-import-'))
    .map((name) => path.join(tmpdir(), name))
  return await Promise.all([...(database ? [] : [dataDir]), keyFile, ...uploads].map(holdingOf))
}

const units = ['B', 'kB', 'MB', 'GB', 'TB']

/** Returns a size as a person reads it. */
export function sizeOf(bytes: number): string {
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3))
  return `${(bytes / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power]}`
}
