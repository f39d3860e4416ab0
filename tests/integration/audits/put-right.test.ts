import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { suggestMapping } from '#shared/audits/import-rules.ts'
import { refusalOf } from '#tests/support/app.ts'
import { columns, fileOf, optionsFor, type Row, upload } from '#tests/support/audit-files.ts'
import { makePerson } from '#tests/support/people.ts'
import { app, setUp, team } from './import-setting.ts'

setUp()

type Setting = Awaited<ReturnType<typeof team>>

/** A file with who decided, the moderator's decision, and when it was put right beside the usual columns. */
function wideFile(rows: readonly (Row & { moderator?: string; decider?: string; put?: string })[]): string {
  const [header = '', ...lines] = fileOf(rows).trim().split('\n')
  const more = rows.map(({ moderator = '', decider = '', put = '' }) => [moderator, decider, put].join(','))
  return [
    `${header},moderator_decision,decided_by,put_right_at`,
    ...lines.map((line, place) => `${line},${more[place]}`),
    '',
  ].join('\n')
}
const wideOptions = (teamId: string) =>
  optionsFor(teamId, {
    mapping: suggestMapping([...columns, 'moderator_decision', 'decided_by', 'put_right_at']),
  })

async function bring({ teamId, by }: Setting, file: string) {
  const { report } = await upload(app.url, by, { file, options: wideOptions(teamId) })
  if (!report) throw new Error('No report')
  return report
}
async function itemsIn({ org }: Setting) {
  const { rows } = await sql<{
    reference: string
    state: string
    done_on: string | null
    put_to: string | null
    item_id: string
    version: number
  }>`select coalesce(a.reference, d.reference) as reference, p.state, p.done_on::text as done_on, p.put_to, p.item_id, p.version
    from put_right p left join audit a on a.org_id = p.org_id and a.audit_id = p.audit_id
    left join machine_decision d on d.org_id = p.org_id and d.decision_id = p.decision_id
    where p.org_id = ${org} order by 1`.execute(app.owner)
  return rows
}
const statesIn = async (setting: Setting) =>
  Object.fromEntries((await itemsIn(setting)).map(({ reference, state }) => [reference, state]))
async function idOf(setting: Setting, reference: string): Promise<string> {
  const found = (await itemsIn(setting)).find((item) => item.reference === reference)
  if (!found) throw new Error(`Nothing is wrong with ${reference}`)
  return found.item_id
}
const set = (
  { by }: Setting,
  itemId: string,
  answer: { state: 'open' | 'done' | 'not_needed'; reason?: 'gone' | null; doneOn?: string | null },
  base?: number,
) =>
  by.client.audits.setPutRight.mutate({
    meta: by.meta(base),
    input: { itemId, reason: null, doneOn: null, ...answer },
  })
const today = () => Temporal.Now.plainDateISO('Asia/Seoul').toString()

test('a decision is opened where the moderator’s or the analyst’s was wrong, a machine’s too, and nothing else is', async () => {
  const setting = await team()
  await bring(
    setting,
    wideFile([
      { ref: 'analyst-wrong', analyst: 'rater-1', decision: 'fine' },
      { ref: 'caught', analyst: 'rater-1', moderator: 'fine' },
      { ref: 'misled', analyst: 'rater-1', decision: 'fine', moderator: 'hateful' },
      { ref: 'right', analyst: 'rater-1', moderator: 'Hateful' },
      { ref: 'unverified', analyst: 'rater-1', gold: '', moderator: 'fine' },
      { ref: 'machine', decider: 'automated', decision: 'fine' },
      { ref: 'machine-right', decider: 'automated' },
    ]),
  )
  expect(await statesIn(setting)).toEqual({
    ...{ 'analyst-wrong': 'open', caught: 'open', machine: 'open', misled: 'open' },
  })
  const list = await setting.by.client.audits.putRight.query({ teamId: setting.teamId })
  expect(list.total).toBe(4)
  const shown = new Map(list.items.map((item) => [item.itemId, item]))
  expect(shown.get(await idOf(setting, 'caught'))).toMatchObject({
    stands: 'fine',
    verifiedDecision: 'hateful',
  })
  expect(shown.get(await idOf(setting, 'misled'))).toMatchObject({
    stands: 'fine',
    verifiedDecision: 'hateful',
  })
  expect(shown.get(await idOf(setting, 'machine'))).toMatchObject({ auditId: null, stands: 'fine' })
  // Three working days: never a weekend later than five calendar days and never sooner than three.
  for (const { openedAt, dueAt } of list.items) {
    const days = (Date.parse(dueAt) - Date.parse(openedAt)) / 86_400_000
    expect(days).toBeGreaterThan(2)
  }
  const { items } = await setting.by.client.today.list.query()
  expect(items.find(({ kind }) => kind === 'put_right')).toMatchObject({ n: 4, overdue: 0, group: 'today' })
})

