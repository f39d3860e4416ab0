import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FinalVerdict } from '#shared/audits/recheck-rules.ts'
import type { CasesView } from '#shared/audits/views.ts'
import { refusalOf, type SignedIn, startTestApp, type TestApp } from '#tests/support/app.ts'
import { driftOf, fileOf, importAsOwner, optionsFor, type Row } from '#tests/support/audit-files.ts'
import { makeOrg, makePerson, makeTeam } from '#tests/support/people.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

/** A team with a lead, a manager and two analysts, and these audits. */
async function team(rows: readonly Row[]) {
  const org = await makeOrg(app.owner)
  const teamId = await makeTeam(app.owner, org)
  const make = (role: 'lead' | 'manager' | 'analyst', reference: string) =>
    makePerson(app.owner, org, { name: reference, reference, memberships: [{ role, teamId }] })
  const [lead, manager, analyst, two] = await Promise.all([
    app.signIn(await make('lead', 'lead')),
    app.signIn(await make('manager', 'manager')),
    app.signIn(await make('analyst', 'rater-1')),
    app.signIn(await make('analyst', 'rater-2')),
  ])
  await importAsOwner(app.owner, org, { file: fileOf(rows), options: optionsFor(teamId) })
  return { org, teamId, lead, manager, one: analyst, two }
}

const casesOf = (by: SignedIn, subject: SignedIn, more = {}): Promise<CasesView> =>
  by.client.audits.cases.query({ personId: subject.person.personId, filter: 'all', ...more })
const referencesOf = async (view: Promise<CasesView>) => (await view).cases.map(({ reference }) => reference)

async function ask(by: SignedIn, auditId: string, recheckId: string = randomUUID()) {
  const input = { lookId: recheckId, auditId, reason: '방침 3.2를 다시 보고 싶습니다.' }
  return await by.client.audits.askAnotherLook.mutate({ meta: by.meta(), input })
}
function accept(by: SignedIn, recheckId: string, final?: FinalVerdict) {
  const input = { lookId: recheckId, status: 'partly' as const, final, answer: '둘 다 아닙니다.' }
  return by.client.audits.answerAnotherLook.mutate({ meta: by.meta(1), input })
}
function answer(by: SignedIn, recheckId: string, status: 'kept' | 'changed', base: number | null = 1) {
  const input = { lookId: recheckId, status, answer: '다시 보았습니다.' }
  return by.client.audits.answerAnotherLook.mutate({ meta: by.meta(base), input })
}

const views = (org: string) =>
  app.owner
    .selectFrom('record_view')
    .select(['subject_id', 'viewer_id', 'kind'])
    .where('org_id', '=', org)
    .execute()

