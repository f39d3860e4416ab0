import { readFileSync } from 'node:fs'
import path from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { buildClient } from '#server/build.ts'

const dist = path.resolve(import.meta.dirname, '../../dist')

/** Of Vite's manifest, by source file. */
type Chunk = { file: string; imports?: string[]; isEntry?: boolean; isDynamicEntry?: boolean; src?: string }

let chunks: Record<string, Chunk>

beforeAll(async () => {
  await buildClient()
  chunks = JSON.parse(readFileSync(path.join(dist, '.vite/manifest.json'), 'utf8'))
}, 60_000)

/** A chunk and all that it imports before it can run. */
function needed(key: string, found = new Set<string>()): Set<string> {
  const chunk = chunks[key]
  if (!chunk || found.has(chunk.file)) return found
  found.add(chunk.file)
  for (const each of chunk.imports ?? []) needed(each, found)
  return found
}

const sizes = new Map<string, number>()
function kilobytes(files: Iterable<string>): number {
  let bytes = 0
  for (const file of files) {
    if (!file.endsWith('.js')) continue
    const size = sizes.get(file) ?? brotliCompressSync(readFileSync(path.join(dist, file))).length
    sizes.set(file, size)
    bytes += size
  }
  return bytes / 1000
}

const keysOf = (matches: (chunk: Chunk) => boolean) =>
  Object.keys(chunks).filter((key) => matches(chunks[key] ?? { file: '' }))

/** What the first paint waits for: the entry and the words of the larger language. */
function initial(): Set<string> {
  const [entry = ''] = keysOf((chunk) => chunk.isEntry === true)
  const [words = ''] = keysOf((chunk) => /messages\/\w+\.ts$/.test(chunk.src ?? '')).sort(
    (a, b) => kilobytes(needed(b)) - kilobytes(needed(a)),
  )
  return needed(words, needed(entry))
}

test('what the first paint needs is at most 130 KB of JavaScript, compressed with brotli', () => {
  expect(initial().size).toBeGreaterThan(1)
  expect(kilobytes(initial())).toBeLessThanOrEqual(130)
})

test('each screen adds at most 40 KB', () => {
  const first = initial()
  const pages = keysOf((chunk) => chunk.isDynamicEntry === true && /-page\.tsx$/.test(chunk.src ?? ''))
  expect(pages.length).toBeGreaterThan(0)
  for (const page of pages) expect(kilobytes(needed(page).difference(first)), page).toBeLessThanOrEqual(40)
})
