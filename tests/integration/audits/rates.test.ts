import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { countNames } from '#server/features/audits/table.ts'
import { suggestMapping } from '#shared/audits/import-rules.ts'
import { rateOf } from '#shared/scorecards/rate-rules.ts'
import { type SignedIn, startTestApp, type TestApp } from '#tests/support/app.ts'
import { importAsOwner, optionsFor } from '#tests/support/audit-files.ts'
import { makeOrg, makePerson, makeTeam } from '#tests/support/people.ts'

let app: TestApp
let org: string
let teamId: string
let lead: SignedIn
let analyst: SignedIn
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())
beforeEach(async () => {
  org = await makeOrg(app.owner)
  teamId = await makeTeam(app.owner, org)
  const person = async (role: 'lead' | 'analyst') =>
    await app.signIn(await makePerson(app.owner, org, { reference: role, memberships: [{ role, teamId }] }))
  lead = await person('lead')
  analyst = await person('analyst')
})

const columns = [
  ...['audit_ref', 'case_ref', 'analyst', 'policy', 'decision', 'gold_decision', 'decided_at'],
  ...['moderator_decision', 'decided_by', 'kind', 'targeted', 'inclusion_probability'],
] as const
type Line = Partial<Record<(typeof columns)[number], string>>

let number = 0
function linesOf(times: number, line: Line): string[] {
  return Array.from({ length: times }, () => {
    number += 1
    const ref = `R${number}`
    const whole: Line = {
      ...{ audit_ref: ref, case_ref: `C-${ref}`, analyst: 'analyst', policy: 'hate' },
      ...{ decision: 'fine', gold_decision: 'fine', decided_at: '2026-10-05T03:00:00Z', ...line },
    }
    return columns.map((column) => whole[column] ?? '').join(',')
  })
}
async function importLines(...lines: readonly string[][]) {
  const options = { ...optionsFor(teamId), mapping: suggestMapping([...columns]) }
  const file = [columns.join(','), ...lines.flat(), ''].join('\n')
  const report = await importAsOwner(app.owner, org, { file, options })
  expect(report.refused).toBe(0)
  return report
}
const scorecard = () => analyst.client.scorecards.analyst.query({ personId: analyst.person.personId })
const lastCounts = async () => (await scorecard()).weeks.at(-1)?.counts
const teamView = () => lead.client.scorecards.team.query({ teamId })

/** Compares every rollup with what the stored audits add up to. */
async function expectTrueRollups() {
  const names = sql.join(countNames.map((name) => sql.ref(name)))
  const sums = sql.join(countNames.map((name) => sql`sum(${sql.ref(name)})::float8 as ${sql.ref(name)}`))
  for (const [table, keys, machine] of [
    ['audit_day', 'analyst_id, day', false],
    ['audit_week', 'analyst_id, week, policy', false],
    ['audit_stratum_week', 'week, policy, queue, language, analyst_id', false],
    ['audit_team_week', 'week, policy', false],
    ['audit_machine_week', 'week, policy, queue, language', true],
  ] as const) {
    const kept = await sql`select ${sql.raw(keys)}, ${names} from ${sql.table(table)}
      where org_id = ${org} order by ${sql.raw(keys)}`.execute(app.owner)
    const counted = await sql`select ${sql.raw(keys)}, ${sums} from app.audit_counted
      where org_id = ${org} and machine = ${machine} group by ${sql.raw(keys)}
      having sum(n) + sum(unverified) > 0 order by ${sql.raw(keys)}`.execute(app.owner)
    const rounded = (rows: readonly unknown[]) =>
      JSON.parse(JSON.stringify(rows), (_, value) =>
        typeof value === 'number' ? Number(value.toFixed(6)) : value,
      )
    expect(rounded(kept.rows), table).toEqual(rounded(counted.rows))
  }
}

test('random audits alone make rates: the other streams and what was picked by hand stay out', async () => {
  await importLines(
    linesOf(9, { decision: 'hateful', gold_decision: 'hateful' }),
    linesOf(20, {}),
    linesOf(1, { gold_decision: 'hateful' }),
    ...['appeal', 'feedback', 'policy_question'].map((kind) =>
      linesOf(5, { kind, gold_decision: 'hateful' }),
    ),
    linesOf(5, { targeted: 'yes', gold_decision: 'hateful' }),
  )
  const counts = await lastCounts()
  expect(counts).toEqual({
    ...{ n: 30, correct: 29, missed: 1, overEnforced: 0, unverified: 0, acted: 9, unsided: 0 },
  })
  if (!counts) throw new Error('no counts')
  expect(rateOf(counts, 'missed_among_violating')).toMatchObject({ kind: 'plain', x: 1, n: 10 })
  expect((await teamView()).weeks.at(-1)?.counts).toEqual(counts)
  const cases = { personId: analyst.person.personId, filter: 'all', counted: true } as const
  expect((await lead.client.audits.cases.query(cases)).total).toBe(30)
  await expectTrueRollups()
})

