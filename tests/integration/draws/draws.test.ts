import { createHash, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { repeatDraw } from '#server/features/draws/facade.ts'
import type { DrawDesign } from '#shared/draws/contracts.ts'
import { type CoachingCast, dayFromToday, makeCoachingCast } from '#tests/integration/coaching/cast.ts'
import { refusalOf, signedInOnce, startTestApp, type TestApp } from '#tests/support/app.ts'
import { optionsFor, upload } from '#tests/support/audit-files.ts'
import type { TestPerson } from '#tests/support/people.ts'

let app: TestApp
let cast: CoachingCast
const { as, forget } = signedInOnce(() => app)

beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app?.stop())
beforeEach(async () => {
  forget()
  cast = await makeCoachingCast(app.owner)
  for (const code of ['HATE', 'SPAM'])
    await app.owner
      .insertInto('policy')
      .values({ org_id: cast.org, code, name_ko: null, name_en: null })
      .execute()
})

/** Decisions of the analyst from yesterday: of each policy this many, verified or not. */
async function addAudits(
  policy: string,
  n: number,
  {
    verified = null,
    ...changes
  }: { verified?: string | null; decision?: string; kind?: 'appeal'; decidedAt?: string } = {},
): Promise<string[]> {
  const rows = Array.from({ length: n }, (_, place) => {
    const decision = changes.decision ?? 'fine'
    return {
      ...{ org_id: cast.org, audit_id: randomUUID(), team_id: cast.teamId },
      ...{ analyst_id: cast.analyst.personId, reference: `${policy}-${place}-${randomUUID()}` },
      ...{ case_ref: `C-${randomUUID()}`, policy, queue: null, language: 'ko', moderator_decision: null },
      ...{ decision, verified_decision: verified, verified_by: verified ? ('gold' as const) : null },
      outcome:
        verified === null
          ? ('unverified' as const)
          : verified === decision
            ? ('correct' as const)
            : ('missed' as const),
      ...{
        inclusion_probability: null,
        acted: decision === 'hateful',
        kind: changes.kind ?? ('audit' as const),
      },
      decided_at: changes.decidedAt ?? `${dayFromToday(-1)}T03:00:00Z`,
      ...{ content_hash: createHash('sha256').update(policy).digest(), import_id: null },
    }
  })
  await app.owner.insertInto('audit').values(rows).execute()
  return rows.map(({ audit_id }) => audit_id)
}

const rollups = {
  audit_day: ['org_id, team_id, analyst_id, day', 'not machine and own'],
  audit_week: ['org_id, team_id, analyst_id, week, policy', 'not machine and own'],
  audit_team_week: ['org_id, team_id, week, policy', 'not machine'],
} as const
type Rollup = keyof typeof rollups
const counted = 'n, correct, missed, over_enforced, unverified, drawn, w, w2, w_correct, w_missed'
const summed = counted
  .split(', ')
  .map((name) => `sum(${name})::float8 as ${name}`)
  .join(', ')

/** Counts the audits as an import would have. */
async function addUp(): Promise<void> {
  for (const [table, [keys, whose]] of Object.entries(rollups))
    await sql`insert into ${sql.table(table)} (${sql.raw(keys)}, ${sql.raw(counted)})
      select ${sql.raw(keys)}, ${sql.raw(counted.replaceAll(/\w+/g, 'sum($&)'))} from app.audit_counted
      where org_id = ${cast.org} and ${sql.raw(whose)} group by ${sql.raw(keys)}`.execute(app.owner)
}
/** Reads what a rollup holds, and what the audits say that it should hold. */
async function countsOf(table: Rollup) {
  const kept =
    await sql`select ${sql.raw(summed)} from ${sql.table(table)} where org_id = ${cast.org}`.execute(
      app.owner,
    )
  const meant = await sql`select ${sql.raw(summed)} from app.audit_counted
    where org_id = ${cast.org} and ${sql.raw(rollups[table][1])}`.execute(app.owner)
  return { kept: kept.rows[0], meant: meant.rows[0] }
}