describe('cases', () => {
  const rows: Row[] = [
    { ref: 'm', analyst: 'rater-1', decision: 'fine', gold: 'hateful', at: '2026-10-01', policy: 'threat' },
    { ref: 'o', analyst: 'rater-1', decision: 'hateful', gold: 'fine', at: '2026-10-02' },
    { ref: 'e', analyst: 'rater-1', decision: 'fine', gold: 'satire', at: '2026-10-03' },
    { ref: 'c', analyst: 'rater-1', at: '2026-10-04' },
    { ref: 'u', analyst: 'rater-1', gold: '', at: '2026-10-05' },
    { ref: 'x', analyst: 'rater-2', decision: 'fine' },
  ]

  test('newest first, by what went wrong, policy and time', async () => {
    const { one } = await team(rows)
    const { cases, nextCursor } = await casesOf(one, one)
    expect(cases.map(({ reference, outcome }) => [reference, outcome])).toEqual([
      ['u', 'unverified'],
      ['c', 'correct'],
      ['e', 'other_error'],
      ['o', 'over_enforced'],
      ['m', 'missed'],
    ])
    expect(nextCursor).toBeNull()
    expect(cases[4]).toMatchObject({
      analyst: { name: 'rater-1' },
      decision: 'fine',
      verifiedDecision: 'hateful',
      verifiedBy: 'gold',
      policy: 'threat',
      decidedAt: '2026-09-30T15:00:00Z',
      looks: [],
    })
    expect(await referencesOf(casesOf(one, one, { filter: 'errors' }))).toEqual(['e', 'o', 'm'])
    expect(await referencesOf(casesOf(one, one, { filter: 'missed' }))).toEqual(['m'])
    expect(await referencesOf(casesOf(one, one, { filter: 'over_enforced' }))).toEqual(['o'])
    expect(await referencesOf(casesOf(one, one, { policy: 'threat' }))).toEqual(['m'])
    const between = { from: '2026-10-01T15:00:00Z', to: '2026-10-03T15:00:00Z' }
    expect(await referencesOf(casesOf(one, one, between))).toEqual(['e', 'o'])
  })

  test('what a figure counts is what its link opens, as many as it says, and how a list can be narrowed', async () => {
    const { org, teamId, one, lead } = await team(rows)
    // Picked by hand: in no figure.
    await sql`insert into audit (org_id, audit_id, team_id, analyst_id, reference, case_ref, policy, queue, language,
      decision, verified_decision, verified_by, outcome, targeted, decided_at, content_hash)
      select org_id, gen_random_uuid(), team_id, analyst_id, 'targeted', 'by hand', policy, 'video', 'ko', decision,
        verified_decision, verified_by, outcome, true, decided_at, content_hash
      from audit where org_id = ${org} and reference = 'm'`.execute(app.owner)
    const figures = await one.client.scorecards.analyst.query({ personId: one.person.personId })
    const n = figures.weeks.reduce((sum, { counts }) => sum + counts.n, 0)
    const narrowing = { teamId, counted: true }
    for (const by of [one, lead]) {
      const opened = await casesOf(by, one, narrowing)
      expect([opened.total, opened.cases.length]).toEqual([n, n])
    }
    expect(n).toBe(4)
    const whole = await casesOf(one, one)
    expect(whole).toMatchObject({
      total: 6,
      choices: { policies: ['slur', 'threat'], queues: ['video'], languages: ['ko'] },
    })
    expect(await referencesOf(casesOf(one, one, { queue: 'video' }))).toEqual(['targeted'])
    expect(await referencesOf(casesOf(one, one, { language: 'ko' }))).toEqual(['targeted'])
    const elsewhere = casesOf(lead, one, { teamId: randomUUID() })
    expect((await refusalOf(elsewhere)).code).toBe('NOT_FOUND')
  })

  test('fifty a page, each case once, also where many were decided at one moment', async () => {
    const many = Array.from({ length: 120 }, (_, n) => ({
      ref: `r-${n}`,
      analyst: 'rater-1',
      at: `2026-10-0${1 + (n % 2)}`,
    }))
    const { one } = await team(many)
    const seen: string[] = []
    let cursor: string | null | undefined
    const sizes: number[] = []
    do {
      const page = await casesOf(one, one, cursor ? { cursor } : {})
      sizes.push(page.cases.length)
      seen.push(...page.cases.map(({ reference }) => reference))
      cursor = page.nextCursor
    } while (cursor)
    expect(sizes).toEqual([50, 50, 20])
    expect(new Set(seen).size).toBe(120)
    expect(await refusalOf(casesOf(one, one, { cursor: 'bm9uc2Vuc2U' }))).toMatchObject({
      code: 'INVALID',
      details: { field: 'cursor' },
    })
  })

  test('are for the analyst, and for their lead once it is logged', async () => {
    const { org, lead, manager, one, two } = await team(rows)
    const mine = (await casesOf(one, one)).cases[0]?.auditId ?? ''
    await one.client.audits.case.query({ auditId: mine })
    expect(await views(org)).toEqual([])
    for (const by of [manager, two]) {
      expect((await refusalOf(casesOf(by, one))).code).toBe('NOT_FOUND')
      expect((await refusalOf(by.client.audits.case.query({ auditId: mine }))).code).toBe('NOT_FOUND')
    }
    expect(await views(org)).toEqual([])
    expect((await casesOf(lead, one)).cases).toHaveLength(5)
    expect(await lead.client.audits.case.query({ auditId: mine })).toMatchObject({ reference: 'u' })
    expect(await views(org)).toEqual([
      { subject_id: one.person.personId, viewer_id: lead.person.personId, kind: 'cases' },
    ])
    expect((await refusalOf(lead.client.audits.case.query({ auditId: randomUUID() }))).code).toBe('NOT_FOUND')
  })
})