test('a rate is weighted back by the stored chances, and refused where some are missing', async () => {
  const risky = { inclusion_probability: '0.5' }
  const other = { inclusion_probability: '0.05' }
  await importLines(
    linesOf(60, risky),
    linesOf(15, { ...risky, gold_decision: 'hateful' }),
    linesOf(74, other),
    linesOf(1, { ...other, gold_decision: 'hateful' }),
  )
  const counts = await lastCounts()
  if (!counts) throw new Error('no counts')
  const accuracy = rateOf(counts, 'accuracy')
  if (accuracy.kind !== 'weighted') throw new Error(accuracy.kind)
  const [w, w2] = [75 * 2 + 75 * 20, 75 * 4 + 75 * 400]
  expect(accuracy.x).toBe(134)
  expect(accuracy.estimate.x / accuracy.estimate.n).toBeCloseTo((60 * 2 + 74 * 20) / w, 5)
  expect(accuracy.effectiveN).toBeCloseTo((w * w) / w2, 4)
  await importLines(linesOf(1, {}))
  const mixed = await lastCounts()
  expect(mixed && rateOf(mixed, 'accuracy')).toMatchObject({ kind: 'refused', reason: 'chances_unknown' })
  await expectTrueRollups()
})

test('equal chances change no number', async () => {
  await importLines(
    linesOf(20, { inclusion_probability: '0.2' }),
    linesOf(2, { inclusion_probability: '0.2', gold_decision: 'hateful' }),
  )
  const counts = await lastCounts()
  expect(counts && rateOf(counts, 'accuracy')).toMatchObject({ kind: 'plain', estimate: { x: 20, n: 22 } })
})

test('a machine is a row of its own and in nobody’s figures', async () => {
  const alone = { decided_by: 'automated' }
  const judged = { decided_by: 'automated', moderator_decision: 'hateful' }
  await importLines(
    linesOf(10, {}),
    linesOf(12, { ...alone, gold_decision: 'hateful' }),
    linesOf(3, judged),
    linesOf(2, { decided_by: 'assisted' }),
  )
  const view = await teamView()
  // Three judgements of what a machine did are the analyst's own; twelve decisions are the machine's alone.
  expect(view.people.map(({ weeks }) => weeks.at(-1)?.counts)).toMatchObject([{ n: 15, correct: 15 }])
  expect(view.weeks.at(-1)?.counts).toMatchObject({ n: 15, correct: 15, missed: 0 })
  expect(view.machines?.weeks.at(-1)?.counts).toMatchObject({
    n: 15,
    correct: 0,
    missed: 12,
    overEnforced: 3,
  })
  expect((await scorecard()).weeks.at(-1)?.counts.n).toBe(15)
  await expectTrueRollups()
})

test('a team whose machines decided nothing has no row of them', async () => {
  await importLines(linesOf(3, {}))
  expect((await teamView()).machines).toBeNull()
})

test('figures follow a later verification and a recheck', async () => {
  const first = linesOf(4, {
    gold_decision: '',
    inclusion_probability: '0.25',
    moderator_decision: 'hateful',
    decided_by: 'automated',
  })
  await importLines(first)
  expect(await lastCounts()).toMatchObject({ n: 0, unverified: 4 })
  const later = first.map((line) => line.replace(',fine,,', ',fine,hateful,'))
  const report = await importLines(later)
  expect(report.updated).toBe(4)
  expect(await lastCounts()).toMatchObject({ n: 4, missed: 4, weights: { drawn: 4, w: 16, missed: 16 } })
  expect((await teamView()).machines?.weeks.at(-1)?.counts).toMatchObject({ correct: 4, acted: 4 })
  await expectTrueRollups()

  const { audit_id: auditId } = await app.owner
    .selectFrom('audit')
    .select('audit_id')
    .where('org_id', '=', org)
    .limit(1)
    .executeTakeFirstOrThrow()
  const recheckId = uuidv7()
  await analyst.client.audits.askAnotherLook.mutate({
    meta: analyst.meta(),
    input: { lookId: recheckId, auditId, reason: 'please' },
  })
  await lead.client.audits.answerAnotherLook.mutate({
    meta: lead.meta(1),
    input: { lookId: recheckId, status: 'changed', answer: 'yes' },
  })
  expect(await lastCounts()).toMatchObject({ n: 4, missed: 3, correct: 1, acted: 0 })
  expect((await teamView()).machines?.weeks.at(-1)?.counts).toMatchObject({ correct: 3, overEnforced: 1 })
  await expectTrueRollups()
})

test('an import that is taken back leaves the figures of before', async () => {
  await importLines(linesOf(3, { inclusion_probability: '0.3' }))
  const before = await lastCounts()
  const report = await importLines(
    linesOf(5, { inclusion_probability: '0.7', gold_decision: 'hateful' }),
    linesOf(2, { decided_by: 'automated' }),
  )
  await lead.client.audits.undoImport.mutate({
    meta: lead.meta(),
    input: { importId: report.importId ?? '' },
  })
  const after = await lastCounts()
  expect(after?.weights?.w).toBeCloseTo(before?.weights?.w ?? 0, 6)
  expect(after).toMatchObject({ n: 3, correct: 3, missed: 0 })
  expect((await teamView()).machines).toBeNull()
  await expectTrueRollups()
})

