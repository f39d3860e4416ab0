import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createGunzip } from 'node:zlib'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { backup } from '#server/db/backup.ts'
import { withOwner } from '#server/db/database.ts'
import { withClient } from '#server/db/one-client.ts'
import { restore } from '#server/db/restore.ts'
import { openContents } from '#server/features/check-ins/contents-rules.ts'
import { openKeystore } from '#server/keys/keystore.ts'
import { replaceLostKeystore } from '#server/tied-keystore.ts'
import type { SaveCheckInInput } from '#shared/check-ins/contracts.ts'
import { type SignedIn, startTestApp, type TestApp } from '#tests/support/app.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { makeOrg, makePerson, makeTeam } from '#tests/support/people.ts'

/** What a thief of the data folder and of every backup finds, who has not the keystore; and what a restore brings back. */
const mark = uuidv7().slice(-12)
const secrets = {
  own: `CANARY-own-${mark}`,
  counted: `CANARY-counted-${mark}`,
  shared: `CANARY-shared-${mark}`,
  deleted: `CANARY-deleted-${mark}`,
}
/** Stands openly in a row: a search that does not find it finds nothing. */
const open = `NO-SECRET-${mark}`

let app: TestApp
let folder: string
let analyst: SignedIn
let leaving: SignedIn
const inputs: SaveCheckInInput[] = []
const ids = { own: '', counted: '', shared: '', deleted: '', leaving: '' }
const restored: TestDatabase[] = []

async function save(
  who: SignedIn,
  some: Pick<SaveCheckInInput, 'note' | 'audience' | 'readerId'>,
): Promise<string> {
  const input = { checkInId: uuidv7(), answers: { energy: 1, load: 5, support: 2 }, ...some }
  inputs.push(input)
  await who.client.checkIns.save.mutate({ meta: who.meta(), input })
  return input.checkInId
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dure-secrets-'))
  app = await startTestApp()
  const org = await makeOrg(app.owner, open)
  const team = await makeTeam(app.owner, org)
  const person = async (name: string, role: 'analyst' | 'lead') =>
    await app.signIn(await makePerson(app.owner, org, { name, memberships: [{ role, teamId: team }] }))
  analyst = await person('Analyst', 'analyst')
  leaving = await person('Leaving', 'analyst')
  const lead = await person('Lead', 'lead')
  for (const who of [analyst, leaving])
    await who.client.checkIns.setConsent.mutate({ meta: who.meta(), input: { given: true, textVersion: 1 } })
  ids.own = await save(analyst, { note: secrets.own, audience: 'me', readerId: null })
  ids.counted = await save(analyst, { note: secrets.counted, audience: 'total', readerId: null })
  ids.shared = await save(analyst, { note: secrets.shared, audience: 'lead', readerId: lead.person.personId })
  ids.deleted = await save(analyst, { note: secrets.deleted, audience: 'me', readerId: null })
  ids.leaving = await save(leaving, { note: secrets.deleted, audience: 'me', readerId: null })
  const { checkIns } = await lead.client.checkIns.shared.query({ personId: analyst.person.personId })
  expect(checkIns).toMatchObject([{ note: secrets.shared }])
})
afterAll(async () => {
  await app.stop()
  for (const database of restored) await database.drop()
  await rm(folder, { recursive: true })
})

async function filesBelow(dir: string): Promise<string[]> {
  const names = await readdir(dir, { recursive: true, withFileTypes: true })
  return names.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
}

it('no word of a check-in stands in the files of the database, its log of writes included', async () => {
  const { superUrl } = inject('postgres')
  const dir = await withClient(superUrl, async (client) => {
    await client.query('checkpoint')
    const { rows } = await client.query<{ data_directory: string }>('show data_directory')
    return rows[0]?.data_directory ?? ''
  })
  const name = new URL(app.database.ownerUrl).pathname.slice(1)
  const oid = await withClient(superUrl, async (client) => {
    const { rows } = await client.query<{ oid: string }>('select oid from pg_database where datname = $1', [
      name,
    ])
    return String(rows[0]?.oid)
  })
  const files = [
    ...(await filesBelow(path.join(dir, 'base', oid))),
    ...(await filesBelow(path.join(dir, 'pg_wal'))),
    ...(await filesBelow(path.join(dir, 'log')).catch(() => [])),
  ]
  const found = new Set<string>()
  for (const file of files) {
    const bytes = await readFile(file)
    for (const secret of [open, ...Object.values(secrets)]) if (bytes.includes(secret)) found.add(secret)
  }
  expect([...found]).toEqual([open])
})

