import { expect, test } from 'vitest'
import { later } from '#client/messages/en-later.ts'
import { readSources } from './imports.ts'

/** What is drawn before the later words are asked for. */
const early = [
  'client/app/main.tsx',
  'client/app/pages/today-place.tsx',
  'client/app/session/welcome-page.tsx',
  'client/app/session/invitation-page.tsx',
]

test('what can be on the screen before the later words asks only for the first', () => {
  const sources = new Map(readSources(['client', 'shared']).map((source) => [source.file, source]))
  const reached = new Set<string>()
  const visit = (file: string): void => {
    const source = sources.get(file)
    if (!source || reached.has(file)) return
    reached.add(file)
    for (const { target, typeOnly, lazy } of source.imports) if (!typeOnly && !lazy) visit(target)
  }
  for (const file of early) visit(file)
  for (const file of sources.keys()) if (file.endsWith('/today-rows.tsx')) visit(file)
  expect(reached.size).toBeGreaterThan(100)
  const keys = Object.keys(later)
  const asked = [...reached].flatMap((file) => {
    const text = sources.get(file)?.text ?? ''
    const written = [...text.matchAll(/['`]([a-z]+(?:\.\w+)+)['`]/gi)].map((m) => m[1] ?? '')
    const begun = [...text.matchAll(/`([a-z]+\.(?:[\w.]+\.)?)\$\{/g)].map((m) => m[1] ?? '')
    const found = keys.filter((key) => written.includes(key) || begun.some((start) => key.startsWith(start)))
    return found.map((key) => `${file}: ${key}`)
  })
  expect(asked).toEqual([])
}, 30_000)
