import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ImportReport } from '#shared/audits/import-views.ts'
import { type SignedIn, startTestApp, type TestApp } from '#tests/support/app.ts'
import {
  columns,
  driftOf,
  fileOf,
  importAsOwner,
  optionsFor,
  readHatecheck,
  upload,
} from '#tests/support/audit-files.ts'
import { addStanding, makeOrg, makePerson, makeTeam } from '#tests/support/people.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

/** A team of its own with a lead and two analysts, who are called 'rater-1' and 'rater-2' in files. */
async function team() {
  const org = await makeOrg(app.owner)
  const teamId = await makeTeam(app.owner, org)
  const lead = await makePerson(app.owner, org, { standings: [{ role: 'lead', teamId }] })
  const [one, two] = await Promise.all(
    [1, 2].map((n) =>
      makePerson(app.owner, org, {
        name: `김하늘 ${n}`,
        reference: `rater-${n}`,
        standings: [{ role: 'analyst', teamId }],
      }),
    ),
  )
  if (!one || !two) throw new Error('Two analysts')
  return { org, teamId, lead, one, two, by: await app.signIn(lead) }
}

async function stored(org: string) {
  const { rows } = await sql<{
    audits: number
    days: number
    weeks: number
    team_weeks: number
    imports: number
  }>`
    select (select count(*)::int from audit where org_id = ${org}) as audits,
      (select coalesce(sum(n), 0)::int from audit_day where org_id = ${org}) as days,
      (select coalesce(sum(n), 0)::int from audit_week where org_id = ${org}) as weeks,
      (select coalesce(sum(n), 0)::int from audit_team_week where org_id = ${org}) as team_weeks,
      (select count(*)::int from audit_import where org_id = ${org}) as imports`.execute(app.owner)
  return rows[0]
}
const nothing = { audits: 0, days: 0, weeks: 0, team_weeks: 0, imports: 0 }

const rowsOf = (report: ImportReport | undefined) =>
  report?.refusals.map(({ row, reason, field }) => [row, reason, field])