async function unpacked(file: string): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of createReadStream(file).pipe(createGunzip())) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('latin1')
}

it('nor in a backup, and neither holds a hash against which five answers could be tried', async () => {
  const file = path.join(folder, 'taken.backup')
  await backup(app.database.ownerUrl, file, Date.now)
  const text = await unpacked(file)
  expect(text).toContain(open)
  for (const secret of Object.values(secrets)) expect(text).not.toContain(secret)
  const keyFile = await readFile(app.database.keyFile)
  expect(text.includes(keyFile.subarray(16, 48).toString('hex'))).toBe(false)

  const { rows } = await withClient(app.database.ownerUrl, (client) =>
    client.query<{ hash: string }>(
      "select encode(input_hash, 'hex') as hash from command where name = 'checkIns.save'",
    ),
  )
  const kept = new Set(rows.map(({ hash }) => hash))
  expect(kept.size).toBe(inputs.length)
  const values = [null, 1, 2, 3, 4, 5]
  // The thief knows everything but the answers: the ids, even the note.
  for (const input of inputs)
    for (const energy of values)
      for (const load of values)
        for (const support of values) {
          const tried = JSON.stringify(['checkIns.save', { ...input, answers: { energy, load, support } }])
          expect(kept.has(createHash('sha256').update(tried).digest('hex'))).toBe(false)
        }
})

it('a share that says what it was made of says nothing by its length or presence', async () => {
  const { rows } = await withClient(app.database.ownerUrl, (client) =>
    client.query<{ answers: number; note: number }>(
      'select length(answers) as answers, length(note) as note from check_in_answer',
    ),
  )
  expect(rows).toHaveLength(5)
  expect(new Set(rows.map((row) => JSON.stringify(row))).size).toBe(1)
})

it('what was deleted or withdrawn stays unreadable when an older backup is restored, and the rest is readable', async () => {
  const file = path.join(folder, 'older.backup')
  await backup(app.database.ownerUrl, file, Date.now)
  await analyst.client.checkIns.remove.mutate({ meta: analyst.meta(), input: { checkInId: ids.deleted } })
  await leaving.client.checkIns.setConsent.mutate({
    meta: leaving.meta(),
    input: { given: false, textVersion: 1 },
  })

  const again = await createTestDatabase({ migrate: async () => undefined })
  restored.push(again)
  await restore(again.ownerUrl, file)
  const back = await startTestApp({ ...again, keyFile: app.database.keyFile })
  try {
    const notesOf = async (who: SignedIn) => {
      const { client } = await back.signIn(who.person)
      const { checkIns } = await client.checkIns.own.query()
      expect((await client.checkIns.download.query()).checkIns).toEqual(checkIns)
      return checkIns.map(({ note }) => note).sort()
    }
    expect(await notesOf(analyst)).toEqual([secrets.counted, secrets.own, secrets.shared].sort())
    expect(await notesOf(leaving)).toEqual([])
    // The rows themselves are back; no key of the file opens them.
    const rows = await back.owner
      .selectFrom('check_in_answer')
      .selectAll()
      .where('check_in_id', 'in', [ids.deleted, ids.leaving])
      .execute()
    expect(rows).toHaveLength(2)
    const keys = openKeystore(app.database.keyFile)
    for (const row of rows) {
      const ref = { org: row.org_id, person: row.person_id, item: row.check_in_id }
      expect(keys.find(ref)).toBeUndefined()
      const other = keys.find({ ...ref, person: analyst.person.personId, item: ids.own })
      expect(other && openContents(other, ref, row)).toBeUndefined()
    }
    keys.close()
  } finally {
    await back.stop()
  }
})

it('without the keystore a restored backup has no answer at all', async () => {
  const file = path.join(folder, 'alone.backup')
  await backup(app.database.ownerUrl, file, Date.now)
  const again = await createTestDatabase({ migrate: async () => undefined })
  restored.push(again)
  await restore(again.ownerUrl, file)
  await expect(startTestApp(again)).rejects.toThrow(`APP_KEY_FILE ${again.keyFile} is missing`)
  await withOwner(again.ownerUrl, (db) => replaceLostKeystore(db, again.keyFile))
  const back = await startTestApp(again)
  try {
    const { client } = await back.signIn(analyst.person)
    expect((await client.checkIns.own.query()).checkIns).toEqual([])
  } finally {
    await back.stop()
  }
})