describe('another look', () => {
  const rows: Row[] = [
    { ref: 'm', analyst: 'rater-1', decision: 'fine', gold: 'hateful' },
    { ref: 'o', analyst: 'rater-1', decision: 'hateful', gold: 'fine' },
    { ref: 'u', analyst: 'rater-1', decision: 'fine', gold: '' },
    { ref: 'c', analyst: 'rater-1' },
  ]
  async function asked(reference: string) {
    const made = await team(rows)
    const found = (await casesOf(made.one, made.one)).cases.find((each) => each.reference === reference)
    const auditId = found?.auditId ?? ''
    const { entityId: recheckId } = await ask(made.one, auditId)
    return { ...made, auditId, lookId: recheckId }
  }

  test('is asked by the analyst of the case alone, one at a time', async () => {
    const { lead, manager, one, two, auditId, lookId } = await asked('m')
    expect((await refusalOf(ask(one, auditId))).details.reason).toBe('look_open')
    expect((await refusalOf(ask(lead, auditId))).code).toBe('FORBIDDEN')
    for (const by of [manager, two]) expect((await refusalOf(ask(by, auditId))).code).toBe('NOT_FOUND')
    const [recheck] = (await lead.client.audits.case.query({ auditId })).looks
    expect(recheck).toMatchObject({
      lookId,
      status: 'open',
      version: 1,
      answer: null,
      analyst: { name: 'rater-1' },
      reason: '방침 3.2를 다시 보고 싶습니다.',
    })
  })

  test('kept: the case stays as it was, and may be asked about again', async () => {
    const { org, lead, one, auditId, lookId } = await asked('m')
    expect(await answer(lead, lookId, 'kept')).toMatchObject({ entityId: lookId, version: 2 })
    const view = await one.client.audits.case.query({ auditId })
    expect(view).toMatchObject({ outcome: 'missed', verifiedDecision: 'hateful' })
    expect(view.looks).toMatchObject([
      { status: 'kept', answer: '다시 보았습니다.', answeredBy: { name: 'lead' }, version: 2 },
    ])
    await ask(one, auditId)
    expect((await one.client.audits.case.query({ auditId })).looks.map(({ status }) => status)).toEqual([
      'open',
      'kept',
    ])
    expect(await driftOf(app.owner, org)).toEqual([])
  })

  test.each([
    'm',
    'o',
    'u',
    'c',
  ])('changed: the analyst was right, and every figure follows (%s)', async (reference) => {
    const { org, lead, one, auditId, lookId } = await asked(reference)
    await answer(lead, lookId, 'changed')
    const view = await one.client.audits.case.query({ auditId })
    expect(view).toMatchObject({
      outcome: 'correct',
      verifiedDecision: view.decision,
      verifiedBy: 'second_review',
    })
    expect(await driftOf(app.owner, org)).toEqual([])
  })

  test.each([
    ['m', { decision: 'satire', outcome: 'other_error' }],
    ['m', { decision: 'satire', outcome: 'missed' }],
    ['m', { decision: 'hateful', outcome: 'technical' }],
    ['o', { decision: 'satire', outcome: 'over_enforced' }],
    ['u', { decision: 'hateful', outcome: 'missed' }],
    ['c', { decision: 'satire', outcome: 'technical' }],
  ] as const)('in part: a third verdict holds, and every figure follows (%s, %o)', async (reference, final) => {
    const { org, lead, one, auditId, lookId } = await asked(reference)
    await accept(lead, lookId, final)
    const view = await one.client.audits.case.query({ auditId })
    expect(view).toMatchObject({
      ...{ outcome: final.outcome, verifiedDecision: final.decision, verifiedBy: 'second_review' },
      looks: [{ status: 'partly', final, answer: '둘 다 아닙니다.', answeredBy: { name: 'lead' } }],
    })
    expect(await driftOf(app.owner, org)).toEqual([])
    const figures = await one.client.scorecards.analyst.query({ personId: one.person.personId })
    const n = figures.weeks.reduce((sum, { counts }) => sum + counts.n, 0)
    expect(n).toBe(3 + (reference === 'u' ? 1 : 0) - (final.outcome === 'technical' ? 1 : 0))
    const { items } = await one.client.today.list.query()
    expect(items).toContainEqual(expect.objectContaining({ kind: 'look_answered', status: 'partly' }))
  })

  test('in part: a third verdict that cannot be is refused, and nothing changes', async () => {
    const { org, lead, one, auditId, lookId } = await asked('m')
    for (const final of [
      undefined,
      { decision: 'FINE', outcome: 'other_error' as const },
      { decision: 'hateful', outcome: 'missed' as const },
      { decision: 'satire', outcome: 'over_enforced' as const },
    ])
      expect(await refusalOf(accept(lead, lookId, final))).toMatchObject({
        code: 'INVALID',
        details: { field: 'final' },
      })
    expect((await refusalOf(accept(one, lookId))).code).toBe('FORBIDDEN')
    const view = await one.client.audits.case.query({ auditId })
    expect(view).toMatchObject({
      outcome: 'missed',
      verifiedDecision: 'hateful',
      looks: [{ status: 'open' }],
    })
    expect(await driftOf(app.owner, org)).toEqual([])
  })

  test('in part: a later file does not bring another verdict', async () => {
    const { org, teamId, lead, one, auditId, lookId } = await asked('m')
    await accept(lead, lookId, { decision: 'satire', outcome: 'other_error' })
    const other = rows.map((row) => (row.ref === 'm' ? { ...row, gold: 'fine' } : row))
    const again = await importAsOwner(app.owner, org, { file: fileOf(other), options: optionsFor(teamId) })
    expect(again).toMatchObject({ updated: 0, refusals: [{ reason: 'settled_by_recheck' }] })
    expect(await one.client.audits.case.query({ auditId })).toMatchObject({ verifiedDecision: 'satire' })
  })

  test('a change outlives the import of the same file', async () => {
    const { org, teamId, lead, one, auditId, lookId } = await asked('m')
    await answer(lead, lookId, 'changed')
    const again = await importAsOwner(app.owner, org, { file: fileOf(rows), options: optionsFor(teamId) })
    expect(again).toMatchObject({ added: 0, unchanged: 4 })
    expect(await one.client.audits.case.query({ auditId })).toMatchObject({ outcome: 'correct' })
  })

  test('is answered by the lead, once', async () => {
    const { manager, lead, one, two, lookId } = await asked('m')
    expect((await refusalOf(answer(one, lookId, 'changed'))).code).toBe('FORBIDDEN')
    for (const by of [manager, two])
      expect((await refusalOf(answer(by, lookId, 'kept'))).code).toBe('NOT_FOUND')
    expect((await refusalOf(answer(lead, lookId, 'kept', 7))).code).toBe('CONFLICT')
    const both = await Promise.allSettled([answer(lead, lookId, 'kept'), answer(lead, lookId, 'changed')])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await refusalOf(answer(lead, lookId, 'kept'))).toMatchObject({
      code: 'CONFLICT',
      details: { reason: 'look_answered' },
    })
  })

  test('nobody answers their own, though they lead the team', async () => {
    const { org, teamId } = await team([])
    const both = await app.signIn(
      await makePerson(app.owner, org, {
        reference: 'both',
        memberships: [
          { role: 'lead', teamId },
          { role: 'analyst', teamId },
        ],
      }),
    )
    await importAsOwner(app.owner, org, {
      file: fileOf([{ analyst: 'both', decision: 'fine' }]),
      options: optionsFor(teamId),
    })
    const auditId = (await casesOf(both, both)).cases[0]?.auditId ?? ''
    const { entityId } = await ask(both, auditId)
    expect((await refusalOf(answer(both, entityId, 'changed'))).code).toBe('FORBIDDEN')
  })

  test('sent twice it is asked once', async () => {
    const { one } = await team(rows)
    const auditId = (await casesOf(one, one)).cases[0]?.auditId ?? ''
    const sent = { meta: one.meta(), input: { lookId: randomUUID(), auditId, reason: '다시 봐 주세요.' } }
    const first = await one.client.audits.askAnotherLook.mutate(sent)
    expect(await one.client.audits.askAnotherLook.mutate(sent)).toEqual(first)
    expect((await one.client.audits.case.query({ auditId })).looks).toHaveLength(1)
  })

  test('is announced to the analyst and to who leads the team', async () => {
    const { org, teamId, one, lead, lookId } = await asked('m')
    await app.owner.deleteFrom('change').where('org_id', '=', org).execute()
    await answer(lead, lookId, 'kept')
    const changes = await app.owner
      .selectFrom('change')
      .select(['feature', 'person_id', 'team_id', 'subject_id'])
      .where('org_id', '=', org)
      .orderBy('person_id')
      .orderBy('feature')
      .execute()
    const { personId } = one.person
    const about = { feature: 'audits', subject_id: personId }
    expect(changes).toEqual([
      { ...about, person_id: personId, team_id: null },
      { feature: 'inbox', subject_id: null, person_id: personId, team_id: null },
      { ...about, person_id: null, team_id: teamId },
    ])
  })
})