const designOf = (changes: Partial<DrawDesign> = {}): DrawDesign => ({
  ...{ teamId: cast.teamId, purpose: 'rates', method: 'stratified', by: 'policy', allocation: 'equal' },
  ...{ firstDay: dayFromToday(-7), lastDay: dayFromToday(0), policy: null, queue: null, language: null },
  ...{ size: 6, goldenShare: 0 },
  ...changes,
})
async function previewBy(person: TestPerson, changes: Partial<DrawDesign> = {}) {
  const { client } = await as(person)
  return await client.draws.preview.query(designOf(changes))
}
async function drawAs(person: TestPerson, changes: Partial<DrawDesign> = {}): Promise<string> {
  const { client, meta } = await as(person)
  const { frameHash } = await previewBy(person, changes)
  const drawId = randomUUID()
  await client.draws.draw.mutate({ meta: meta(), input: { ...designOf(changes), drawId, frameHash } })
  return drawId
}
const drawSeenBy = async (person: TestPerson, drawId: string) =>
  await (await as(person)).client.draws.one.query({ drawId })
async function verify(person: TestPerson, drawId: string, itemId: string, verdict: string) {
  const { client, meta } = await as(person)
  return await client.draws.verify.mutate({ meta: meta(), input: { drawId, itemId, verdict } })
}
async function verifyAll(person: TestPerson, drawId: string, verdict: string): Promise<void> {
  for (const { itemId } of (await drawSeenBy(person, drawId)).items)
    await verify(person, drawId, itemId, verdict)
}
const rowsOf = (drawId: string) =>
  app.owner.selectFrom('draw_case').selectAll().where('draw_id', '=', drawId).orderBy('place').execute()
async function addGolden(person: TestPerson, auditId: string): Promise<string> {
  const { client, meta } = await as(person)
  const goldenId = randomUUID()
  await client.draws.addGolden.mutate({ meta: meta(), input: { goldenId, auditId } })
  return goldenId
}
const errorsSeenBy = async (person: TestPerson) =>
  (await (await as(person)).client.draws.team.query({ teamId: cast.teamId })).verifiers.map(
    ({ verifier, golden, second }) => ({ who: verifier.personId, golden, second }),
  )

test("the days of a draw begin and end at the team's own midnight", async () => {
  const [firstDay, lastDay] = [dayFromToday(-4), dayFromToday(-3)]
  const within = [`${firstDay}T00:00:00+09:00`, `${firstDay}T08:59:59+09:00`, `${lastDay}T23:59:59+09:00`]
  const outside = [`${dayFromToday(-5)}T23:59:59+09:00`, `${dayFromToday(-2)}T00:00:00+09:00`]
  for (const decidedAt of [...within, ...outside]) await addAudits('HATE', 1, { decidedAt })
  expect(await previewBy(cast.lead, { firstDay, lastDay })).toMatchObject({ frameSize: within.length })

  const drawId = await drawAs(cast.lead, { firstDay, lastDay, size: within.length })
  await verifyAll(cast.lead, drawId, 'fine')
  const second = { purpose: 'verification', method: 'random', by: null, size: 1 } as const
  for (const [place, decidedAt] of within.entries())
    await app.owner
      .updateTable('draw_case')
      .set({ verified_at: decidedAt })
      .where('draw_id', '=', drawId)
      .where('place', '=', place + 1)
      .execute()
  expect(await previewBy(cast.lead, { ...second, firstDay, lastDay })).toMatchObject({ frameSize: 3 })
  expect(await previewBy(cast.lead, { ...second, firstDay, lastDay: firstDay })).toMatchObject({
    frameSize: 2,
  })
})

test('a draw is what its preview said, with what was left out and why', async () => {
  await addAudits('HATE', 20)
  await addAudits('SPAM', 5)
  await addAudits('SPAM', 2, { verified: 'fine' })
  await addAudits('SPAM', 1, { kind: 'appeal' })
  const preview = await previewBy(cast.lead)
  expect(preview).toMatchObject({
    misfit: null,
    frameSize: 25,
    excluded: [{ reason: 'verified', n: 2 }],
    strata: [
      { name: 'HATE', size: 20, drawn: 3, chance: 3 / 20 },
      { name: 'SPAM', size: 5, drawn: 3, chance: 3 / 5 },
    ],
  })
  const draw = await drawSeenBy(cast.lead, await drawAs(cast.lead))
  expect(draw).toMatchObject({
    ...{ frameSize: 25, excluded: preview.excluded, strata: preview.strata, frameHash: preview.frameHash },
    ...{ cases: 6, verified: 0, result: null },
  })
  const chances = (await rowsOf(draw.drawId)).map(({ policy, chance }) => `${policy} ${chance}`)
  expect(chances.sort()).toEqual([...Array(3).fill('HATE 0.15'), ...Array(3).fill('SPAM 0.6')])
  expect((await previewBy(cast.lead)).excluded).toEqual([
    { reason: 'drawn', n: 6 },
    { reason: 'verified', n: 2 },
  ])
})

