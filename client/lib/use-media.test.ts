import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { root } from '#tests/architecture/imports.ts'
import { readStyleSheets } from '#tests/architecture/style-sheets.ts'
import { deskRoom, railRoom } from './use-media.ts'

/** Of one narrow window, where large text leaves a header too little room. */
const others = ['(max-width: 20rem)', '(width < 20em)']

test('style sheets and code agree from where there is room for a rail, and for a list beside a page', () => {
  const asked = readStyleSheets().flatMap(({ file }) =>
    [...readFileSync(path.join(root, file), 'utf8').matchAll(/@media ([^{]*(?:width|height)[^{]*)\{/g)].map(
      ([, query = '']) => query.trim(),
    ),
  )
  expect(new Set(asked)).toEqual(new Set([deskRoom, railRoom, ...others]))
})
