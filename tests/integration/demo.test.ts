import type pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { verifyPassword } from '#server/auth/methods/password-hash.ts'
import { openDatabase } from '#server/db/database.ts'
import { withClient } from '#server/db/one-client.ts'
import { emailOf, newJoiner, people } from '#server/demo/people.ts'
import { demoTables } from '#server/demo/rows.ts'
import { demoPassword, demoSeed, NotADemoError } from '#server/demo/seed.ts'
import { drift, recovery } from '#server/demo/story.ts'
import { createRollup } from '#server/features/audits/rollup-rules.ts'
import { countNames } from '#server/features/audits/table.ts'
import { openContents } from '#server/features/check-ins/contents-rules.ts'
import { openKeystore } from '#server/keys/keystore.ts'
import { wilson } from '#shared/statistics/interval.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { seedTestDemo } from '#tests/support/demo.ts'

const input = { today: '2026-11-23', seed: demoSeed }
const rollups = ['audit_day', 'audit_week', 'audit_team_week'] as const
const open: TestDatabase[] = []

async function seeded(): Promise<TestDatabase> {
  const database = await createTestDatabase()
  open.push(database)
  await seedTestDemo(database, input)
  return database
}
async function rowsOf<Row extends pg.QueryResultRow>(
  database: TestDatabase,
  text: string,
  values: unknown[] = [],
) {
  return await withClient(database.ownerUrl, async (client) => (await client.query<Row>(text, values)).rows)
}

let demo: TestDatabase
beforeAll(async () => {
  demo = await seeded()
})
afterAll(async () => {
  for (const database of open) await database.drop()
})

it('writes the same rows into two databases, but for the salt of the password', async () => {
  const again = await seeded()
  for (const table of [...demoTables, ...rollups]) {
    const digest = `select count(*)::int as n, md5(string_agg(row::text, '' order by row::text)) as digest
      from (select to_jsonb(t) - 'password_hash' as row from ${table} t) r`
    const [first, second] = [await rowsOf(demo, digest), await rowsOf(again, digest)]
    expect({ table, rows: second }).toEqual({ table, rows: first })
    expect(first[0]?.n).toBeGreaterThan(0)
  }
})

it('is written once, and never beside another organisation', async () => {
  expect((await seedTestDemo(demo, { ...input, today: '2026-12-01' })).added).toBe(false)
  const other = await createTestDatabase()
  open.push(other)
  await rowsOf(other, "insert into org (org_id, name) values (gen_random_uuid(), 'A company')")
  await expect(seedTestDemo(other, input)).rejects.toThrow(NotADemoError)
})

it('keeps the rollups that an import of the same rows would', async () => {
  const teams = await rowsOf<{ team_id: string; zone: string }>(demo, 'select team_id, zone from team')
  for (const { team_id, zone } of teams) {
    const rollup = createRollup(zone)
    const audits = await rowsOf<Parameters<typeof rollup.add>[0] & { decided_at: Date }>(
      demo,
      'select * from audit where team_id = $1',
      [team_id],
    )
    for (const audit of audits) rollup.add(audit, audit.decided_at.getTime())
    const { days, weeks, strataWeeks, teamWeeks, machineWeeks } = rollup.rows()
    const stored = async (table: string, columns: string) =>
      await rowsOf(demo, `select ${columns}, ${countNames.join(', ')} from ${table} where team_id = $1`, [
        team_id,
      ])
    // A sum of weights ends in other digits when it is added up in another order.
    const rounded = (_: string, value: unknown) =>
      typeof value === 'number' ? Number(value.toPrecision(12)) : value
    const sorted = (rows: object[]) =>
      rows.map((row) => JSON.stringify(Object.entries(row).sort(), rounded)).sort()
    expect(sorted(await stored('audit_day', 'analyst_id, day::text'))).toEqual(sorted(days))
    expect(sorted(await stored('audit_week', 'analyst_id, week::text, policy'))).toEqual(sorted(weeks))
    expect(sorted(await stored('audit_team_week', 'week::text, policy'))).toEqual(sorted(teamWeeks))
    expect(sorted(await stored('audit_machine_week', 'week::text, policy, queue, language'))).toEqual(
      sorted(machineWeeks),
    )
    expect(
      sorted(await stored('audit_stratum_week', 'week::text, policy, queue, language, analyst_id')),
    ).toEqual(sorted(strataWeeks))
  }
})

it('keeps the weeks of each person that their days add up to', async () => {
  const kept = await rowsOf(
    demo,
    'select team_id, analyst_id, week::text, n, correct from audit_person_week order by 1, 2, 3',
  )
  const meant = await rowsOf(
    demo,
    `select team_id, analyst_id, date_trunc('week', day)::date::text as week, sum(n)::int as n, sum(correct)::int as correct
      from audit_day group by 1, 2, 3 order by 1, 2, 3`,
  )
  expect(kept.length).toBeGreaterThan(50)
  expect(kept).toEqual(meant)
})

it('tells of a drift, a recovery and somebody new', async () => {
  const seen = async (key: string, back: number) => {
    const [row] = await rowsOf<{ x: number; n: number }>(
      demo,
      `select sum(w.missed)::int as x, sum(w.n)::int as n
      from audit_week w join sign_in_or_invited s on s.person_id = w.analyst_id
      where s.email = $1 and w.week > (select max(week) from audit_week) - 28 - $2::int
        and w.week <= (select max(week) from audit_week) - $2::int`.replace(
        'sign_in_or_invited',
        '(select email, person_id from sign_in union all select email, person_id from invitation)',
      ),
      [emailOf(key), back],
    )
    const { x = 0, n = 0 } = row ?? {}
    return { x, n, low: wilson(x, n)?.low ?? 0 }
  }
  const limit = 0.03
  expect((await seen(drift.key, 0)).low).toBeGreaterThan(limit)
  expect((await seen(drift.key, 35)).low).toBeLessThan(limit)
  expect((await seen(recovery.key, 28)).low).toBeGreaterThan(limit)
  const recovered = await seen(recovery.key, 0)
  expect(recovered.x / recovered.n).toBeLessThanOrEqual(limit)
  expect((await seen(newJoiner, 0)).n).toBeLessThan(10)
})

