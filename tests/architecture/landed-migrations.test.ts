import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import landed from './landed-migrations.json' with { type: 'json' }

const folder = path.resolve(import.meta.dirname, '../../migrations')

/*
 * A migration that was edited after it had run left older databases with looser policies than new ones. What is wrong in
 * one is put right by another; a new one is added to landed-migrations.json with its line from this test's failure.
 */
test('no migration changes once it has landed', () => {
  const files = readdirSync(folder).toSorted()
  const found = Object.fromEntries(
    files.map((file) => [
      path.basename(file, '.ts'),
      createHash('sha256')
        .update(readFileSync(path.join(folder, file)))
        .digest('hex'),
    ]),
  )
  expect(found).toEqual(landed)
})
