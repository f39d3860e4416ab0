import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type RawBuilder, sql } from 'kysely'
import { afterAll, beforeAll } from 'vitest'
import { withOwner } from '#server/db/database.ts'
import { commandsOn, type Imported } from '#tests/support/command-runs.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'

/*
 * The files that teams have, through the command line; tests/data/files/README.md says where they are from. Times without
 * a zone are Seoul's. A file of tests has a database of its own, in which each team is made by its first import.
 */
const folder = path.resolve(import.meta.dirname, '../../data/files/import')
let database: TestDatabase
let scratch: string
export let env: Record<string, string>
export let run: ReturnType<typeof commandsOn>

/** Makes the database before the tests of the file that calls this, and drops it after them. */
export function setUpFiles(): void {
  beforeAll(async () => {
    database = await createTestDatabase()
    scratch = await mkdtemp(path.join(tmpdir(), 'dure-files-'))
    env = {
      DATABASE_URL: database.appUrl,
      DATABASE_OWNER_URL: database.ownerUrl,
      APP_KEY_FILE: database.keyFile,
    }
    run = commandsOn(env)
  })
  afterAll(async () => {
    await database.drop()
    await rm(scratch, { recursive: true })
  })
}

export const fileNamed = (name: string) => path.join(folder, name)

/** Imports a file into a team of its own. */
export const bring = (name: string, ...more: string[]): Promise<Imported> =>
  run.import(fileNamed(name), name, ...more)

export const refusals = ({ report }: Imported) =>
  report.refusals.map(({ row, reason, field }) => [row, reason, field])
export const newPeople = ({ report }: Imported) =>
  report.findings?.newPeople.map(({ word, rows }) => [word, rows])

/** Asks the database as its owner. */
export async function ask<Row>(statement: RawBuilder<Row>): Promise<Row[]> {
  return await withOwner(database.ownerUrl, async (db) => (await statement.execute(db)).rows)
}

/** Decisions by reference, with their instant in UTC. */
export async function instants(prefix: string): Promise<Record<string, string>> {
  const rows = await ask(
    sql<{
      reference: string
      at: string
    }>`select reference, to_char(decided_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS') as at
      from audit where reference like ${`${prefix}%`}`,
  )
  return Object.fromEntries(rows.map(({ reference, at }) => [reference, at]))
}

export const scratchPath = (name: string) => path.join(scratch, name)

export async function scratchFile(name: string, text: string): Promise<string> {
  await writeFile(scratchPath(name), text)
  return scratchPath(name)
}