it('has three teams of 4, 10 and 12 today, and one who came from another', async () => {
  const sizes = await rowsOf<{ n: number }>(
    demo,
    `select count(*)::int as n from membership where role = 'analyst' and starts_on <= $1 and (ends_on is null or ends_on > $1)
    group by team_id order by n`,
    [input.today],
  )
  expect(sizes.map(({ n }) => n)).toEqual([4, 10, 12])
  const [teams] = await rowsOf<{ n: number }>(
    demo,
    'select max(n)::int as n from (select count(distinct team_id) as n from audit group by analyst_id) a',
  )
  expect(teams?.n).toBe(2)
})

it('has notes for all three readers, each only on the side of who may read it', async () => {
  const counts = await rowsOf<{ audience: string; n: number }>(
    demo,
    'select audience, count(*)::int as n from note group by audience order by audience',
  )
  expect(counts.map(({ audience }) => audience)).toEqual(['manager', 'me', 'person'])
  const private_ = await rowsOf<{ org_id: string; subject_id: string; author_id: string; note_id: string }>(
    demo,
    "select org_id, subject_id, author_id, note_id from note where audience = 'me'",
  )
  const database = openDatabase(demo.appUrl)
  try {
    for (const { org_id, subject_id, author_id, note_id } of private_) {
      const sees = async (person: string) =>
        await database.read({ org: org_id, person }, (db) =>
          db.query.selectFrom('note').select('note_id').where('note_id', '=', note_id).execute(),
        )
      expect(await sees(subject_id)).toHaveLength(0)
      expect(await sees(author_id)).toHaveLength(1)
    }
  } finally {
    await database.close()
  }
})

it('lets each person read their own shifts, and a lead those of the team', async () => {
  const [ids] = await rowsOf<{ org: string; lead: string; analyst: string }>(
    demo,
    `select l.org_id as org, l.person_id as lead, a.person_id as analyst from sign_in l, sign_in a
    where l.email = $1 and a.email = $2`,
    [emailOf('haesol.jeong'), emailOf(drift.key)],
  )
  if (!ids) throw new Error('The lead or the analyst is missing')
  const database = openDatabase(demo.appUrl)
  const peopleOfShiftsSeenBy = async (person: string) =>
    await database.read({ org: ids.org, person }, async (db) => {
      const rows = await db.query.selectFrom('shift').select('person_id').distinct().execute()
      return rows.map((row) => row.person_id)
    })
  try {
    expect(await peopleOfShiftsSeenBy(ids.analyst)).toEqual([ids.analyst])
    expect(await peopleOfShiftsSeenBy(ids.lead)).toHaveLength(13)
  } finally {
    await database.close()
  }
})

it('lets everybody sign in with the one password but the invited person', async () => {
  const rows = await rowsOf<{ email: string; password_hash: string }>(
    demo,
    'select email, password_hash from sign_in',
  )
  expect(rows.map(({ email }) => email).sort()).toEqual(
    people
      .filter(({ key }) => key !== newJoiner)
      .map(({ key }) => emailOf(key))
      .sort(),
  )
  const hashes = new Set(rows.map(({ password_hash }) => password_hash))
  expect(hashes.size).toBe(1)
  for (const hash of hashes) expect(await verifyPassword(demoPassword, hash)).toBe(true)
})

it('has check-ins of most, a request to talk that waits, and totals of two teams but none of the team of four', async () => {
  const totals = await rowsOf<{ name: string; item: string; level: string | null; why: string | null }>(
    demo,
    `select t.name, c.item, c.level, c.why from check_in_total c join team t using (org_id, team_id)
    where c.from_day = (select max(from_day) from check_in_total)`,
  )
  const shown = (team: string) => totals.filter(({ name }) => name === team)
  for (const team of ['서울 커뮤니티 QA', 'Dublin QA']) {
    expect(shown(team)).toHaveLength(3)
    for (const { level } of shown(team)) expect(['middle', 'high']).toContain(level)
  }
  expect(new Set(shown('서울 라이브 QA').map(({ why }) => why))).toEqual(new Set(['small']))
  // Most of its people are in one of those two already.
  expect(new Set(shown('신뢰·안전 QA').map(({ why }) => why))).toEqual(new Set(['apart']))

  const waiting = await rowsOf<{ email: string }>(
    demo,
    "select s.email from talk_request r join sign_in s on s.person_id = r.addressee_id where r.state = 'asked'",
  )
  expect(waiting.map(({ email }) => email)).toContain(emailOf('haesol.jeong'))

  const keys = openKeystore(demo.keyFile)
  const answers = await rowsOf<{
    org_id: string
    person_id: string
    check_in_id: string
    answers: Buffer
    note: Buffer
  }>(demo, 'select * from check_in_answer')
  const read = answers.map((row) => {
    const ref = { org: row.org_id, person: row.person_id, item: row.check_in_id }
    const key = keys.find(ref)
    return key && openContents(key, ref, row)
  })
  keys.close()
  expect(read.every((item) => item !== undefined)).toBe(true)
  expect(new Set(answers.map(({ person_id }) => person_id)).size).toBeGreaterThan(20)
})
