import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { backup } from '#server/db/backup.ts'
import { withOwner } from '#server/db/database.ts'
import { inspect } from '#server/db/inspect.ts'
import { restore } from '#server/db/restore.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { makeOrg, makePerson, makeTeam } from '#tests/support/people.ts'

let folder: string
let source: TestDatabase
let file: string
let org: string
const empty: TestDatabase[] = []

async function emptyDatabase(): Promise<TestDatabase> {
  const database = await createTestDatabase({ migrate: async () => undefined })
  empty.push(database)
  return database
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dure-backup-'))
  source = await createTestDatabase()
  file = path.join(folder, 'dure.backup')
  await withOwner(source.ownerUrl, async (db) => {
    org = await makeOrg(db, '두레 "시험", 조직\n줄')
    const teamId = await makeTeam(db, org, { name: '서울' })
    await makePerson(db, org, {
      name: '김 분석',
      reference: 'rater-01',
      memberships: [{ role: 'analyst', teamId }],
    })
    await sql`insert into change (org_id, feature, team_id) values (${org}, 'people', ${teamId})`.execute(db)
  })
  await backup(source.ownerUrl, file, Date.now)
})
afterAll(async () => {
  await rm(folder, { recursive: true })
  await source.drop()
  for (const database of empty) await database.drop()
})

const snapshot = (url: string) =>
  withOwner(url, async (db) => ({
    orgs: await db.selectFrom('org').selectAll().execute(),
    people: await db.selectFrom('person').selectAll().orderBy('person_id').execute(),
    teams: await db.selectFrom('team').selectAll().execute(),
    memberships: await db.selectFrom('membership').selectAll().execute(),
    signIns: await db.selectFrom('sign_in').selectAll().execute(),
  }))

describe('backup and restore', () => {
  it('bring everything back into an empty database, with row security forced again', async () => {
    const target = await emptyDatabase()
    const report = await restore(target.ownerUrl, file)
    expect(report.rows).toBeGreaterThan(0)
    expect(await snapshot(target.ownerUrl)).toEqual(await snapshot(source.ownerUrl))
    const found = await withOwner(target.ownerUrl, inspect)
    expect(found.tablesWithoutForcedRowSecurity).toEqual([])
  })

  it('leave out what belongs to the running database, and start a new feed epoch', async () => {
    const target = await emptyDatabase()
    await restore(target.ownerUrl, file)
    const epochOf = (url: string) =>
      withOwner(url, (db) => db.selectFrom('feed_epoch').select('epoch').executeTakeFirstOrThrow())
    expect(await epochOf(target.ownerUrl)).not.toEqual(await epochOf(source.ownerUrl))
    const changes = await withOwner(target.ownerUrl, (db) => db.selectFrom('change').selectAll().execute())
    expect(changes).toEqual([])
  })

  it('refuse a database that is not empty, and replace it when told to', async () => {
    const target = await createTestDatabase()
    empty.push(target)
    const other = await withOwner(target.ownerUrl, (db) => makeOrg(db, 'Other'))
    await expect(restore(target.ownerUrl, file)).rejects.toThrow('not empty')
    const before = await withOwner(target.ownerUrl, (db) => db.selectFrom('org').select('org_id').execute())
    expect(before).toEqual([{ org_id: other }])
    await restore(target.ownerUrl, file, { replace: true })
    const after = await withOwner(target.ownerUrl, (db) => db.selectFrom('org').select('org_id').execute())
    expect(after).toEqual([{ org_id: org }])
  })

  it('refuse a file that was cut short, altered, or is something else, before anything is written', async () => {
    const target = await createTestDatabase()
    empty.push(target)
    const other = await withOwner(target.ownerUrl, (db) => makeOrg(db, 'Kept'))
    const bytes = await readFile(file)
    const cut = path.join(folder, 'cut')
    await writeFile(cut, bytes)
    await truncate(cut, bytes.length - 20)
    const altered = path.join(folder, 'altered')
    const flipped = Buffer.from(bytes)
    flipped.writeUInt8(flipped.readUInt8(bytes.length >> 1) ^ 0xff, bytes.length >> 1)
    await writeFile(altered, flipped)
    const foreign = path.join(folder, 'foreign')
    await writeFile(foreign, `not a backup ${randomUUID()}`)
    for (const bad of [cut, altered, foreign]) {
      await expect(restore(target.ownerUrl, bad, { replace: true }), bad).rejects.toThrow(/backup|checksum/i)
    }
    const left = await withOwner(target.ownerUrl, (db) => db.selectFrom('org').select('org_id').execute())
    expect(left).toEqual([{ org_id: other }])
  })
})