test('a draw comes again from its stored seed and frame', async () => {
  await addAudits('HATE', 40)
  await addAudits('SPAM', 12)
  const drawId = await drawAs(cast.lead, { size: 10 })
  const again = await repeatDraw(app.owner, drawId)
  expect(again).toMatchObject({ isFrame: true, isSame: true })
  expect(again?.cases).toHaveLength(10)
  // A seed that was not the draw's is found out, and so is another frame.
  await app.owner
    .updateTable('draw')
    .set({ seed: sql`(seed + 1) % 4294967296` })
    .where('draw_id', '=', drawId)
    .execute()
  expect(await repeatDraw(app.owner, drawId)).toMatchObject({ isFrame: true, isSame: false })
  await sql`update draw set frame = jsonb_set(frame, '{0,1,0}', '"A-other"') where draw_id = ${drawId}`.execute(
    app.owner,
  )
  expect(await repeatDraw(app.owner, drawId)).toMatchObject({ isFrame: false })
})

test('nothing is drawn from a frame that changed since the preview, nor a size that does not fit', async () => {
  await addAudits('HATE', 20)
  const { client, meta } = await as(cast.lead)
  const design = designOf({ method: 'random', by: null })
  const { frameHash } = await client.draws.preview.query(design)
  await addAudits('HATE', 1)
  const input = { ...design, drawId: randomUUID(), frameHash }
  expect(await refusalOf(client.draws.draw.mutate({ meta: meta(), input }))).toMatchObject({
    code: 'CONFLICT',
    details: { reason: 'frame_changed' },
  })
  expect((await previewBy(cast.lead, { size: 22 })).misfit).toBe('too_many')
  const large = { ...designOf({ size: 22 }), drawId: randomUUID(), frameHash: '' }
  expect(await refusalOf(client.draws.draw.mutate({ meta: meta(1), input: large }))).toMatchObject({
    code: 'INVALID',
    details: { field: 'size', reason: 'too_many' },
  })
})

test('a verdict makes rates with its chance, of what a file had said that its own was', async () => {
  await addAudits('HATE', 20)
  await addAudits('SPAM', 5, { verified: 'hateful' })
  await app.owner
    .updateTable('audit')
    .set({ inclusion_probability: 0.5 })
    .where('policy', '=', 'HATE')
    .execute()
  await addUp()
  const drawId = await drawAs(cast.lead, { size: 4 })
  const { items } = await drawSeenBy(cast.lead, drawId)
  await verify(cast.lead, drawId, items[0]?.itemId ?? '', 'hateful')
  for (const { itemId } of items.slice(1)) await verify(cast.otherLead, drawId, itemId, 'fine')
  const audits = await app.owner
    .selectFrom('audit as a')
    .innerJoin('draw_case as c', 'c.audit_id', 'a.audit_id')
    .select(['a.outcome', 'a.inclusion_probability', 'a.targeted', 'a.verified_by'])
    .where('c.draw_id', '=', drawId)
    .execute()
  expect(audits.map(({ outcome }) => outcome).sort()).toEqual(['correct', 'correct', 'correct', 'missed'])
  for (const audit of audits)
    expect(audit).toMatchObject({ inclusion_probability: 0.1, targeted: false, verified_by: 'second_review' })
  for (const table of Object.keys(rollups) as Rollup[]) {
    const { kept, meant } = await countsOf(table)
    expect(kept, table).toEqual(meant)
    expect(kept, table).toMatchObject({ n: 9, drawn: 4, unverified: 16 })
  }
  const { result, verified } = await drawSeenBy(cast.lead, drawId)
  expect(verified).toBe(4)
  expect(result).toMatchObject({ x: 1, n: 4, rate: 0.25 })
})

