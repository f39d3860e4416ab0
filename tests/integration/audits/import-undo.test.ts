import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { suggestMapping } from '#shared/audits/import-rules.ts'
import type { ImportReport } from '#shared/audits/import-views.ts'
import { driftOf, fileOf, optionsFor, upload } from '#tests/support/audit-files.ts'
import { makePerson } from '#tests/support/people.ts'
import { app, nothing, setUp, stored, team } from './import-setting.ts'

setUp()

type Setting = Awaited<ReturnType<typeof team>>

const undo = ({ by }: Setting, report: ImportReport | undefined) =>
  by.client.audits.undoImport.mutate({ meta: by.meta(), input: { importId: report?.importId ?? uuidv7() } })
const refusalOf = (asked: Promise<unknown>) =>
  asked.then(
    () => 'done',
    (error: { data?: { app?: { details?: { reason?: string } } } }) => error.data?.app?.details?.reason,
  )

describe('an import is taken back whole', () => {
  test('with its rows, its figures and the data date, once; then the same file is new again', async () => {
    const setting = await team()
    const { org, teamId, by } = setting
    const options = optionsFor(teamId)
    const before = await upload(app.url, by, { file: fileOf([{ ref: 'kept', analyst: 'rater-2' }]), options })
    const file = fileOf([
      { ref: 'a', analyst: 'rater-1', at: '2026-10-20T01:00:00Z' },
      { ref: 'b', analyst: 'rater-2', decision: 'fine', gold: '' },
      { ref: 'c', analyst: 'rater-1', gold: 'fine' },
    ])
    const { report } = await upload(app.url, by, { file, options })
    await undo(setting, report)
    expect(await stored(org)).toMatchObject({ audits: 1, days: 1, weeks: 1, team_weeks: 1 })
    expect(await driftOf(app.owner, org)).toEqual([])
    const { rows } = await sql<{ through: string }>`
      select (audited_through at time zone 'UTC')::text as through from team where team_id = ${teamId}`.execute(
      app.owner,
    )
    expect(rows[0]?.through).toBe('2026-10-05 01:00:00')
    expect(await refusalOf(undo(setting, report))).toBe('import_undone')
    const list = await by.client.audits.imports.query({ teamId })
    expect(list.imports.map(({ importId, undoneAt }) => [importId, undoneAt !== null])).toEqual([
      [report?.importId, true],
      [before.report?.importId, false],
    ])
    expect((await upload(app.url, by, { file, options })).report).toMatchObject({ added: 3, unchanged: 0 })
  })

  test('a later verification goes back to what was before it, and the first import cannot go before it', async () => {
    const setting = await team()
    const { org, teamId, by } = setting
    const options = optionsFor(teamId)
    const row = { ref: 'a', analyst: 'rater-1', decision: 'fine' }
    const first = await upload(app.url, by, { file: fileOf([{ ...row, gold: '' }]), options })
    const second = await upload(app.url, by, { file: fileOf([row]), options })
    expect(second.report).toMatchObject({ added: 0, updated: 1 })
    expect(await driftOf(app.owner, org)).toEqual([])
    const found = await sql<{ outcome: string }>`select outcome from audit where org_id = ${org}`.execute(
      app.owner,
    )
    expect(found.rows).toEqual([{ outcome: 'missed' }])
    expect(await refusalOf(undo(setting, first.report))).toBe('import_stands')
    await undo(setting, second.report)
    expect(await driftOf(app.owner, org)).toEqual([])
    const back = await sql`select outcome, verified_decision from audit where org_id = ${org}`.execute(
      app.owner,
    )
    expect(back.rows).toEqual([{ outcome: 'unverified', verified_decision: null }])
    expect(
      (await upload(app.url, by, { file: fileOf([{ ...row, gold: '' }]), options })).report,
    ).toMatchObject({
      unchanged: 1,
    })
    await undo(setting, first.report)
    expect(await stored(org)).toEqual({ ...nothing, imports: 2 })
  })

  test('not while a recheck stands on one of its cases, and a file does not overrule the answer', async () => {
    const setting = await team()
    const { teamId, by, one, org } = setting
    const options = optionsFor(teamId)
    const row = { ref: 'a', analyst: 'rater-1', decision: 'fine' }
    const { report } = await upload(app.url, by, { file: fileOf([row]), options })
    const analyst = await app.signIn(one)
    const { rows } = await sql<{
      audit_id: string
    }>`select audit_id from audit where org_id = ${org}`.execute(app.owner)
    const recheckId = uuidv7()
    await analyst.client.audits.askAnotherLook.mutate({
      meta: analyst.meta(),
      input: { lookId: recheckId, auditId: rows[0]?.audit_id ?? '', reason: 'please' },
    })
    expect(await refusalOf(undo(setting, report))).toBe('import_stands')
    await by.client.audits.answerAnotherLook.mutate({
      meta: by.meta(1),
      input: { lookId: recheckId, status: 'changed', answer: 'right' },
    })
    const later = await upload(app.url, by, { file: fileOf([{ ...row, gold: 'other' }]), options })
    expect(later.report?.reasons).toEqual({ settled_by_recheck: 1 })
    expect((await upload(app.url, by, { file: fileOf([row]), options })).report).toMatchObject({
      unchanged: 1,
    })
  })

  test('by its lead alone', async () => {
    const setting = await team()
    const other = await team()
    const { report } = await upload(app.url, setting.by, {
      file: fileOf([{ analyst: 'rater-1' }]),
      options: optionsFor(setting.teamId),
    })
    await expect(undo(other, report)).rejects.toThrow()
    await expect(other.by.client.audits.imports.query({ teamId: setting.teamId })).rejects.toThrow()
    expect(await stored(setting.org)).toMatchObject({ audits: 1 })
  })
})