describe('a file through the screen', () => {
  test('good rows are stored with their rollups, bad ones refused by line and reason', async () => {
    const { org, teamId, by } = await team()
    const lines = [
      columns.join(','),
      'a-1,c-1,rater-1,slur,hateful,hateful,2026-10-05T01:00:00Z',
      'a-2,c-2,김하늘 2,slur,fine,hateful,2026-10-05 10:00',
      'a-3,c-3,nobody,slur,fine,fine,2026-10-05',
      'a-4,c-4,rater-1,slur,fine,fine,2026-13-05',
      'a-5,c-5,rater-1,slur,,fine,2026-10-05',
      'a-1,c-1,rater-1,slur,fine,hateful,2026-10-05T01:00:00Z',
      'a-1,c-1,rater-1,slur,hateful,hateful,2026-10-05T10:00:00+09:00',
      `a-6,c-6,rater-1,slur,fine,fine,${new Date(Date.now() + 3 * 86_400_000).toISOString()}`,
      `a-7,c-7,rater-1,${'x'.repeat(201)},fine,fine,2026-10-05`,
      'a-8,c-8,rater-1,slur,fine',
      'a-9,"c"9,rater-1,slur,fine,fine,2026-10-05',
    ]
    const file = Buffer.concat([
      Buffer.from(lines.join('\r\n')),
      Buffer.from([0x0a, 0xb0, 0xa1, 0x2c, 0xb0, 0xa1, 0x0a]),
      Buffer.from('a-10,c-10,rater-2,slur,,,\n'),
      Buffer.from('a-11,c-11,rater-2,slur,fine,,2026-10-12\n'),
    ])
    const { events, report } = await upload(app.url, by, { file, options: optionsFor(teamId) })
    expect(report).toMatchObject({ dryRun: false, read: 14, added: 3, unchanged: 1, refused: 10 })
    expect(rowsOf(report)).toEqual([
      [4, 'unknown_analyst', 'analyst'],
      [5, 'bad_date', 'decided_at'],
      [6, 'missing', 'decision'],
      [7, 'duplicate_in_file', 'reference'],
      [9, 'future_date', 'decided_at'],
      [10, 'too_long', 'policy'],
      [11, 'wrong_number_of_columns', null],
      [12, 'broken_quotes', null],
      [13, 'wrong_encoding', null],
      [14, 'missing', 'decision'],
    ])
    expect(report?.reasons).toMatchObject({ missing: 2, unknown_analyst: 1 })
    expect(events.map(({ type }) => type)).toEqual(['progress', 'progress', 'report'])
    expect(await stored(org)).toEqual({ audits: 3, days: 2, weeks: 2, team_weeks: 2, imports: 1 })
    expect(await driftOf(app.owner, org)).toEqual([])
    const { rows } = await sql<{ seen: string; through: string }>`
      select string_agg(concat_ws(' ', reference, outcome, (decided_at at time zone 'UTC')::text), ', ' order by reference) as seen,
        (select max(audited_through at time zone 'UTC')::text from team where org_id = ${org}) as through
      from audit where org_id = ${org}`.execute(app.owner)
    expect(rows[0]).toEqual({
      seen: 'a-1 correct 2026-10-05 01:00:00, a-11 unverified 2026-10-11 15:00:00, a-2 missed 2026-10-05 01:00:00',
      through: '2026-10-11 15:00:00',
    })
  })

  test('importing twice changes nothing, and other content under a known reference is refused', async () => {
    const { org, teamId, by } = await team()
    const options = optionsFor(teamId)
    const file = fileOf([
      { ref: 'a', analyst: 'rater-1' },
      { ref: 'b', analyst: 'rater-2' },
    ])
    await upload(app.url, by, { file, options })
    const before = await stored(org)
    const again = await upload(app.url, by, { file: `\ufeff${file}`, options })
    expect(again.report).toMatchObject({ importId: null, read: 2, added: 0, unchanged: 2, refused: 0 })
    const other = fileOf([{ ref: 'a', analyst: 'rater-1', decision: 'fine' }])
    const { report } = await upload(app.url, by, { file: other, options })
    expect(report).toMatchObject({ importId: null, added: 0, unchanged: 0, refused: 1 })
    expect(rowsOf(report)).toEqual([[2, 'reference_has_other_content', 'reference']])
    expect(await stored(org)).toEqual(before)
  })

  test('a dry run says the same and stores nothing; strict stores nothing for one bad row', async () => {
    const { org, teamId, by } = await team()
    const good = Array.from({ length: 6000 }, (_, n) => ({ ref: `r-${n}`, analyst: 'rater-1' }))
    const file = fileOf([...good, { analyst: 'nobody' }])
    const dry = await upload(app.url, by, { file, options: optionsFor(teamId, { dryRun: true }) })
    expect(dry.report).toMatchObject({ importId: null, dryRun: true, read: 6001, added: 6000, refused: 1 })
    const strict = await upload(app.url, by, { file, options: optionsFor(teamId, { strict: true }) })
    expect(strict.report).toMatchObject({ importId: null, dryRun: false, read: 6001, added: 0, refused: 1 })
    expect(await stored(org)).toEqual(nothing)
    const real = await upload(app.url, by, { file, options: optionsFor(teamId) })
    expect(real.report).toMatchObject({ added: 6000, refused: 1 })
    expect(await driftOf(app.owner, org)).toEqual([])
  })

  test('an analyst is one on the day of the decision, in the team of that day', async () => {
    const { org, teamId, lead, by } = await team()
    const next = await makeTeam(app.owner, org)
    await addStanding(app.owner, lead, { role: 'lead', teamId: next })
    const mover = await makePerson(app.owner, org, { reference: 'mover' })
    await addStanding(app.owner, mover, {
      role: 'analyst',
      teamId,
      startsOn: '2026-01-01',
      endsOn: '2026-09-01',
    })
    await addStanding(app.owner, mover, { role: 'analyst', teamId: next, startsOn: '2026-09-01' })
    // 31 August, 23:59 in Seoul and the minute after it.
    const file = fileOf([
      { analyst: 'mover', at: '2026-08-31T14:59:00Z' },
      { analyst: 'mover', at: '2026-08-31T15:00:00Z' },
    ])
    const old = await upload(app.url, by, { file, options: optionsFor(teamId) })
    expect(rowsOf(old.report)).toEqual([[3, 'unknown_analyst', 'analyst']])
    const now = await upload(app.url, by, { file, options: optionsFor(next) })
    expect(rowsOf(now.report)).toEqual([[2, 'unknown_analyst', 'analyst']])
    expect(await stored(org)).toMatchObject({ audits: 2 })
  })

  test('a reference of a team that the lead does not see is refused', async () => {
    const { org, teamId, by } = await team()
    const far = await makeTeam(app.owner, org)
    await makePerson(app.owner, org, { reference: 'far', standings: [{ role: 'analyst', teamId: far }] })
    await importAsOwner(app.owner, org, {
      file: fileOf([{ ref: 'taken', analyst: 'far' }]),
      options: optionsFor(far),
    })
    const file = fileOf([
      { ref: 'taken', analyst: 'rater-1' },
      { ref: 'free', analyst: 'rater-1' },
    ])
    const { report } = await upload(app.url, by, { file, options: optionsFor(teamId) })
    expect(report).toMatchObject({ added: 1, refused: 1 })
    expect(rowsOf(report)).toEqual([[2, 'reference_has_other_content', 'reference']])
    expect(await driftOf(app.owner, org)).toEqual([])
  })

  test('columns by any name, any delimiter, every field', async () => {
    const { org, teamId, by } = await team()
    const header = [
      'Nr',
      'Fall',
      '담당자',
      'P',
      '판정',
      '일시',
      '정답',
      'mod',
      'kind',
      'q',
      'l',
      'targeted',
      'pi',
    ]
    const row = [
      '1',
      '2',
      'rater-1',
      'slur',
      'fine',
      '2026-10-05',
      'Fine ',
      'remove',
      'Policy question',
      'q1',
      'ko',
      'yes',
      '0.25',
    ]
    const mapping = {
      reference: 'Nr',
      case_ref: 'Fall',
      analyst: '담당자'.normalize('NFD'),
      policy: 'P',
      decision: '판정',
      decided_at: '일시',
      verified_decision: '정답',
      moderator_decision: 'mod',
      kind: 'kind',
      queue: 'q',
      language: 'l',
      targeted: 'targeted',
      inclusion_probability: 'pi',
    }
    const file = `${header.join('\t')}\n${row.join('\t')}\n`
    const { report } = await upload(app.url, by, { file, options: optionsFor(teamId, { mapping }) })
    expect(report).toMatchObject({ added: 1, refused: 0 })
    const audit = await app.owner
      .selectFrom('audit')
      .selectAll()
      .where('org_id', '=', org)
      .executeTakeFirstOrThrow()
    expect(audit).toMatchObject({
      kind: 'policy_question',
      queue: 'q1',
      language: 'ko',
      moderator_decision: 'remove',
      verified_decision: 'Fine',
      verified_by: 'gold',
      outcome: 'correct',
      targeted: true,
      inclusion_probability: 0.25,
    })
    // Picked by hand: coached on, and in no rate.
    expect(await stored(org)).toEqual({ audits: 1, days: 0, weeks: 0, team_weeks: 0, imports: 1 })
  })

  test('a file that is none is refused as a whole', async () => {
    const { org, teamId, by } = await team()
    const options = optionsFor(teamId)
    const utf16 = Buffer.from(`\ufeff${fileOf([{ analyst: 'rater-1' }])}`, 'utf16le')
    const { report } = await upload(app.url, by, { file: utf16, options })
    expect(report).toMatchObject({
      read: 0,
      added: 0,
      refused: 1,
      refusals: [{ row: 1, reason: 'wrong_encoding' }],
    })
    const lastOf = async (file: string, more = {}) =>
      (await upload(app.url, by, { file, options: { ...options, ...more } })).events.at(-1)
    expect(await lastOf('')).toEqual({ type: 'error', code: 'INVALID', reason: 'import_empty' })
    expect(await lastOf('a,b\n1,2')).toEqual({
      type: 'error',
      code: 'INVALID',
      reason: 'import_column_missing',
    })
    expect(await lastOf('a,b\n1,2', { mapping: {} })).toEqual({
      type: 'error',
      code: 'INVALID',
      reason: 'import_field_unmapped',
    })
    expect(await stored(org)).toEqual(nothing)
  })
})