test('what is drawn for coaching stays out of rates', async () => {
  await addAudits('HATE', 6)
  await addUp()
  const drawId = await drawAs(cast.lead, { purpose: 'coaching', size: 2 })
  await verifyAll(cast.lead, drawId, 'hateful')
  const { kept, meant } = await countsOf('audit_week')
  expect(kept).toEqual(meant)
  expect(kept).toMatchObject({ n: 0, unverified: 4 })
  expect((await drawSeenBy(cast.lead, drawId)).result).toBeNull()
})

test.each([
  'rates',
  'coaching',
] as const)('a later file verifies a case that was drawn for %s, and what it changes else is refused', async (purpose) => {
  const by = await as(cast.lead)
  const analyst = cast.analyst.name
  const line = (ref: string, gold: string, { decision = 'fine', pi = '0.3' } = {}) =>
    `${ref},case-${ref},${analyst},HATE,${decision},${gold},${dayFromToday(-1)}T03:00:00Z,${pi}`
  const fileOf = (...lines: string[]) =>
    ['audit_ref,case_ref,analyst,policy,decision,gold_decision,decided_at,pi', ...lines, ''].join('\n')
  const options = optionsFor(cast.teamId)
  options.mapping.inclusion_probability = 'pi'
  const bring = async (...lines: string[]) => {
    const { report } = await upload(app.url, by, { file: fileOf(...lines), options })
    return report
  }
  const all = Array.from({ length: 14 }, (_, place) => `${purpose}-${place}`)
  expect(await bring(...all.map((ref) => line(ref, '')))).toMatchObject({ added: 14, refused: 0 })
  const drawId = await drawAs(cast.lead, { purpose, method: 'random', by: null, size: 7 })
  await verifyAll(cast.lead, drawId, 'fine')
  const drawn = await app.owner
    .selectFrom('audit as a')
    .innerJoin('draw_case as c', 'c.audit_id', 'a.audit_id')
    .select('a.reference')
    .where('c.draw_id', '=', drawId)
    .execute()
  const [first = '', second = '', third = '', fourth = '', ...others] = drawn.map(
    ({ reference }) => reference,
  )
  expect(
    await bring(
      line(first, 'hateful'),
      line(second, 'fine'),
      line(third, 'hateful', { pi: '0.4' }),
      line(fourth, 'hateful', { decision: 'other' }),
      ...others.map((ref) => line(ref, '')),
    ),
  ).toMatchObject({ updated: 1, unchanged: 4, reasons: { reference_has_other_content: 2 } })
  const audit = await app.owner
    .selectFrom('audit')
    .select(['outcome', 'verified_decision', 'targeted', 'inclusion_probability'])
    .where('org_id', '=', cast.org)
    .where('reference', '=', first)
    .executeTakeFirstOrThrow()
  expect(audit).toMatchObject({
    ...{ outcome: 'missed', verified_decision: 'hateful', targeted: purpose === 'coaching' },
    inclusion_probability: 0.15,
  })
  for (const table of Object.keys(rollups) as Rollup[]) {
    const { kept, meant } = await countsOf(table)
    expect(kept, table).toEqual(meant)
  }
})

