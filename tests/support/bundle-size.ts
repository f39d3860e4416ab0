import { readFileSync } from 'node:fs'
import path from 'node:path'
import { brotliCompressSync } from 'node:zlib'

const dist = path.resolve(import.meta.dirname, '../../dist')

/** Of Vite's manifest, by source file. */
type Chunk = { file: string; name?: string; imports?: string[]; dynamicImports?: string[]; isEntry?: boolean }
type Chunks = Record<string, Chunk>

export interface BundleSize {
  /** JavaScript that the first paint waits for: the first script, the entry and the words of the larger language. Kilobytes of brotli. */
  initial: number
  /** Files that it is in. */
  initialFiles: number
  /** Pieces with nothing but addresses of screens that hardly anybody starts with, which nothing imports. */
  laterRoutes: number
  /** The piece that every form is made with: asked for once, by the first screen with a form. */
  forms: number
  /** What each screen adds to it and to the forms' piece, by its source file or by the piece that it is in; the later words are one of them. */
  pages: Record<string, number>
  /** Names of all pieces. */
  names: Set<string | undefined>
}

/** A chunk and all that it imports before it can run. */
function needed(chunks: Chunks, key: string, found = new Set<string>()): Set<string> {
  const chunk = chunks[key]
  if (!chunk || found.has(chunk.file)) return found
  found.add(chunk.file)
  for (const each of chunk.imports ?? []) needed(chunks, each, found)
  return found
}

/** Of the client as it is built; the highest brotli level, which is what the server sends. */
export function measureBundle(): BundleSize {
  const chunks = JSON.parse(readFileSync(path.join(dist, '.vite/manifest.json'), 'utf8')) as Chunks
  const index = readFileSync(path.join(dist, 'index.html'), 'utf8')
  const sizes = new Map<string, number>()
  const kilobytes = (files: Iterable<string>) => {
    let bytes = 0
    for (const file of files) {
      if (!file.endsWith('.js')) continue
      const size = sizes.get(file) ?? brotliCompressSync(readFileSync(path.join(dist, file))).length
      sizes.set(file, size)
      bytes += size
    }
    return bytes / 1000
  }
  const [entry = ''] = Object.keys(chunks).filter((key) => chunks[key]?.isEntry)
  const asking = (key: string) => chunks[key]?.dynamicImports ?? []
  const isCatalogue = (key: string) => /^messages\/\w+-first/.test(key)
  const [catalogue = ''] = asking(entry)
    .filter(isCatalogue)
    .sort((a, b) => kilobytes(needed(chunks, b)) - kilobytes(needed(chunks, a)))
  const first = needed(chunks, catalogue, needed(chunks, entry))
  // The script that runs before the app is no part of Vite's manifest.
  for (const [, file = ''] of index.matchAll(/<script[^>]* src="\/([^"]+)"/g)) first.add(file)
  const forms = new Set(Object.values(chunks).flatMap(({ file, name }) => (name === 'forms' ? [file] : [])))
  // The screens that hardly anybody starts with are asked for by the piece that holds their addresses.
  const rest = Object.keys(chunks).filter((key) => chunks[key]?.name === 'later-routes')
  const asked = [entry, ...rest].flatMap(asking)
  const pages = [...new Set(asked)].filter((key) => !isCatalogue(key))
  return {
    initial: kilobytes(first),
    initialFiles: first.size,
    laterRoutes: rest.filter((key) => !Object.values(chunks).some((chunk) => chunk.imports?.includes(key)))
      .length,
    forms: kilobytes(forms),
    names: new Set(Object.values(chunks).map(({ name }) => name)),
    pages: Object.fromEntries(
      pages.map(
        (page) => [page, kilobytes(needed(chunks, page).difference(first).difference(forms))] as const,
      ),
    ),
  }
}