describe('who may', () => {
  test('only the lead of the team, of this site, signed in', async () => {
    const { org, teamId, one } = await team()
    const manager = await makePerson(app.owner, org, { standings: [{ role: 'manager', teamId }] })
    const file = fileOf([{ analyst: 'rater-1' }])
    const statusFor = async (by: Pick<SignedIn, 'cookie'>) =>
      (await upload(app.url, by, { file, options: optionsFor(teamId) })).status
    expect(await statusFor(await app.signIn(one))).toBe(404)
    expect(await statusFor(await app.signIn(manager))).toBe(403)
    expect(await statusFor({ cookie: () => '' })).toBe(401)
    const { by } = await team()
    expect(await statusFor(by)).toBe(404)
    const bare = await fetch(`${app.url}/api/import`, { method: 'POST', body: file })
    expect(bare.status).toBe(403)
    const unread = await fetch(`${app.url}/api/import?options={`, {
      method: 'POST',
      body: file,
      headers: { 'x-dure': '1', cookie: by.cookie() },
    })
    expect(unread.status).toBe(400)
    expect(await stored(org)).toEqual(nothing)
  })
})

describe('two at once, and half of one', () => {
  test('the same file at the same moment is added once', async () => {
    const { org, teamId, by } = await team()
    const file = fileOf(Array.from({ length: 3000 }, (_, n) => ({ ref: `r-${n}`, analyst: 'rater-1' })))
    const both = await Promise.all(
      [1, 2].map(() => upload(app.url, by, { file, options: optionsFor(teamId) })),
    )
    expect(both.map(({ report }) => report?.added).sort()).toEqual([0, 3000])
    expect(both.map(({ report }) => report?.unchanged).sort()).toEqual([0, 3000])
    expect(await stored(org)).toMatchObject({ audits: 3000, imports: 1 })
    expect(await driftOf(app.owner, org)).toEqual([])
  })

  test('a phone that goes away takes its import with it', async () => {
    const { org, teamId, by } = await team()
    const rows = Array.from({ length: 40_000 }, (_, n) => ({ ref: `r-${n}`, analyst: 'rater-1' }))
    const gone = new AbortController()
    const options = optionsFor(teamId)
    const sent = fetch(`${app.url}/api/import?options=${encodeURIComponent(JSON.stringify(options))}`, {
      method: 'POST',
      headers: { 'x-dure': '1', cookie: by.cookie() },
      body: fileOf(rows),
      signal: gone.signal,
    })
    const reader = (await sent).body?.getReader()
    for (let text = ''; !text.includes('storing'); )
      text += Buffer.from((await reader?.read())?.value ?? []).toString()
    gone.abort()
    // The next import gets its turn when the first has ended.
    const { report } = await upload(app.url, by, { file: fileOf([{ analyst: 'rater-1' }]), options })
    expect(report).toMatchObject({ added: 1 })
    expect(await stored(org)).toMatchObject({ audits: 1, imports: 1 })
  })

  test('a file that breaks off in the middle leaves nothing', async () => {
    const { org, teamId } = await team()
    async function* broken() {
      yield Buffer.from(
        fileOf(Array.from({ length: 12_000 }, (_, n) => ({ ref: `r-${n}`, analyst: 'rater-1' }))),
      )
      throw new Error('The disk is gone')
    }
    const { importAudits } = await import('#server/features/audits/import-commands.ts')
    await expect(
      app.owner
        .transaction()
        .execute((query) =>
          importAudits({ org, actor: null, query }, broken(), optionsFor(teamId), { now: Date.now }),
        ),
    ).rejects.toThrow('The disk is gone')
    expect(await stored(org)).toEqual(nothing)
  })
})

