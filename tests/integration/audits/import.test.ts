import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { columns, driftOf, fileOf, importAsOwner, optionsFor, upload } from '#tests/support/audit-files.ts'
import { addMembership, makePerson, makeTeam } from '#tests/support/people.ts'
import { app, nothing, rowsOf, setUp, stored, team } from './import-setting.ts'

setUp()

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
      Buffer.from([0x0a, 0xff, 0xff, 0x2c, 0xb0, 0xa1, 0x0a]),
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
      // A spreadsheet leaves out empty cells at the end: what is missing is named.
      [11, 'missing', 'decided_at'],
      [12, 'broken_quotes', null],
      [13, 'wrong_encoding', null],
      [14, 'missing', 'decision'],
    ])
    expect(report?.reasons).toMatchObject({ missing: 3, unknown_analyst: 1 })
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
    await addMembership(app.owner, lead, { role: 'lead', teamId: next })
    const mover = await makePerson(app.owner, org, { reference: 'mover' })
    await addMembership(app.owner, mover, {
      role: 'analyst',
      teamId,
      startsOn: '2026-01-01',
      endsOn: '2026-09-01',
    })
    await addMembership(app.owner, mover, { role: 'analyst', teamId: next, startsOn: '2026-09-01' })
    // 31 August, 23:59 in Seoul and the minute after it.
    const file = fileOf([
      { analyst: 'mover', at: '2026-08-31T14:59:00Z' },
      { analyst: 'mover', at: '2026-08-31T15:00:00Z' },
    ])
    const old = await upload(app.url, by, { file, options: optionsFor(teamId) })
    expect(rowsOf(old.report)).toEqual([[3, 'analyst_not_in_team', 'analyst']])
    const now = await upload(app.url, by, { file, options: optionsFor(next) })
    expect(rowsOf(now.report)).toEqual([[2, 'analyst_not_in_team', 'analyst']])
    expect(await stored(org)).toMatchObject({ audits: 2 })
  })

  test('a reference of a team that the lead does not see is refused', async () => {
    const { org, teamId, by } = await team()
    const far = await makeTeam(app.owner, org)
    await makePerson(app.owner, org, { reference: 'far', memberships: [{ role: 'analyst', teamId: far }] })
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
    const garbled = Buffer.concat([Buffer.from('a,b'), Buffer.from([0xff, 0xff, 0x0a]), Buffer.from('1,2')])
    const { report } = await upload(app.url, by, { file: garbled, options })
    expect(report).toMatchObject({
      read: 0,
      added: 0,
      refused: 1,
      refusals: [{ row: 1, reason: 'wrong_encoding' }],
    })
    const old = Buffer.from('d0cf11e0a1b11ae1', 'hex')
    expect((await upload(app.url, by, { file: old, options })).events.at(-1)).toMatchObject({
      type: 'error',
      reason: 'import_old_workbook',
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
