import * as fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withOwner } from '#server/db/database.ts'
import { rowArray } from '#server/db/row-array.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

/** What spreadsheets, PostgreSQL's own arrays and rows, and people write. */
const word = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }).filter((text) => !text.includes('\0')),
  fc.constantFrom(
    '',
    'null',
    'NULL',
    '()',
    '{}',
    '","',
    '\\',
    '\\"',
    '""',
    'a,b',
    ' a ',
    '\n',
    '\t',
    '검수',
    '👍',
  ),
)

test('an array of rows is read as it was written, whatever it holds', async () => {
  const row = fc.tuple(
    fc.option(word),
    fc.option(word),
    fc.option(fc.boolean()),
    fc.option(fc.integer({ min: 1, max: 1000 })),
  )
  await withOwner(database.ownerUrl, (db) =>
    fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (rows) => {
        const cells = rows.map(([reference, queue, targeted, chance]) => [
          ...[null, null, null, null, reference, null, null, queue, null, null, null, null, null, null, null],
          ...[targeted, chance === null ? null : chance / 1000, null, null, null, null, null],
        ])
        const found = await sql<{ cells: unknown[] }>`
          select reference, queue, targeted, inclusion_probability from unnest(${rowArray(cells)}::app.audit_row[])`.execute(
          db,
        )
        expect(found.rows).toEqual(
          rows.map(([reference, queue, targeted, chance]) => ({
            ...{ reference, queue, targeted, inclusion_probability: chance === null ? null : chance / 1000 },
          })),
        )
      }),
      { seed: 1, numRuns: 100 },
    ),
  )
})