describe('from the command line', () => {
  test('people and their standings are made from the file', async () => {
    const org = await makeOrg(app.owner)
    const teamId = await makeTeam(app.owner, org)
    const options = { ...optionsFor(teamId), createPeople: true }
    const later = fileOf([
      { analyst: 'new-1', at: '2026-10-20' },
      { analyst: 'new-1', at: '2026-10-06' },
      { analyst: 'new-2' },
    ])
    expect(
      await importAsOwner(app.owner, org, { file: later, options: { ...options, dryRun: true } }),
    ).toMatchObject({ added: 3 })
    expect(await stored(org)).toEqual(nothing)
    expect(await importAsOwner(app.owner, org, { file: later, options })).toMatchObject({
      added: 3,
      refused: 0,
    })
    const earlier = fileOf([{ analyst: 'new-1', at: '2026-09-01' }])
    expect(await importAsOwner(app.owner, org, { file: earlier, options })).toMatchObject({
      added: 1,
      refused: 0,
    })
    const { rows } = await sql<{ seen: string }>`
      select concat_ws(' ', p.reference, m.starts_on, m.ends_on) as seen from membership m join person p using (org_id, person_id)
      where m.org_id = ${org} order by 1`.execute(app.owner)
    expect(rows.map(({ seen }) => seen)).toEqual([
      'new-1 2026-09-01 2026-10-06',
      'new-1 2026-10-06',
      'new-2 2026-10-05',
    ])
    expect(await driftOf(app.owner, org)).toEqual([])
  })

  test('the published decisions of ten raters give the published figures, in reasonable time', async () => {
    const org = await makeOrg(app.owner)
    const teamId = await makeTeam(app.owner, org)
    const options = { ...optionsFor(teamId), createPeople: true }
    const file = await readHatecheck()
    expect(await importAsOwner(app.owner, org, { file, options })).toMatchObject({
      read: 19_505,
      added: 19_505,
      refused: 0,
    })
    expect(await importAsOwner(app.owner, org, { file, options })).toMatchObject({
      added: 0,
      unchanged: 19_505,
    })
    const { rows } = await sql<{ figures: string }>`
      select concat_ws(' ', p.reference, sum(d.correct), sum(d.n), sum(d.missed), sum(d.over_enforced)) as figures
      from audit_day d join person p on p.org_id = d.org_id and p.person_id = d.analyst_id
      where d.org_id = ${org} group by p.reference order by 1`.execute(app.owner)
    const figures = rows.map((row) => row.figures)
    expect(figures).toContain('rater-02 1848 1946 94 4')
    expect(figures).toContain('rater-07 1879 1955 3 73')
    expect(figures.find((line) => line.startsWith('rater-08'))).toMatch(/^rater-08 1948 1951 /)
    expect(await driftOf(app.owner, org)).toEqual([])
  })
})
