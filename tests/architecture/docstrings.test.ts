import { expect, test } from 'vitest'
import { readSources } from './imports.ts'

/** The docstring right above an exported declaration that begins with a word standing for a noun. */
const nounless = /^\/\*\*(?: |\n \* )((?:Who|What|Of|Whether)\b(?:(?!\*\/)[\s\S])*)\*\/\n(?=export )/gm
const firstWords = (text: string) =>
  [...text.matchAll(nounless)].map(([, comment = '']) => comment.split(' ').slice(0, 6).join(' '))

test('what is exported is described by a sentence that begins with a verb or its noun', () => {
  const found = readSources(['client', 'server', 'shared']).flatMap(({ file, text }) =>
    firstWords(text).map((words) => `${file}: ${words}`),
  )
  expect(found).toEqual([])
})

test('a docstring is found in one line and in several, above an exported declaration alone', () => {
  expect(firstWords('/** Whether it holds. */\nexport const a = 1')).toEqual(['Whether it holds. '])
  expect(firstWords('/**\n * Who asks.\n * @throws X\n */\nexport type B = 1')).toHaveLength(1)
  expect(
    firstWords('/** Returns whether. */\nexport const a = 1\n/** Whose is it. */\nexport const b = 2'),
  ).toEqual([])
  expect(firstWords('/** What is inside. */\nconst a = 1\nexport const b = 2')).toEqual([])
})
