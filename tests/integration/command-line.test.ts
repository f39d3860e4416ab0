import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withClient } from '#server/db/one-client.ts'
import { dure } from '#tests/support/command-line.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'

const audits = path.resolve(import.meta.dirname, '../data/hatecheck/audits.csv')
const square = path.resolve(import.meta.dirname, '../data/square-ko/labels_only.csv')

let database: TestDatabase
let folder: string
let env: Record<string, string>

beforeAll(async () => {
  database = await createTestDatabase()
  folder = await mkdtemp(path.join(tmpdir(), 'dure-cli-'))
  env = {
    DATABASE_URL: database.appUrl,
    DATABASE_OWNER_URL: database.ownerUrl,
    APP_KEY_FILE: database.keyFile,
  }
})
afterAll(async () => {
  await database.drop()
  await rm(folder, { recursive: true })
})

async function json<T>(args: string[]): Promise<T> {
  const ran = await dure([...args, '--json'], env)
  expect(ran.code, ran.err).toBe(0)
  return JSON.parse(ran.out) as T
}

describe('import audits and scorecards, on real decisions', () => {
  const load = [
    'import',
    'audits',
    audits,
    '--team',
    'HateCheck',
    '--violating',
    'hateful',
    '--create-people',
  ]

  it('tries without storing anything, then adds, then changes nothing', async () => {
    const dry = await json<{ added: number; importId: null }>([...load, '--dry-run'])
    expect(dry).toMatchObject({ read: 19505, added: 19505, refused: 0, importId: null, dryRun: true })
    const nothing = await dure(
      ['scorecards', '--team', 'HateCheck', '--from', '2026-08-01', '--to', '2026-11-01'],
      env,
    )
    expect(nothing).toMatchObject({ code: 2, out: '' })
    expect(await json(load)).toMatchObject({ read: 19505, added: 19505, unchanged: 0, refused: 0 })
    expect(await json(load)).toMatchObject({ read: 19505, added: 0, unchanged: 19505, refused: 0 })
  })

  it('reproduces the published counts', async () => {
    const cards = await json<{ analyst: string; n: number }[]>([
      'scorecards',
      '--team',
      'hatecheck',
      '--from',
      '2026-08-01',
      '--to',
      '2026-11-01',
    ])
    const cardOf = (analyst: string) => cards.find((card) => card.analyst === analyst)
    expect(cardOf('rater-02')).toMatchObject({ n: 1946, correct: 1848, missed: 94, overEnforced: 4 })
    expect(cardOf('rater-07')).toMatchObject({ n: 1955, correct: 1879, missed: 3, overEnforced: 73 })
    expect(cardOf('rater-08')).toMatchObject({ n: 1951, correct: 1948 })
    expect(cards.reduce((sum, card) => sum + card.n, 0)).toBe(19505)
  })

  it('refuses rows by line and reason, with an exit code that says so, and in strict mode the whole file', async () => {
    const file = path.join(folder, 'bad.csv')
    const rows = [
      'audit_ref,case_ref,analyst,policy,decision,gold_decision,decided_at',
      'X-1,C-1,rater-02,p,hateful,hateful,2026-10-01T01:00:00Z',
      'X-2,C-2,nobody,p,hateful,hateful,2026-10-01T01:00:00Z',
      'X-3,C-3,rater-02,p,,hateful,2026-10-01T01:00:00Z',
      'X-4,C-4,rater-02,p,hateful,hateful,yesterday',
    ]
    await writeFile(file, `${rows.join('\n')}\n`)
    const call = ['import', 'audits', file, '--team', 'HateCheck', '--violating', 'hateful', '--json']
    const strict = await dure([...call, '--strict'], env)
    expect(strict.code).toBe(1)
    expect(JSON.parse(strict.out)).toMatchObject({ added: 0, refused: 3 })
    const ran = await dure(call, env)
    expect(ran.code).toBe(3)
    expect(JSON.parse(ran.out)).toMatchObject({
      added: 1,
      refused: 3,
      refusals: [
        { row: 3, reason: 'unknown_analyst' },
        { row: 4, reason: 'missing', field: 'decision' },
        { row: 5, reason: 'bad_date', field: 'decided_at' },
      ],
    })
  })
})