test('what was chosen for a file is kept for the next of the team', async () => {
  const { teamId, by } = await team()
  expect((await by.client.audits.imports.query({ teamId })).kept).toBeNull()
  const options = optionsFor(teamId, { dayOrder: 'dmy', policies: [{ word: 'slur', code: 'hate' }] })
  await upload(app.url, by, { file: fileOf([{ analyst: 'rater-1', at: '5/10/2026' }]), options })
  expect((await by.client.audits.imports.query({ teamId })).kept).toMatchObject({
    mapping: options.mapping,
    violating: 'hateful',
    settings: { dayOrder: 'dmy', policies: [{ word: 'slur', code: 'hate' }] },
  })
})

describe('a policy that nobody knows', () => {
  test('is asked about by the screen, and made or matched as it answers', async () => {
    const { org, teamId, by } = await team()
    const { makePolicies: _, ...options } = optionsFor(teamId)
    const file = fileOf([
      { ref: 'a', analyst: 'rater-1' },
      { ref: 'b', analyst: 'rater-1', policy: 'Slurs' },
    ])
    const asked = await upload(app.url, by, { file, options })
    expect(asked.report).toMatchObject({ added: 0, reasons: { unknown_policy: 2 } })
    expect(asked.report?.findings?.unknownPolicies.map(({ word }) => word)).toEqual(['slur', 'Slurs'])
    const answered = await upload(app.url, by, {
      file,
      options: { ...options, policies: ['slur', 'Slurs'].map((word) => ({ word, code: 'slur' })) },
    })
    expect(answered.report).toMatchObject({
      added: 2,
      findings: { newPolicies: [{ word: 'slur', rows: 2 }] },
    })
    const { rows } = await sql`select code from policy where org_id = ${org}`.execute(app.owner)
    expect(rows).toEqual([{ code: 'slur' }])
  })
})

/** The same files through the screen that tests beside this one bring by the command line. */
test.each([
  ['02-cp949.csv', { added: 3, verified: 3 }],
  ['03-utf16le.csv', { added: 3, verified: 3 }],
  ['04-sep.csv', { added: 3 }],
  ['05-excel.xlsx', { added: 3, verified: 2 }],
  ['06-excel-drops-trailing.csv', { added: 5 }],
  ['09b-sci-case.csv', { added: 0, reasons: { shortened_number: 3 } }],
  ['10-korean-locale-date.csv', { added: 27, reasons: { ambiguous_date: 2, missing: 1 } }],
  ['11-excel-single-digit-hour.csv', { added: 24 }],
  ['14b-invisible.csv', { added: 2, reasons: { unknown_analyst: 7 } }],
  ['15f-blank-semicolon.csv', { added: 1 }],
  ['28-bigquery-utc.csv', { added: 6 }],
  ['29-vlookup-na.csv', { added: 40, verified: 20, outcomes: { correct: 20, unverified: 20 } }],
  ['60-nfd-header.csv', { added: 1 }],
  ['80-first-unverified.csv', { added: 2, verified: 0 }],
  ['82-ansi.csv', { added: 1, reasons: { bad_date: 1 } }],
])('%s through the upload of the screen', async (name, expected) => {
  const { org, teamId, by } = await team()
  for (const reference of ['하늘 김', '김하나', '박두리', 'a1', 'a9', '김민지', 'KimHaneul'])
    await makePersonIn(org, teamId, reference)
  const file = await readFile(path.resolve(import.meta.dirname, '../../data/files/import', name))
  const header =
    name === '05-excel.xlsx'
      ? ['검수번호', '사례', '담당자', '정책', '판정', '검증판정', '일시']
      : name === '60-nfd-header.csv'
        ? ['감사번호', '사건', '담당자', '정책', '결정', '정답', '결정일시']
        : undefined
  const mapping = header ? { mapping: suggestMapping(header) } : {}
  const { report } = await upload(app.url, by, {
    file,
    options: optionsFor(teamId, { violating: 'violating', ...mapping }),
  })
  expect(report).toMatchObject(expected)
  expect(await driftOf(app.owner, org)).toEqual([])
})

async function makePersonIn(org: string, teamId: string, reference: string) {
  await makePerson(app.owner, org, { name: reference, reference, memberships: [{ role: 'analyst', teamId }] })
}
