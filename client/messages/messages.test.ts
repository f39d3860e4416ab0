import { readdirSync, readFileSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { en, ko } from '#tests/support/catalogues.ts'

const client = new URL('..', import.meta.url).pathname
const here = new URL('.', import.meta.url).pathname

const files = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.includes('.test.'))
    .map((entry) => join(entry.parentPath, entry.name))

const sources = files(client)
  .filter((file) => !file.startsWith(here))
  .map((file) => readFileSync(file, 'utf8'))
const written = new Set(
  sources.flatMap((text) => [...text.matchAll(/['"`]([a-z][\w.]*\.\w+)['"`]/gi)].map((m) => m[1] ?? '')),
)
/** Keys made of a fixed beginning and a code, as in t(`error.${code}`). */
const prefixes = sources.flatMap((text) =>
  [...text.matchAll(/`([a-z]\w*\.(?:[\w.]+\.)?)\$\{/g)].map((m) => m[1] ?? ''),
)

/**
 * A catalogue file bears the name of the room that speaks its words, and waits for that room to be built; what is
 * said everywhere waits for the app that composes the rooms.
 */
const rooms = new Set(
  files(client).flatMap(
    (file) =>
      relative(client, file)
        .replace(/^features\//, '')
        .split('/')[0] ?? [],
  ),
)
const everywhere = new Set(['ui', 'errors', 'offline'])
const built = (name: string) => rooms.has(everywhere.has(name) ? 'app' : name)

function text(message: unknown): string {
  if (typeof message !== 'function') return String(message)
  return String(message({ n: 7, x: 3, name: '이름', time: '오후 4:20', weeks: 13, added: 7, updated: 3 }))
}

test('both languages have the same keys', () => {
  expect(Object.keys(ko).sort()).toEqual(Object.keys(en).sort())
})

test('every key that the client asks for is in the catalogue', () => {
  const asked = sources.flatMap((source) =>
    [...source.matchAll(/\bt\(\s*['"]([^'"]+)['"]/g)].map((m) => m[1] ?? ''),
  )
  expect(asked.filter((key) => !Object.hasOwn(en, key))).toEqual([])
})

test('no key of a room that is built goes unused', () => {
  const unused = files(join(here, 'en')).flatMap((file) => {
    const name = basename(file, '.ts')
    if (!built(name)) return []
    const keys = [...readFileSync(file, 'utf8').matchAll(/^ {2}'([\w.]+)':/gm)].map((m) => m[1] ?? '')
    return keys.filter((key) => !written.has(key) && !prefixes.some((prefix) => key.startsWith(prefix)))
  })
  expect(unused).toEqual([])
})

test('Korean never says 당신 or 직원, nor gives orders', () => {
  for (const [key, message] of Object.entries(ko)) {
    const said = text(message)
    expect(said, key).not.toMatch(/당신|직원|오류가 발생/)
    expect(said, key).not.toMatch(/하세요$/)
  }
})

test('a Korean name is followed by a space and 님', () => {
  for (const file of files(join(here, 'ko')))
    expect(readFileSync(file, 'utf8').match(/\$\{[^}]+\}님/g), file).toBeNull()
})

test('이의 신청 is a user’s appeal: nothing an analyst asks for is called that', () => {
  for (const [key, message] of Object.entries(ko))
    if (/review|dispute|score\./.test(key)) expect(text(message), key).not.toContain('이의')
})

test('English tab labels fit: at most eleven letters', () => {
  for (const [key, message] of Object.entries(en))
    if (key.startsWith('tab.')) expect(text(message).length, key).toBeLessThanOrEqual(11)
})

test('English does not shout', () => {
  for (const [key, message] of Object.entries(en)) expect(text(message), key).not.toContain('!')
})