const alone = { analyst: '', decided_by: 'automated' }
const machineWeek = async () => (await teamView()).machines?.weeks.at(-1)?.counts
const machineCases = () => lead.client.audits.machineCases.query({ teamId })

test('decisions that a machine made alone need no analyst, and importing them twice changes nothing', async () => {
  const lines = [
    ...linesOf(8, { ...alone, decision: 'hateful', gold_decision: 'hateful' }),
    ...linesOf(3, { ...alone, decision: 'hateful' }),
    ...linesOf(2, { ...alone, analyst: 'hash-matcher 2', gold_decision: 'hateful' }),
    ...linesOf(4, { ...alone, gold_decision: '' }),
    // A machine's decision that somebody judged is that analyst's row, and asks for its analyst.
    ...linesOf(5, { decided_by: 'automated', moderator_decision: 'hateful' }),
  ]
  const report = await importLines(lines)
  expect(report).toMatchObject({ added: 22, machines: 17, refused: 0 })
  expect(report.findings?.unknownPeople).toEqual([])
  const counts = { n: 18, correct: 8, missed: 2, overEnforced: 8, unverified: 4, acted: 8 }
  expect(await machineWeek()).toMatchObject(counts)
  expect((await teamView()).people.map(({ weeks }) => weeks.at(-1)?.counts.n)).toEqual([5])
  const { cases, total } = await machineCases()
  expect(total).toBe(17)
  expect(new Set(cases.map(({ tool }) => tool))).toEqual(new Set([null, 'hash-matcher 2']))
  await expectTrueRollups()

  expect(await importLines(lines)).toMatchObject({ added: 0, machines: 0, unchanged: 22 })
  expect(await machineWeek()).toMatchObject(counts)
  await expectTrueRollups()
})

test('a machine’s decision gets its later verification with history, and an undone import gives both back', async () => {
  const lines = linesOf(3, { ...alone, decision: 'hateful', gold_decision: '' })
  await importLines(lines)
  expect(await machineWeek()).toMatchObject({ n: 0, unverified: 3 })
  const later = lines.map((line, place) =>
    line.replace(',hateful,,', `,hateful,${place === 0 ? 'fine' : 'hateful'},`),
  )
  const second = await importLines(later)
  expect(second).toMatchObject({ added: 0, updated: 3 })
  expect(await machineWeek()).toMatchObject({ n: 3, correct: 2, overEnforced: 1, unverified: 0 })
  const history = await app.owner
    .selectFrom('machine_verification')
    .select(['before_outcome', 'after_outcome'])
    .where('org_id', '=', org)
    .orderBy('after_outcome')
    .execute()
  expect(history).toEqual([
    { before_outcome: 'unverified', after_outcome: 'correct' },
    { before_outcome: 'unverified', after_outcome: 'correct' },
    { before_outcome: 'unverified', after_outcome: 'over_enforced' },
  ])
  await expectTrueRollups()

  const { imports } = await lead.client.audits.imports.query({ teamId })
  const undo = (importId: string) =>
    lead.client.audits.undoImport.mutate({ meta: lead.meta(), input: { importId } })
  const [newer, older] = imports.map(({ importId }) => importId)
  if (!newer || !older) throw new Error('Two imports are expected')
  // The later verification stands on the first import.
  await expect(undo(older)).rejects.toThrow()
  await undo(newer)
  expect(await machineWeek()).toMatchObject({ n: 0, unverified: 3 })
  await undo(older)
  expect((await machineCases()).total).toBe(0)
  expect((await teamView()).machines).toBeNull()
  await expectTrueRollups()
})

test('a reference does not change from a machine’s decision to a person’s, nor back', async () => {
  const [machines = ''] = linesOf(1, alone)
  const [persons = ''] = linesOf(1, {})
  await importLines([machines, persons])
  const file = [
    columns.join(','),
    machines.replace(',,hate,', ',analyst,hate,').replace(',automated,', ',person,'),
    persons.replace(',analyst,hate,', ',,hate,').replace(/,,,,,$/, ',,automated,,,'),
    '',
  ].join('\n')
  const options = { ...optionsFor(teamId), mapping: suggestMapping([...columns]) }
  const report = await importAsOwner(app.owner, org, { file, options })
  expect(report.refusals.map(({ reason }) => reason)).toEqual([
    'reference_has_other_content',
    'reference_has_other_content',
  ])
  await expectTrueRollups()
})

test('only leads of the team open its machines’ decisions', async () => {
  await importLines(linesOf(1, alone))
  await expect(analyst.client.audits.machineCases.query({ teamId })).rejects.toThrow()
  expect((await machineCases()).cases).toHaveLength(1)
})