test('a lead says that it was put right, or need not be; who, when and what was said before stay', async () => {
  const setting = await team()
  await bring(setting, wideFile([{ ref: 'a', analyst: 'rater-1', decision: 'fine' }]))
  const itemId = await idOf(setting, 'a')
  for (const [answer, field] of [
    [{ state: 'done' }, 'doneOn'],
    [{ state: 'done', doneOn: '2199-01-01' }, 'doneOn'],
    [{ state: 'not_needed' }, 'reason'],
    [{ state: 'open', reason: 'gone' }, 'reason'],
  ] as const)
    expect(await refusalOf(set(setting, itemId, answer))).toMatchObject({
      code: 'INVALID',
      details: { field },
    })
  const first = await set(setting, itemId, { state: 'not_needed', reason: 'gone' }, 1)
  expect(first.version).toBe(2)
  expect(await refusalOf(set(setting, itemId, { state: 'open' }, 1))).toMatchObject({ code: 'CONFLICT' })
  await set(setting, itemId, { state: 'done', doneOn: today() }, 2)
  const view = await setting.by.client.audits.case.query({ auditId: itemId })
  const by = { personId: setting.lead.personId }
  expect(view.putRight).toMatchObject({
    state: 'done',
    reason: null,
    doneOn: today(),
    putTo: 'hateful',
    setBy: by,
  })
  expect(view.putRightSteps).toMatchObject([
    { state: 'done', by, fromFile: false },
    { state: 'not_needed', reason: 'gone', by },
  ])
  const analyst = await app.signIn(setting.one)
  const own = await analyst.client.audits.case.query({ auditId: itemId })
  expect(own.putRight).toMatchObject({ state: 'done' })
  const list = await setting.by.client.audits.putRight.query({ teamId: setting.teamId })
  expect([list.items, list.settled.map((item) => item.itemId)]).toEqual([[], [itemId]])
  const counts = await setting.by.client.audits.putRightCounts.query({ teamId: setting.teamId })
  expect(counts.people).toEqual({ open: 0, overdue: 0, done: 1, inTime: 1, notNeeded: 0 })
})

test('what is overdue is said by the working calendar, on Today and to the manager in numbers alone', async () => {
  const setting = await team()
  await bring(
    setting,
    wideFile([
      { ref: 'late', analyst: 'rater-1', decision: 'fine' },
      { ref: 'new', analyst: 'rater-1', decision: 'fine' },
      { ref: 'machine', decider: 'automated', decision: 'fine' },
    ]),
  )
  await sql`update put_right set opened_at = now() - interval '30 days'
    where item_id = ${await idOf(setting, 'late')}`.execute(app.owner)
  const { items } = await setting.by.client.today.list.query()
  expect(items[0]).toMatchObject({ kind: 'put_right', group: 'now', n: 3, overdue: 1 })
  const manager = await makePerson(app.owner, setting.org, {
    memberships: [{ role: 'manager', teamId: setting.teamId }],
  })
  const { client } = await app.signIn(manager)
  const counts = await client.audits.putRightCounts.query({ teamId: setting.teamId })
  expect(counts.people).toMatchObject({ open: 2, overdue: 1 })
  expect(counts.machines).toMatchObject({ open: 1, overdue: 0 })
  expect(await refusalOf(client.audits.putRight.query({ teamId: setting.teamId }))).toMatchObject({
    code: 'NOT_FOUND',
  })
  const figures = await client.scorecards.teams.query()
  expect(JSON.stringify(figures)).not.toContain(await idOf(setting, 'late'))
})

