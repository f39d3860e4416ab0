import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { backup } from '#server/db/backup.ts'
import { withOwner } from '#server/db/database.ts'
import { compareSchema, createMigrator, migrateToLatest } from '#server/db/migrate.ts'
import { restore } from '#server/db/restore.ts'
import { startTestApp } from '#tests/support/app.ts'
import { dure } from '#tests/support/command-line.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { makeOrg } from '#tests/support/people.ts'

let folder: string
const databases: TestDatabase[] = []
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dure-versions-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
  for (const database of databases) await database.drop()
})

async function newDatabase(migrate?: (ownerUrl: string) => Promise<void>): Promise<TestDatabase> {
  const database = await createTestDatabase(migrate ? { migrate } : {})
  databases.push(database)
  return database
}
/** A database as a Dure of some migrations ago left it. */
const older = () =>
  newDatabase((ownerUrl) =>
    withOwner(ownerUrl, async (db) => {
      const names = (await createMigrator(db).getMigrations()).map(({ name }) => name)
      const { error } = await createMigrator(db).migrateTo(names.at(-4) ?? '')
      if (error) throw error
    }),
  )
const appliedTo = ({ ownerUrl }: TestDatabase) => withOwner(ownerUrl, (db) => compareSchema(db))
const envOf = (database: TestDatabase) => ({
  DATABASE_URL: database.appUrl,
  DATABASE_OWNER_URL: database.ownerUrl,
  APP_KEY_FILE: database.keyFile,
})

describe('a database of an older Dure', () => {
  test('is not migrated by doctor and backup of a newer one, which say what is to come', async () => {
    const database = await older()
    const before = await appliedTo(database)
    expect(before.pending.length).toBe(3)
    const report = await dure(['doctor', '--json'], envOf(database))
    expect(JSON.parse(report.out)).toMatchObject({ pendingMigrations: before.pending })
    const file = path.join(folder, 'older.backup')
    expect(await dure(['backup', file], envOf(database))).toMatchObject({ code: 0 })
    expect(
      await dure(
        ['scorecards', '--team', 'Any', '--from', '2026-01-01', '--to', '2026-02-01'],
        envOf(database),
      ),
    ).toMatchObject({
      code: 1,
      err: expect.stringContaining('lacks 3 migrations of this one'),
    })
    expect(await appliedTo(database)).toEqual(before)
  })

  test('is migrated by a command that writes, but never under a server that runs on it', async () => {
    const database = await older()
    const create = ['organisation', 'create', '--name', 'Ours']
    const before = await appliedTo(database)
    await withOwner(database.ownerUrl, async (db) => {
      await sql`set application_name = 'dure-listen'`.execute(db)
      const refused = await dure(create, envOf(database))
      expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('Start this Dure on it first') })
    })
    expect(await appliedTo(database)).toEqual(before)
    expect(await dure(create, envOf(database))).toMatchObject({ code: 0 })
    expect((await appliedTo(database)).pending).toEqual([])
  })
})

test('a database of a newer Dure is refused by a start and by every command, with the version that it needs', async () => {
  const database = await newDatabase()
  await withOwner(database.ownerUrl, async (db) => {
    await sql`insert into kysely_migration (name, timestamp) values ('29990101T0000-later', 'then')`.execute(
      db,
    )
    await sql`insert into installation (schema_version) values ('7.1.0')`.execute(db)
  })
  const sentence = /does not know its migration 29990101T0000-later\. Start Dure 7\.1\.0 or newer\./
  await expect(startTestApp(database)).rejects.toThrow(sentence)
  await expect(migrateToLatest(database.ownerUrl)).rejects.toThrow(sentence)
  expect(await dure(['organisation', 'create', '--name', 'Ours'], envOf(database))).toMatchObject({
    code: 1,
    err: expect.stringMatching(sentence),
  })
  const report = await dure(['doctor', '--json'], envOf(database))
  expect(report.code).toBe(1)
  expect(JSON.parse(report.out)).toMatchObject({ unknownMigrations: ['29990101T0000-later'] })
})

test('a restore over a server that runs is refused before anything is touched', async () => {
  const source = await newDatabase()
  await withOwner(source.ownerUrl, (db) => makeOrg(db, 'Backed up'))
  const file = path.join(folder, 'restore.backup')
  await backup(source.ownerUrl, file, Date.now)
  const database = await newDatabase()
  const app = await startTestApp(database)
  await makeOrg(app.owner, 'Busy')
  const names = async () =>
    await withOwner(database.ownerUrl, (db) => db.selectFrom('org').select('name').execute())
  expect(await dure(['restore', file, '--replace'], envOf(database))).toMatchObject({
    code: 1,
    err: expect.stringContaining('Dure is running on this database. Stop it'),
  })
  expect(await names()).toEqual([{ name: 'Busy' }])
  await app.stop()
  await restore(database.ownerUrl, file, { replace: true })
  expect(await names()).toEqual([{ name: 'Backed up' }])
})

test('doctor and backup make no database where there is none', async () => {
  const place = path.join(folder, 'none')
  const env = { DATA_DIR: place, DATABASE_URL: '', DATABASE_OWNER_URL: '', APP_KEY_FILE: '' }
  for (const command of [['doctor'], ['backup', path.join(folder, 'x.backup')]]) {
    const { code, err } = await dure(command, env)
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringContaining('There is no database in DATA_DIR'),
    })
  }
  expect(await readdir(folder)).not.toContain('none')
})
