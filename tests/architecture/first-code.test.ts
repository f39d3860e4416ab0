import { expect, test } from 'vitest'
import { readSources } from './imports.ts'

const sources = new Map(readSources(['client', 'shared']).map((source) => [source.file, source]))

/** Every file that runs before the rows of Today are there, and what each imports. */
function firstCode(): Map<string, readonly string[]> {
  const reached = new Map<string, readonly string[]>()
  const visit = (file: string): void => {
    const source = sources.get(file)
    if (!source || reached.has(file)) return
    const needed = source.imports.filter(({ typeOnly, lazy }) => !typeOnly && !lazy)
    reached.set(
      file,
      needed.map(({ target }) => target),
    )
    for (const { target } of needed) visit(target)
  }
  visit('client/app/main.tsx')
  visit('client/app/pages/today-place.tsx')
  for (const file of sources.keys()) if (file.endsWith('/today-rows.tsx')) visit(file)
  return reached
}

test('nothing that runs before the rows of Today brings a schema along: commands and views come by feature', () => {
  const reached = firstCode()
  expect(reached.size).toBeGreaterThan(100)
  const schemas = [...reached].filter(([, targets]) => targets.includes('zod/mini')).map(([file]) => file)
  expect(schemas).toEqual([])
})

test('the phone knows the books of all commands and of all queries as types alone', () => {
  const books = ['shared/features.ts']
  const importing = [...sources.values()]
    .filter(({ file }) => file.startsWith('client/') && !file.includes('.test.'))
    .filter(({ imports }) => imports.some(({ target, typeOnly }) => books.includes(target) && !typeOnly))
  expect(importing.map(({ file }) => file)).toEqual([])
})
