import { readdirSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const tests = path.resolve(import.meta.dirname, '..')

/**
 * Imports each feature's file of one kind, `tests/<room>/<feature>/<feature>.<kind>.ts`, and returns its exports by the
 * feature's name: a feature that has such a file is told nowhere else.
 * @throws Error naming a file that lacks one of the exports it must have.
 */
export async function collect<Exports extends object>(
  room: 'integration' | 'e2e',
  kind: string,
  required: readonly (keyof Exports & string)[],
): Promise<Map<string, Exports>> {
  const found = new Map<string, Exports>()
  const folders = readdirSync(path.join(tests, room), { withFileTypes: true })
  for (const folder of folders.filter((entry) => entry.isDirectory()).sort(byName)) {
    const names = readdirSync(path.join(tests, room, folder.name))
    for (const name of names.filter((item) => item.endsWith(`.${kind}.ts`))) {
      const file = `${room}/${folder.name}/${name}`
      if (name !== `${folder.name}.${kind}.ts`) throw new Error(`tests/${file} is not named after its folder`)
      const exports: Exports = await import(pathToFileURL(path.join(tests, file)).href)
      for (const key of required) if (!(key in exports)) throw new Error(`tests/${file} exports no ${key}`)
      found.set(folder.name, exports)
    }
  }
  return found
}

const byName = (left: { name: string }, right: { name: string }) => left.name.localeCompare(right.name)