test('a golden case looks like any other to its verifier, and counts for the verifier alone', async () => {
  const [known = ''] = await addAudits('HATE', 1, { verified: 'hateful' })
  await addAudits('HATE', 9)
  await addAudits('SPAM', 5)
  await addUp()
  await addGolden(cast.otherLead, known)
  const share = { method: 'random', by: null, size: 4, goldenShare: 0.2 } as const
  expect((await previewBy(cast.lead, share)).golden).toEqual({ size: 1, available: 1 })
  // One that no drawn case could look like would be told by it.
  const elsewhere = { ...share, policy: 'SPAM' }
  expect((await previewBy(cast.lead, elsewhere)).golden).toEqual({ size: 0, available: 0 })
  const only = { ...share, policy: 'HATE' }
  // Nobody is tested by their own.
  expect((await previewBy(cast.otherLead, share)).golden).toEqual({ size: 0, available: 0 })
  const drawId = await drawAs(cast.lead, only)
  const rows = await rowsOf(drawId)
  const golden = rows.find(({ golden_id }) => golden_id !== null)
  expect(rows).toHaveLength(5)

  const blind = (view: Awaited<ReturnType<typeof drawSeenBy>>, verdict: string | null) => {
    const shapes = view.items.map(({ itemId: _id, place: _place, caseRef: _ref, verifiedAt, ...item }) => ({
      ...item,
      verifiedAt: verifiedAt !== null,
    }))
    expect(new Set(shapes.map((shape) => JSON.stringify(shape))).size).toBe(1)
    expect(shapes[0]).toMatchObject({ verdict, policy: 'HATE' })
  }
  const opened = await drawSeenBy(cast.lead, drawId)
  blind(opened, null)
  expect(JSON.stringify(opened)).not.toContain(golden?.golden_id)
  expect(JSON.stringify(opened)).not.toContain(known)
  const answers = []
  for (const { itemId } of opened.items) answers.push(await verify(cast.lead, drawId, itemId, 'fine'))
  expect(new Set(answers.map((answer) => Object.keys(answer).sort().join())).size).toBe(1)
  blind(await drawSeenBy(cast.lead, drawId), 'fine')

  expect(await errorsSeenBy(cast.lead)).toEqual([
    { who: cast.lead.personId, golden: { x: 1, n: 1 }, second: { x: 0, n: 0 } },
  ])
  const { kept, meant } = await countsOf('audit_day')
  expect(kept).toEqual(meant)
  expect(kept).toMatchObject({ n: 5, correct: 4, missed: 1, unverified: 10 })

  const [appeal = ''] = await addAudits('HATE', 1, { verified: 'hateful', kind: 'appeal' })
  expect(await refusalOf(addGolden(cast.otherLead, appeal))).toMatchObject({ code: 'INVALID' })
})

test('a golden case retires when a newer version of its policy takes effect, and each tests once', async () => {
  const audits = await addAudits('HATE', 3, { verified: 'hateful' })
  await addAudits('HATE', 20)
  for (const auditId of audits) await addGolden(cast.otherLead, auditId)
  const share = { method: 'random', by: null, size: 2, goldenShare: 0.3 } as const
  await drawAs(cast.lead, share)
  expect((await previewBy(cast.lead, share)).golden.available).toBe(2)
  await app.owner
    .insertInto('policy_version')
    .values({
      ...{ org_id: cast.org, version_id: randomUUID(), policy: 'HATE', label: 'v9' },
      ...{ effective_from: dayFromToday(-1), changed_ko: null, changed_en: null },
    })
    .execute()
  expect((await previewBy(cast.lead, share)).golden.available).toBe(0)
  const { client, meta } = await as(cast.otherLead)
  const { golden } = await client.draws.team.query({ teamId: cast.teamId })
  expect(golden.map(({ state }) => state)).toEqual(Array(3).fill('superseded'))
  const goldenId = golden[0]?.goldenId ?? ''
  await client.draws.retireGolden.mutate({ meta: meta(1), input: { goldenId } })
  const after = await client.draws.team.query({ teamId: cast.teamId })
  expect(after.golden.find((item) => item.goldenId === goldenId)?.state).toBe('retired')
  // A verifier who is tested by them does not see them.
  expect((await (await as(cast.lead)).client.draws.team.query({ teamId: cast.teamId })).golden).toEqual([])
})

test('a second verification is blind, by somebody else, and counts for who verified first', async () => {
  await addAudits('HATE', 20)
  const first = await drawAs(cast.lead, { method: 'random', by: null, size: 20 })
  await verifyAll(cast.lead, first, 'fine')
  const second = { purpose: 'verification', method: 'random', by: null } as const
  expect(await previewBy(cast.otherLead, { ...second, size: 6 })).toMatchObject({
    misfit: 'share',
    sizes: { least: 1, highest: 2 },
  })
  const drawId = await drawAs(cast.otherLead, { ...second, size: 2 })
  const before = await app.owner.selectFrom('audit').selectAll().where('org_id', '=', cast.org).execute()
  const { items } = await drawSeenBy(cast.otherLead, drawId)
  expect(items.map(({ verdict }) => verdict)).toEqual([null, null])
  const [shared, disputed] = items.map(({ itemId }) => itemId)
  expect((await drawSeenBy(cast.lead, drawId)).items.map(({ isMine }) => isMine)).toEqual([false, false])
  expect(await refusalOf(verify(cast.lead, drawId, shared ?? '', 'fine'))).toMatchObject({
    code: 'FORBIDDEN',
  })
  await verify(cast.otherLead, drawId, shared ?? '', 'Fine ')
  await verify(cast.otherLead, drawId, disputed ?? '', 'hateful')
  expect(await refusalOf(verify(cast.otherLead, drawId, disputed ?? '', 'fine'))).toMatchObject({
    code: 'CONFLICT',
    details: { reason: 'case_verified' },
  })
  const own = { who: cast.lead.personId, golden: { x: 0, n: 0 }, second: { x: 1, n: 2 } }
  expect(await errorsSeenBy(cast.lead)).toEqual([own])
  expect(await errorsSeenBy(cast.manager)).toEqual([own])
  expect(await errorsSeenBy(cast.otherLead)).toEqual([])
  expect(await app.owner.selectFrom('audit').selectAll().where('org_id', '=', cast.org).execute()).toEqual(
    before,
  )
})

