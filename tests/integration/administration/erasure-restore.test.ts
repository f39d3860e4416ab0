import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { backup } from '#server/db/backup.ts'
import { restore } from '#server/db/restore.ts'
import { openKeystore } from '#server/keys/keystore.ts'
import { type SignedIn, startTestApp, type TestApp } from '#tests/support/app.ts'
import { dure } from '#tests/support/command-line.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { makeOrg, makePerson, makeTeam } from '#tests/support/people.ts'
import { tablesWith } from './erasure-setting.ts'

/** The person stays readable in nothing: not in the database, not in an older backup, not with the keystore. */
let app: TestApp
let folder: string
let file: string
let org: string
let analyst: SignedIn
let lead: SignedIn
const answers = { energy: 4, load: 2, support: null }
const checkInId = '0197a1b2-0000-7000-8000-000000000001'

const command = (...args: string[]) =>
  dure([...args, '--json'], {
    DATABASE_URL: app.database.appUrl,
    DATABASE_OWNER_URL: app.database.ownerUrl,
    APP_KEY_FILE: app.database.keyFile,
  })
const personTables = async () =>
  (await tablesWith(app.owner, analyst.person.personId, org)).filter(
    (table) => table !== 'erasure' && table !== 'audit_log',
  )

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dure-erased-'))
  file = path.join(folder, 'older.backup')
  app = await startTestApp(await createTestDatabase())
  org = await makeOrg(app.owner)
  const teamId = await makeTeam(app.owner, org)
  const someone = async (name: string, role: 'analyst' | 'lead') =>
    await app.signIn(await makePerson(app.owner, org, { name, memberships: [{ role, teamId }] }))
  analyst = await someone('Erased Person', 'analyst')
  lead = await someone('Lead', 'lead')
  await analyst.client.checkIns.setConsent.mutate({
    meta: analyst.meta(),
    input: { given: true, textVersion: 1 },
  })
  await analyst.client.checkIns.save.mutate({
    meta: analyst.meta(),
    input: { checkInId, answers, note: 'CANARY-of-the-erased', audience: 'me', readerId: null },
  })
  await backup(app.database.ownerUrl, file, Date.now)
})
afterAll(async () => {
  await app.stop()
  await app.database.drop()
  await rm(folder, { recursive: true })
})

describe('a person who is erased', () => {
  it('is shown what would go first, and nothing goes by that', async () => {
    const before = await personTables()
    const ran = await command('erase', analyst.person.email, '--dry-run')
    expect(ran.code, ran.err).toBe(0)
    expect(JSON.parse(ran.out)).toMatchObject({ dryRun: true, state: 'erased', onHold: 0 })
    expect(await personTables()).toEqual(before)
    await analyst.client.checkIns.own.query()
  })

  it('is gone from every table and signed out, and their phone is told that somebody ended it', async () => {
    const ran = await command('erase', analyst.person.email)
    expect(ran.code, ran.err).toBe(0)
    expect(JSON.parse(ran.out)).toMatchObject({ dryRun: false, state: 'erased', email: analyst.person.email })
    expect(await personTables()).toEqual([])
    const refused = await analyst.client.checkIns.own.query().catch((error: unknown) => error)
    expect(JSON.stringify(refused)).toContain('ended')
    await lead.client.people.me.query()
  })

  it('is nobody to a second erasure', async () => {
    const again = await command('erase', analyst.person.email)
    expect(again.code).toBe(2)
    expect(again.err).toContain('Nobody has the address')
  })

  it('lets open phones read everything again', async () => {
    const { rows } = await sql<{ epoch: string }>`select epoch from feed_epoch where org_id = ${org}`.execute(
      app.owner,
    )
    expect(rows).toHaveLength(1)
    const { client } = await app.signIn(lead.person)
    const me = await client.people.me.query()
    expect(JSON.stringify(me)).not.toContain('Erased Person')
  })
})

describe('an older backup', () => {
  it('that is restored brings nobody back, and its sealed answers stay unreadable', async () => {
    await app.stop()
    const ran = await command('restore', file, '--replace')
    expect(ran.code, ran.err).toBe(0)
    expect(JSON.parse(ran.out)).toMatchObject({ erasedAgain: 1 })
    app = await startTestApp(app.database)
    expect(await personTables()).toEqual([])
  })

  it('that was put back past the command line is erased before anybody is answered', async () => {
    await app.stop()
    await restore(app.database.ownerUrl, file, { replace: true })
    const keys = openKeystore(app.database.keyFile)
    const ref = { org, person: analyst.person.personId, item: checkInId }
    expect(keys.find(ref)).toBeUndefined()
    expect(keys.erased(ref)).toBe('whole')
    keys.close()
    app = await startTestApp(app.database)
    expect(await personTables()).toEqual([])
    const { client } = await app.signIn(lead.person)
    expect(JSON.stringify(await client.people.me.query())).not.toContain('Erased Person')
    await expect(app.signIn(analyst.person)).rejects.toThrow()
  })
})

describe('dure hold', () => {
  const until = '2035-01-01'

  it('refuses a hold without a reason, a day that is over, and one on nobody', async () => {
    const { email } = lead.person
    const reason = ['--reason', 'a claim before the court']
    for (const args of [
      ['hold', 'place', email, '--review', until],
      ['hold', 'place', email, ...reason, '--review', '2020-01-01'],
      ['hold', 'place', 'nobody@example.org', ...reason, '--review', until],
      ['hold', 'place', ...reason, '--review', until],
    ])
      expect((await command(...args)).code, args.join(' ')).toBe(2)
  })

  it('keeps a person from erasure until it ends, and then they go', async () => {
    const { email, personId } = lead.person
    const placed = await command(
      'hold',
      'place',
      email,
      '--reason',
      'a claim before the court',
      '--review',
      until,
    )
    expect(placed.code, placed.err).toBe(0)
    const { holdId } = JSON.parse(placed.out) as { holdId: string }
    const listed = JSON.parse((await command('hold', 'list')).out) as unknown[]
    expect(listed).toEqual([
      expect.objectContaining({ holdId, person: 'Lead', reviewOn: until, endedAt: null }),
    ])
    const waits = await command('erase', email)
    expect(waits.code).toBe(3)
    expect(JSON.parse(waits.out)).toMatchObject({ state: 'waits' })
    expect(await tablesWith(app.owner, personId, org)).toContain('membership')
    expect(await tablesWith(app.owner, personId, org)).not.toContain('sign_in')
    const ended = await command('hold', 'end', holdId)
    expect(ended.code, ended.err).toBe(0)
    expect((await tablesWith(app.owner, personId, org)).toSorted()).toEqual(['audit_log', 'erasure'])
    expect((await command('hold', 'end', holdId)).code).toBe(2)
  })
})