describe('agreement', () => {
  it('of HateCheck and SQuARe is as published', async () => {
    const hate = await json<Record<string, number>>([
      'agreement',
      audits,
      '--unit',
      'case_ref',
      '--rater',
      'analyst',
      '--value',
      'decision',
      '--level',
      'nominal',
    ])
    expect(hate).toMatchObject({ units: 3901, raters: 10, ratings: 19505 })
    expect(hate.alpha).toBeCloseTo(0.9285, 4)
    expect(hate.ac1).toBeCloseTo(0.9457, 4)
    const korean = await json<Record<string, number>>([
      'agreement',
      square,
      '--unit',
      'item',
      '--rater',
      'worker',
      '--value',
      'label',
      '--level',
      'nominal',
    ])
    expect(korean.alpha).toBeCloseTo(0.3012, 4)
    expect(korean.ac1).toBeCloseTo(0.5356, 4)
  })

  it('says which column is missing', async () => {
    const ran = await dure([
      'agreement',
      square,
      '--unit',
      'nope',
      '--rater',
      'worker',
      '--value',
      'label',
      '--level',
      'nominal',
    ])
    expect(ran).toMatchObject({ code: 2, out: '' })
    expect(ran.err).toContain('nope')
  })
})

describe('doctor and help', () => {
  it('finds row security forced on every table', async () => {
    const report = await dure(['doctor', '--json'], env)
    expect(JSON.parse(report.out)).toMatchObject({ tablesWithoutForcedRowSecurity: [] })
    expect(report.out).not.toContain(new URL(database.ownerUrl).password)
    // Nobody checked in: there is no keystore yet, and asking for one makes none.
    expect(JSON.parse(report.out).keystore).toMatchObject({ state: 'missing', answers: 0, sound: true })
    // The test server runs without fsync, which is for tests alone, and the doctor says so.
    expect(report.code).toBe(JSON.parse(report.out).durability.safe ? 0 : 1)
  })

  it('lists every command, and refuses an unknown one', async () => {
    const help = await dure(['--help'])
    expect(help.code).toBe(0)
    for (const name of [
      'import audits',
      'scorecards',
      'agreement',
      'doctor',
      'backup',
      'restore',
      'invite',
      'import people',
      'import shifts',
      'break-glass',
      'team move',
    ])
      expect(help.out).toContain(name)
    expect((await dure(['nonsense'])).code).toBe(2)
    expect((await dure(['scorecards', '--nonsense'])).code).toBe(2)
  })
})