test('an analyst reads how their case was chosen once it was verified, and nobody else’s', async () => {
  await addAudits('HATE', 10)
  await addAudits('SPAM', 5)
  const drawId = await drawAs(cast.lead, { size: 4 })
  const [row] = await rowsOf(drawId)
  const auditId = row?.audit_id ?? ''
  const { client } = await as(cast.analyst)
  expect(await client.draws.chosen.query({ auditId })).toBeNull()
  await verify(cast.lead, drawId, row?.item_id ?? '', 'fine')
  const chosen = await client.draws.chosen.query({ auditId })
  expect(chosen).toMatchObject({
    ...{ purpose: 'rates', method: 'stratified', by: 'policy', frameSize: 15, size: 4, excluded: [] },
    stratum: { name: row?.policy, chance: row?.chance },
  })
  expect(chosen?.seed).toBeTypeOf('number')
  expect(await refusalOf(client.draws.one.query({ drawId }))).toMatchObject({ code: 'NOT_FOUND' })
  const { client: peer } = await as(cast.otherAnalyst)
  expect(await refusalOf(peer.draws.chosen.query({ auditId }))).toMatchObject({ code: 'NOT_FOUND' })
  const managers = await drawSeenBy(cast.manager, drawId)
  expect(managers).toMatchObject({ items: [], cases: 4, verified: null })
})

test('a topic of one lead is given to the other leads, and one of every lead is left out of what is drawn', async () => {
  const leaveOut = async (who: TestPerson) => {
    const { client, meta } = await as(who)
    await client.checkIns.setTopic.mutate({ meta: meta(), input: { policy: 'HATE', leftOut: true } })
  }
  await addAudits('HATE', 3)
  await addAudits('SPAM', 3)
  const rotationOf = async (person: TestPerson) =>
    (await previewBy(person)).excluded.find(({ reason }) => reason === 'rotation')
  await leaveOut(cast.lead)
  expect(await previewBy(cast.lead)).toMatchObject({ frameSize: 6, excluded: [] })
  const drawId = await drawAs(cast.lead)
  const minePolicies = async (person: TestPerson) =>
    new Set(
      (await drawSeenBy(person, drawId)).items.flatMap(({ policy, isMine }) => (isMine ? [policy] : [])),
    )
  expect(await minePolicies(cast.lead)).toEqual(new Set(['SPAM']))
  expect(await minePolicies(cast.otherLead)).toEqual(new Set(['HATE', 'SPAM']))
  const dueFor = async (person: TestPerson) =>
    (await (await as(person)).client.today.list.query()).items.find(
      (item) => item.kind === 'draw_due' && item.drawId === drawId,
    )
  expect(await dueFor(cast.lead)).toMatchObject({ mine: 3 })
  expect(await dueFor(cast.otherLead)).toMatchObject({ mine: 6 })

  await leaveOut(cast.otherLead)
  await addAudits('HATE', 2)
  await addAudits('SPAM', 2)
  expect(await rotationOf(cast.lead)).toEqual({ reason: 'rotation', n: 2 })
  const later = await drawAs(cast.lead, { size: 2 })
  // What is kept is read above the team as well: it says nothing of who verifies.
  const kept = await drawSeenBy(cast.manager, later)
  expect(kept.excluded.map(({ reason }) => reason)).toEqual(['drawn'])
  expect((await drawSeenBy(cast.lead, later)).items.map(({ policy }) => policy)).toEqual(['SPAM', 'SPAM'])
})
