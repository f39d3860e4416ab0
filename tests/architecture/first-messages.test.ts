import { expect, test } from 'vitest'
import { later } from '#client/messages/en-later.ts'
import { rare } from '#client/messages/en-rare.ts'
import { readSources } from './imports.ts'

/** What is drawn before the later words are asked for. */
const early = [
  'client/app/main.tsx',
  'client/app/pages/today-place.tsx',
  'client/app/session/welcome-page.tsx',
  'client/app/session/invitation-page.tsx',
]

/** Pages that bring the words that few need along, see their routes, and what they fetch themselves. */
const rarePages = [
  ...['page', 'report', 'findings'].map((part) => `client/features/audits/import-${part}.tsx`),
  'client/features/coaching/effect-page.tsx',
  'client/features/scorecards/baseline-page.tsx',
  'client/features/coaching/handover-page.tsx',
  'client/features/scorecards/comparison.tsx',
  'client/features/scorecards/targets-page.tsx',
  'client/features/scorecards/trends-page.tsx',
  ...['rounds', 'round-editor', 'round-import'].map((page) => `client/features/calibration/${page}-page.tsx`),
  'client/features/scorecards/person-figures-page.tsx',
  ...['draws', 'draw-editor'].map((page) => `client/features/draws/${page}-page.tsx`),
  ...['rubrics', 'rubric', 'rubric-editor'].map((page) => `client/features/rubrics/${page}-page.tsx`),
  ...['move-in-page', 'move-in-people', 'move-in-result'].map(
    (part) => `client/features/reviews/${part}.tsx`,
  ),
  'client/ui/origin-line.tsx',
  ...['retention', 'directory-person', 'my-data'].map(
    (page) => `client/features/administration/${page}-page.tsx`,
  ),
]

const sources = new Map(readSources(['client', 'shared']).map((source) => [source.file, source]))

/** Adds a file and all that it imports before it can run. */
function visit(file: string, reached: Set<string>): Set<string> {
  const source = sources.get(file)
  if (!source || reached.has(file)) return reached
  reached.add(file)
  for (const { target, typeOnly, lazy } of source.imports) if (!typeOnly && !lazy) visit(target, reached)
  return reached
}

/** Which of these messages the files ask for. */
function asked(files: Iterable<string>, messages: object): string[] {
  const keys = Object.keys(messages)
  return [...files].flatMap((file) => {
    const text = sources.get(file)?.text ?? ''
    const written = new Set([...text.matchAll(/['`]([a-z]+(?:\.\w+)+)['`]/gi)].map((m) => m[1] ?? ''))
    const begun = [...text.matchAll(/`([a-z]+\.(?:[\w.]+\.)?)\$\{/g)].map((m) => m[1] ?? '')
    const found = keys.filter((key) => written.has(key) || begun.some((start) => key.startsWith(start)))
    return found.map((key) => `${file}: ${key}`)
  })
}

test('what can be on the screen before the later words asks only for the first', () => {
  const reached = new Set<string>()
  for (const file of early) visit(file, reached)
  for (const file of sources.keys()) if (file.endsWith('/today-rows.tsx')) visit(file, reached)
  expect(reached.size).toBeGreaterThan(100)
  expect(asked(reached, { ...later, ...rare })).toEqual([])
}, 30_000)

test('what few screens say is asked for by those that bring it', () => {
  const lazily = [...sources.values()].flatMap(({ imports }) =>
    imports.filter(({ lazy }) => lazy).map(({ target }) => target),
  )
  const reached = new Set<string>()
  for (const file of lazily) if (!rarePages.includes(file)) visit(file, reached)
  expect(asked(reached, rare)).toEqual([])
  expect(
    asked(
      rarePages.flatMap((file) => [...visit(file, new Set())]),
      rare,
    ),
  ).not.toEqual([])
}, 30_000)