describe('people', () => {
  it('come from a file, each once, with their invitations', async () => {
    const file = path.join(folder, 'people.csv')
    const rows = [
      '이름,이메일,팀,역할,언어,시작일',
      '한예린,han@example.org,HateCheck,QA 담당자,한국어,2026-11-03',
      'rater-03,three@example.org,HateCheck,,영어,',
      '박매니저,park@example.org,없는 팀,매니저,,',
      '잘못,no address,HateCheck,,,',
    ]
    await writeFile(file, `${rows.join('\n')}\n`)
    const tried = await dure(['import', 'people', file, '--dry-run', '--json'], env)
    expect(JSON.parse(tried.out).people.map(({ link }: { link: null }) => link)).toEqual([null, null])
    const ran = await dure(['import', 'people', file, '--json'], env)
    expect(ran.code, ran.err).toBe(3)
    const report = JSON.parse(ran.out)
    expect(report.people).toMatchObject([
      { row: 2, email: 'han@example.org', outcome: 'made', link: expect.stringMatching(/\/invitation#/) },
      { row: 3, name: 'rater-03', outcome: 'joined', link: expect.stringMatching(/\/invitation#/) },
    ])
    expect(report.refused).toMatchObject([
      { row: 4, field: 'team', reason: 'unknown_team', value: '없는 팀' },
      { row: 5, field: 'email', reason: 'bad_email' },
    ])
    const again = JSON.parse((await dure(['import', 'people', file, '--create-teams', '--json'], env)).out)
    expect(again.people.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      'unchanged',
      'unchanged',
      'made',
    ])
    const { rows: found } = await withClient(database.ownerUrl, (client) =>
      client.query(
        `select count(*)::int as people from person where name in ('한예린', 'rater-03', '박매니저')`,
      ),
    )
    expect(found).toEqual([{ people: 3 }])
  })

  it('read their copies without the server for as long as the command line says', async () => {
    const hours = async () =>
      await withClient(database.ownerUrl, async (client) =>
        (await client.query('select offline_hours from org')).rows.map((row) => row.offline_hours),
      )
    expect(new Set(await hours())).toEqual(new Set([72]))
    for (const wrong of ['0', '721', '1.5', 'x'])
      expect(await dure(['organisation', 'offline-hours', wrong], env)).toMatchObject({ code: 2, out: '' })
    expect(await json(['organisation', 'offline-hours', '24'])).toEqual({ offlineHours: 24 })
    expect(new Set(await hours())).toEqual(new Set([24]))
  })

  it('are invited, and an ended role holds no longer', async () => {
    const invited = await json<{ link: string }>([
      'invite',
      'new@example.org',
      '--name',
      '새 리드',
      '--role',
      'lead',
      '--team',
      'HateCheck',
    ])
    expect(invited.link).toMatch(/\/invitation#[\w-]{30,}$/)
    const again = await json<{ link: string }>([
      'invite',
      'new@example.org',
      '--role',
      'lead',
      '--team',
      'HateCheck',
    ])
    expect(again.link).not.toBe(invited.link)
    expect(again.link).toMatch(/^http:\/\/localhost:3000\//)
    const served = 'https://dure.example.com'
    await withClient(database.ownerUrl, (client) =>
      client.query(
        `insert into installation (public_url) values ($1)
          on conflict (only_one) do update set public_url = excluded.public_url`,
        [served],
      ),
    )
    const args = ['invite', 'new@example.org', '--role', 'lead', '--team', 'HateCheck']
    expect((await json<{ link: string }>(args)).link).toMatch(/^https:\/\/dure\.example\.com\//)
    const elsewhere = await dure(args, { ...env, PUBLIC_URL: 'https://elsewhere.example.com' })
    expect(elsewhere.out).toMatch(/^https:\/\/elsewhere\.example\.com\/invitation#/)
    await withClient(database.ownerUrl, (client) =>
      client.query(`insert into sign_in (email, org_id, person_id, password_hash)
        select email, org_id, person_id, 'x' from invitation where email = 'new@example.org'`),
    )
    for (const [from, to] of [
      ['new@example.org', 'not an address'],
      ['nobody@example.org', 'other@example.org'],
    ])
      expect(await dure(['address', from ?? '', to ?? ''], env)).toMatchObject({ code: 2, out: '' })
    const moved = await json(['address', 'NEW@example.org', 'Newer@example.org'])
    expect(moved).toEqual({ from: 'new@example.org', to: 'newer@example.org' })
    expect((await dure(['end', 'new@example.org', '--role', 'lead', '--team', 'hatecheck'], env)).code).toBe(
      2,
    )
    const end = ['end', 'NEWER@example.org', '--role', 'lead', '--team', 'hatecheck']
    expect(await json(end)).toMatchObject({ email: 'newer@example.org', ended: 1 })
    expect((await dure(end, env)).code).toBe(1)
    expect((await dure(['end', 'nobody@example.org', '--role', 'lead'], env)).code).toBe(2)
  })
})
