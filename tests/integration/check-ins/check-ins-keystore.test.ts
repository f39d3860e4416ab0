import { copyFile, mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openKeystore } from '#server/keys/keystore.ts'
import { startTestApp } from '#tests/support/app.ts'
import { dure } from '#tests/support/command-line.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { analyst, app, consent, save, setUp } from './check-ins-setting.ts'

setUp()
let folder: string
const databases: TestDatabase[] = []
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dure-tie-'))
  await consent(analyst)
  await save(analyst)
})
afterAll(async () => {
  await rm(folder, { recursive: true })
  for (const database of databases) await database.drop()
})
/** Where the keystore waits while another, or none, is in its place. */
const aside = () => path.join(folder, 'aside')
afterEach(() => rename(aside(), app.database.keyFile).catch(() => undefined))

async function newDatabase(keyFile: string): Promise<TestDatabase> {
  const database = { ...(await createTestDatabase()), keyFile }
  databases.push(database)
  return database
}
async function doctor() {
  const { database } = app
  const ran = await dure(['doctor', '--json'], {
    DATABASE_URL: database.appUrl,
    DATABASE_OWNER_URL: database.ownerUrl,
    APP_KEY_FILE: database.keyFile,
  })
  return JSON.parse(ran.out) as { keystore: { state: string; unreadable: number; sound: boolean } }
}

describe('a start', () => {
  test('without the keystore of its database refuses, names APP_KEY_FILE, and makes none', async () => {
    await rename(app.database.keyFile, aside())
    await expect(startTestApp(app.database)).rejects.toThrow(
      `APP_KEY_FILE ${app.database.keyFile} is missing`,
    )
    expect(await doctor()).toMatchObject({ keystore: { unreadable: 1, sound: false } })
    await expect(rename(app.database.keyFile, `${aside()}.made`)).rejects.toThrow('ENOENT')
  })

  test('with the keystore of another database refuses, on either side', async () => {
    const other = await newDatabase(path.join(folder, 'other'))
    await (await startTestApp(other)).stop()
    await rename(app.database.keyFile, aside())
    await copyFile(other.keyFile, app.database.keyFile)
    await expect(startTestApp(app.database)).rejects.toThrow('holds the keys of another database')
    expect(await doctor()).toMatchObject({ keystore: { unreadable: 1, sound: false } })
    await rename(aside(), app.database.keyFile)
    const third = await newDatabase(app.database.keyFile)
    await expect(startTestApp(third)).rejects.toThrow('holds the keys of another database')
    expect(await doctor()).toMatchObject({ keystore: { state: 'ok', unreadable: 0, sound: true } })
  })

  test('ties a keystore from before databases had an id, by the answers that it opens', async () => {
    const { owner, database } = app
    const tied = openKeystore(database.keyFile).database()
    expect(tied).toBeDefined()
    await owner.deleteFrom('installation').execute()
    await (await startTestApp(database)).stop()
    const row = await owner.selectFrom('installation').select('database_id').executeTakeFirstOrThrow()
    expect(row.database_id).not.toBe(tied)
    expect(openKeystore(database.keyFile).database()).toBe(row.database_id)
  })
})

test('doctor fails on a single answer without a key', async () => {
  const checkInId = await save(analyst)
  expect(await doctor()).toMatchObject({ keystore: { unreadable: 0, sound: true } })
  const keys = openKeystore(app.database.keyFile)
  await keys.destroy([{ org: analyst.person.org, person: analyst.person.personId, item: checkInId }])
  expect(await doctor()).toMatchObject({ keystore: { unreadable: 1, sound: false } })
})

test('a keystore that is lost for good is begun anew by command alone', async () => {
  const { database } = app
  const env = {
    DATABASE_URL: database.appUrl,
    DATABASE_OWNER_URL: database.ownerUrl,
    APP_KEY_FILE: database.keyFile,
  }
  expect(await dure(['keystore', 'new'], env)).toMatchObject({ code: 1 })
  await rename(database.keyFile, aside())
  expect(await dure(['keystore', 'new'], env)).toMatchObject({ code: 0 })
  await (await startTestApp(database)).stop()
  await rm(database.keyFile)
})
