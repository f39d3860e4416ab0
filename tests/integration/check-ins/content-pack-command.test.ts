import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { withOwner } from '#server/db/database.ts'
import { officeWeather } from '#server/demo/office-weather.ts'
import type { ContentPack } from '#shared/check-ins/content-pack.ts'
import { dure, type Ran } from '#tests/support/command-line.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { makeOrg, makePerson } from '#tests/support/people.ts'

let database: TestDatabase
let folder: string
let org: string

beforeAll(async () => {
  database = await createTestDatabase()
  folder = await mkdtemp(path.join(tmpdir(), 'dure-packs-'))
  org = await withOwner(database.ownerUrl, (db) => makeOrg(db))
})
afterAll(async () => {
  await database.drop()
  await rm(folder, { recursive: true })
})

const run = (...args: string[]): Promise<Ran> =>
  dure(['content-pack', ...args], {
    DATABASE_URL: database.appUrl,
    DATABASE_OWNER_URL: database.ownerUrl,
    APP_KEY_FILE: database.keyFile,
  })
async function fileOf(content: string | ContentPack): Promise<string> {
  const file = path.join(folder, `${uuidv7()}.json`)
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2))
  return file
}

it('installs a pack turned off, lists it, takes another version and removes it', async () => {
  expect((await run('list')).out).toContain('No content pack is installed')
  const file = await fileOf(officeWeather)
  const installed = await run('install', file)
  expect(installed, installed.err).toMatchObject({ code: 0 })
  expect(installed.out).toContain('turned off')
  expect((await run('install', file)).out).toContain('installed already')
  const listed = await run('list', '--json')
  expect(JSON.parse(listed.out)).toMatchObject([
    { id: 'office-weather', version: '1.0', languages: ['ko', 'en'], turnedOn: false },
  ])
  const other = { ...officeWeather, licence: 'Another note' }
  const clash = await run('install', await fileOf(other))
  expect(clash).toMatchObject({ code: 1, out: '' })
  expect(clash.err).toContain('version:')
  expect(await run('install', await fileOf({ ...other, version: '1.1' }))).toMatchObject({ code: 0 })
  expect((await run('list')).out).toMatch(/office-weather {2}1\.1 .* off/)
  expect(await run('remove', 'office-weather')).toMatchObject({ code: 0 })
  const again = await run('remove', 'office-weather')
  expect(again).toMatchObject({ code: 1, out: '' })
  expect(again.err).toContain('No content pack is called office-weather')
}, 60_000)

it('keeps a pack while answers to it are kept', async () => {
  await run('install', await fileOf(officeWeather))
  await withOwner(database.ownerUrl, async (db) => {
    const { personId } = await makePerson(db, org, { name: 'Answered' })
    await db
      .insertInto('questionnaire_answer')
      .values({
        ...{ org_id: org, answer_id: uuidv7(), person_id: personId, pack_id: officeWeather.id },
        ...{ claimed_at: new Date().toISOString(), contents: Buffer.alloc(32) },
      })
      .execute()
  })
  const refused = await run('remove', 'office-weather')
  expect(refused.code).toBe(1)
  expect(refused.err).toContain('are kept')
})

it('names every field that is wrong, and installs nothing', async () => {
  const wrong = {
    ...officeWeather,
    ...{ id: 'Office Weather', licence: undefined, cutOff: 50, leastDistanceDays: 0 },
    items: [{ text: { en: 7 } }],
  }
  const ran = await run('install', await fileOf(JSON.stringify(wrong)))
  expect(ran).toMatchObject({ code: 1, out: '' })
  for (const field of ['id:', 'licence:', 'cutOff:', 'leastDistanceDays:', 'items[0].text.en:'])
    expect(ran.err).toContain(field)
  const short = { ...officeWeather, leastDistanceDays: 7, introduction: { en: 'Only English' } }
  const refused = await run('install', await fileOf(short))
  expect(refused.code).toBe(1)
  expect(refused.err).toContain('leastDistanceDays: must be at least 14')
  expect(refused.err).toContain('introduction.ko: is missing')
  const broken = await run('install', await fileOf('{\n  "format": 1,\n}'))
  expect(broken.code).toBe(1)
  expect(broken.err).toMatch(/is not JSON: .*line 3/)
  expect((await run('install', path.join(folder, 'none.json'))).code).toBe(1)
  expect((await run('install')).code).toBe(2)
}, 60_000)
