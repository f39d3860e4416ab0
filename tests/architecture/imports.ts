import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')

export interface SourceFile {
  /** From the project's root, with slashes. */
  file: string
  text: string
  imports: { target: string; typeOnly: boolean; lazy?: true }[]
}

const statement = /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/g
const dynamic = /\bimport\(\s*'([^']+)'\s*\)/g

/** Every TypeScript file of the rooms with what it imports: '#room/x.ts' and relative ones as paths, packages by name. */
export function readSources(rooms: readonly string[]): SourceFile[] {
  return rooms.flatMap((room) =>
    readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => readSource(`${room}/${name.replaceAll('\\', '/')}`)),
  )
}

function readSource(file: string): SourceFile {
  const text = readFileSync(path.join(root, file), 'utf8')
  const resolve = (specifier: string) => {
    if (specifier.startsWith('#')) return specifier.slice(1)
    if (specifier.startsWith('.')) return path.posix.join(path.posix.dirname(file), specifier)
    return specifier
  }
  const imports: SourceFile['imports'] = [...text.matchAll(statement)].map(([, type, specifier = '']) => ({
    target: resolve(specifier),
    typeOnly: type !== undefined,
  }))
  for (const [, specifier = ''] of text.matchAll(dynamic))
    imports.push({ target: resolve(specifier), typeOnly: false, lazy: true })
  return { file, text, imports }
}
