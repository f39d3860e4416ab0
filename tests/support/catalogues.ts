import { readdirSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Catalogue } from '#client/messages/catalogue.ts'
import type { Locale } from '#shared/people/views.ts'

const folder = path.join(import.meta.dirname, '../../client/messages')

/** Returns all messages of one language, from every file of its folder, as the app has them. */
async function readCatalogue(locale: Locale): Promise<Catalogue> {
  const files = readdirSync(path.join(folder, locale), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  )
  const modules: unknown[] = await Promise.all(
    files.map((file) => import(pathToFileURL(path.join(folder, locale, file)).href)),
  )
  return Object.assign({}, ...modules.map((module) => Reflect.get(Object(module), 'messages')))
}

export const en = await readCatalogue('en')
export const ko = await readCatalogue('ko')
