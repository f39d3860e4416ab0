import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withClient } from '#server/db/one-client.ts'
import { type Prepared, preparedStatements } from '#server/db/prepared.ts'
import { readSources } from '#tests/architecture/imports.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'

const files = import.meta.glob(['#server/{core,db,features}/**/*.ts', '!**/*.test.ts'])
let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
  await Promise.all(Object.values(files).map((load) => load()))
})
afterAll(() => database.drop())

/** Returns how PostgreSQL refuses a statement whose parameters are all null, if it does. */
async function refusal(
  client: pg.Client,
  { name, text }: Prepared<never, unknown>,
): Promise<string | undefined> {
  const parameters = new Set(text.match(/\$\d+/g) ?? [])
  const values = Array.from(parameters, () => null)
  return await client.query({ name, text, values }).then(
    () => undefined,
    (error: Error) => error.message,
  )
}

test('a migration that adds a column to every table breaks no statement that a connection has prepared', async () => {
  const statements = preparedStatements()
  expect(statements.length).toBeGreaterThan(60)
  const client = new pg.Client(database.appUrl)
  await client.connect()
  try {
    for (const statement of statements) await refusal(client, statement)
    const { rows: known } = await client.query('select name from pg_prepared_statements')
    expect(known.length).toBe(statements.length)
    await withClient(database.ownerUrl, async (owner) => {
      const { rows } = await owner.query(`select relname as name from pg_class
        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`)
      for (const { name } of rows) await owner.query(`alter table ${name} add column added_later int`)
    })
    const broken: string[] = []
    for (const statement of statements) {
      const message = await refusal(client, statement)
      if (message?.includes('cached plan')) broken.push(statement.name)
    }
    expect(broken).toEqual([])
  } finally {
    await client.end()
  }
})

test('no write, which is prepared as well, gives back all columns', () => {
  const giving = readSources(['server']).filter(({ text }) => /returningAll|returning (\w+\.)?\*/.test(text))
  expect(giving.map(({ file }) => file)).toEqual([])
})