test('a later verification closes it and opens it again, with the row that changes', async () => {
  const setting = await team()
  const { by } = setting
  await bring(setting, wideFile([{ ref: 'a', analyst: 'rater-1', decision: 'fine' }]))
  const itemId = await idOf(setting, 'a')
  const recheckId = crypto.randomUUID()
  const analyst = await app.signIn(setting.one)
  await analyst.client.audits.askAnotherLook.mutate({
    meta: analyst.meta(),
    input: { lookId: recheckId, auditId: itemId, reason: 'Please' },
  })
  await by.client.audits.answerAnotherLook.mutate({
    meta: by.meta(1),
    input: { lookId: recheckId, status: 'changed', answer: 'Yes' },
  })
  expect(await statesIn(setting)).toEqual({ a: 'withdrawn' })
  expect(await refusalOf(set(setting, itemId, { state: 'done', doneOn: today() }))).toMatchObject({
    details: { reason: 'nothing_wrong' },
  })
  expect((await by.client.audits.putRight.query({ teamId: setting.teamId })).total).toBe(0)
})

test('what was put right is wrong again where a later file says that it was right before', async () => {
  const setting = await team()
  const row = { ref: 'a', analyst: 'rater-1', decision: 'fine' }
  await bring(setting, wideFile([row]))
  await set(setting, await idOf(setting, 'a'), { state: 'done', doneOn: today() })
  await bring(setting, wideFile([{ ...row, gold: 'fine' }]))
  expect(await itemsIn(setting)).toMatchObject([{ state: 'open', put_to: 'hateful' }])
  await bring(setting, wideFile([row]))
  expect(await itemsIn(setting)).toMatchObject([{ state: 'done', put_to: 'hateful' }])
})

test('a file says what was put right, a later one too; what a person said holds', async () => {
  const setting = await team()
  const rows = [
    { ref: 'a', analyst: 'rater-1', decision: 'fine', put: '2026-10-07' },
    { ref: 'b', analyst: 'rater-1', decision: 'fine' },
    { ref: 'c', analyst: 'rater-1', put: '2026-10-07' },
    { ref: 'm', decider: 'automated', decision: 'fine' },
    { ref: 'bad', analyst: 'rater-1', decision: 'fine', put: 'soon' },
    { ref: 'future', analyst: 'rater-1', decision: 'fine', put: '2199-10-07' },
  ]
  const first = await bring(setting, wideFile(rows))
  expect(first).toMatchObject({ added: 4, updated: 0, refused: 2 })
  expect(first.refusals.map(({ reason, field }) => [reason, field])).toEqual([
    ['bad_date', 'put_right_at'],
    ['future_date', 'put_right_at'],
  ])
  expect(await itemsIn(setting)).toMatchObject([
    { reference: 'a', state: 'done', done_on: '2026-10-07', put_to: 'hateful' },
    { reference: 'b', state: 'open' },
    { reference: 'm', state: 'open' },
  ])
  await set(setting, await idOf(setting, 'b'), { state: 'not_needed', reason: 'gone' })
  const later = wideFile(rows.slice(0, 4).map((row) => ({ ...row, put: '2026-10-09' })))
  const options = wideOptions(setting.teamId)
  const dry = await upload(app.url, setting.by, { file: later, options: { ...options, dryRun: true } })
  expect(dry.report).toMatchObject({ added: 0, updated: 2, unchanged: 2 })
  const second = await bring(setting, later)
  expect(second).toMatchObject({ added: 0, updated: 2, unchanged: 2, refused: 0 })
  expect(await itemsIn(setting)).toMatchObject([
    { reference: 'a', state: 'done', done_on: '2026-10-09' },
    { reference: 'b', state: 'not_needed' },
    { reference: 'm', state: 'done', done_on: '2026-10-09' },
  ])
  expect(await bring(setting, later)).toMatchObject({ updated: 0, unchanged: 4 })

  const { by } = setting
  const undo = (importId: string | null) =>
    by.client.audits.undoImport.mutate({ meta: by.meta(), input: { importId: importId ?? '' } })
  await undo(second.importId)
  expect(await itemsIn(setting)).toMatchObject([
    { reference: 'a', state: 'done', done_on: '2026-10-07' },
    { reference: 'b', state: 'not_needed' },
    { reference: 'm', state: 'open', done_on: null, put_to: null },
  ])
  // Somebody said something of it by now.
  expect(await refusalOf(undo(first.importId))).toMatchObject({ details: { reason: 'import_stands' } })
  await set(setting, await idOf(setting, 'b'), { state: 'open' })
  await undo(first.importId)
  expect(await itemsIn(setting)).toEqual([])
})
