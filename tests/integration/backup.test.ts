import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { lstat, mkdtemp, readdir, readFile, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises'
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

  it('write through a link and into a pipe, and replace neither; a folder is refused', async () => {
    const [target, link, dangling, pipe] = ['target', 'link', 'dangling', 'pipe'].map((name) =>
      path.join(folder, name),
    ) as [string, string, string, string]
    await writeFile(target, 'an older one')
    await symlink('target', link)
    await symlink('made-by-link', dangling)
    for (const name of [link, dangling]) {
      await backup(source.ownerUrl, name, Date.now)
      expect((await lstat(name)).isSymbolicLink()).toBe(true)
    }
    for (const name of [target, path.join(folder, 'made-by-link')])
      expect((await readFile(name)).subarray(0, 2)).toEqual(Buffer.from([0x1f, 0x8b]))
    execFileSync('mkfifo', [pipe])
    const [read] = await Promise.all([readFile(pipe), backup(source.ownerUrl, pipe, Date.now)])
    expect(read.subarray(0, 2)).toEqual(Buffer.from([0x1f, 0x8b]))
    expect((await lstat(pipe)).isFIFO()).toBe(true)
    await expect(backup(source.ownerUrl, folder, Date.now)).rejects.toThrow('is a folder')
  })

  it('remove what a killed one left beside its file, and not what another one writes', async () => {
    const [left, under] = ['left', 'under-way'].map((name) => path.join(folder, `.again.${name}.part`)) as [
      string,
      string,
    ]
    for (const name of [left, under]) await writeFile(name, 'part')
    const yesterday = Date.now() / 1000 - 86_400
    await utimes(left, yesterday, yesterday)
    await backup(source.ownerUrl, path.join(folder, 'again'), Date.now)
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([
      '.again.under-way.part',
    ])
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
