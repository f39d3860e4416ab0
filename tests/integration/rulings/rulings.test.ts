import { createHash, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Database, openDatabase } from '#server/db/database.ts'
import { criteriaOf } from '#shared/rubrics/rules.ts'
import type { RubricContent } from '#shared/rubrics/views.ts'
import type { RuleInput, RulingChange } from '#shared/rulings/contracts.ts'
import { type CoachingCast, dayFromToday, makeCoachingCast } from '#tests/integration/coaching/cast.ts'
import { fullRatings } from '#tests/integration/reviews/reviews.world.ts'
import { publishRubric } from '#tests/integration/rubrics/content.ts'
import { refusalOf, signedInOnce, startTestApp, type TestApp } from '#tests/support/app.ts'
import type { TestPerson } from '#tests/support/people.ts'
import { seededRandom } from '#tests/support/seeded-random.ts'

const policy = 'hate'
const seed = Number(process.env.SEED || 1201)
let app: TestApp
let database: Database
let cast: CoachingCast
let content: RubricContent
let rubricId: string
let versionId: string
let clauseId: string
const { as, forget } = signedInOnce(() => app)

beforeAll(async () => {
  app = await startTestApp()
  database = openDatabase(app.database.appUrl, { connections: 1 })
})
afterAll(async () => {
  await database?.close()
  await app?.stop()
})
beforeEach(async () => {
  forget()
  cast = await makeCoachingCast(app.owner)
  ;({ content, versionId: rubricId } = await publishRubric(await as(cast.lead), cast.teamId))
  versionId = randomUUID()
  clauseId = randomUUID()
  const org_id = cast.org
  await app.owner
    .insertInto('policy')
    .values({ org_id, code: policy, name_ko: '혐오 표현', name_en: 'Hate speech' })
    .execute()
  await app.owner
    .insertInto('policy_version')
    .values({
      ...{ org_id, version_id: versionId, policy, label: '2026.1', effective_from: dayFromToday(-90) },
      ...{ changed_ko: null, changed_en: null },
    })
    .execute()
  await app.owner
    .insertInto('policy_clause')
    .values({
      ...{ org_id, clause_id: clauseId, policy, number: '4.2', title_ko: '인용', title_en: 'Quotes' },
      ...{ introduced_in: versionId, retired_in: null },
    })
    .execute()
})

interface Case {
  auditId: string
  daysAgo: number
  outcome: 'missed' | 'over_enforced' | 'correct' | 'unverified'
  analyst: TestPerson
  reviewId: string | null
  /** The root cause of the line that a review rated down. */
  cause: 'wrong_clause' | 'missed_detail' | null
  entryId: string | null
}

/** A case of the audit log: "remove" is the action, "keep" is none. */
async function makeCase(
  made: Omit<Case, 'auditId' | 'reviewId' | 'entryId'> & { gathered: boolean },
): Promise<Case> {
  const auditId = randomUUID()
  const decision = made.outcome === 'over_enforced' ? 'remove' : 'keep'
  const verified = { missed: 'remove', over_enforced: 'keep', correct: 'keep', unverified: null }[
    made.outcome
  ]
  await app.owner
    .insertInto('audit')
    .values({
      ...{ org_id: cast.org, audit_id: auditId, team_id: cast.teamId, analyst_id: made.analyst.personId },
      ...{ reference: auditId, case_ref: `C-${auditId.slice(0, 6)}`, policy, queue: null, language: null },
      ...{ moderator_decision: null, decision, verified_decision: verified, outcome: made.outcome },
      ...{ verified_by: verified === null ? null : 'gold', inclusion_probability: null, import_id: null },
      decided_at: `${dayFromToday(-made.daysAgo)}T03:00:00Z`,
      content_hash: createHash('sha256').update(auditId).digest(),
    })
    .execute()
  let reviewId: string | null = null
  if (made.cause !== null) {
    reviewId = randomUUID()
    const { client, meta } = await as(cast.lead)
    const { cause } = made
    await client.reviews.publish.mutate({
      meta: meta(),
      input: {
        ...{ reviewId, teamId: cast.teamId, analystId: made.analyst.personId, versionId: rubricId },
        ...{ purpose: 'coaching', case: { kind: 'audit', auditId } },
        ratings: fullRatings(content).map((rating, place) =>
          place === 0 ? { ...rating, level: 1, fault: 'analyst', causes: [cause] } : rating,
        ),
      },
    })
  }
  const entryId = made.gathered ? randomUUID() : null
  if (entryId)
    await app.owner
      .insertInto('policy_ledger_entry')
      .values({
        ...{ org_id: cast.org, entry_id: entryId, team_id: cast.teamId, policy, case_ref: null },
        ...{ policy_version_id: versionId, clause_id: clauseId, cause: 'dispute', audit_id: auditId },
        ...{ review_id: null, opened_by: cast.lead.personId },
      })
      .execute()
  const { gathered: _, ...facts } = made
  return { ...facts, auditId, reviewId, entryId }
}

/** Counts the team's audits anew, as imports leave them. */
async function recount(): Promise<void> {
  for (const [table, keys, whose] of [
    ['audit_day', 'org_id, team_id, analyst_id, day', 'own'],
    ['audit_week', 'org_id, team_id, analyst_id, week, policy', 'own'],
    ['audit_team_week', 'org_id, team_id, week, policy', 'true'],
  ] as const) {
    await app.owner.deleteFrom(table).where('team_id', '=', cast.teamId).execute()
    await sql`insert into ${sql.table(table)} (${sql.raw(keys)}, n, correct, missed, over_enforced, unverified)
      select ${sql.raw(keys)}, sum(n), sum(correct), sum(missed), sum(over_enforced), sum(unverified)
      from app.audit_counted where org_id = ${cast.org} and not machine and ${sql.raw(whose)}
      group by ${sql.raw(keys)}`.execute(app.owner)
  }
}
const countsIn = async (table: 'audit_day' | 'audit_week' | 'audit_team_week') =>
  (
    await sql<object>`select sum(n)::int n, sum(correct)::int correct, sum(missed)::int missed,
        sum(over_enforced)::int over_enforced from ${sql.table(table)} where team_id = ${cast.teamId}`.execute(
      app.owner,
    )
  ).rows
const countedNow = async (whose: 'own' | 'true') =>
  (
    await sql<object>`select sum(n)::int n, sum(correct)::int correct, sum(missed)::int missed,
        sum(over_enforced)::int over_enforced from app.audit_counted
        where org_id = ${cast.org} and not machine and ${sql.raw(whose)}`.execute(app.owner)
  ).rows

async function generatedTeam(): Promise<Case[]> {
  const random = seededRandom(seed)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
  const cases: Case[] = []
  for (let number = 0; number < 24; number += 1)
    cases.push(
      await makeCase({
        analyst: pick([cast.analyst, cast.otherAnalyst]),
        daysAgo: pick([2, 10, 20, 30]),
        outcome: pick(['missed', 'missed', 'over_enforced', 'correct', 'unverified']),
        cause: pick(['wrong_clause', 'missed_detail', null, null]),
        gathered: random() < 0.75,
      }),
    )
  await recount()
  return cases
}

async function writeUp(by = cast.lead): Promise<string> {
  const { client, meta } = await as(by)
  const input = {
    ...{ escalationId: randomUUID(), teamId: cast.teamId, policy, clauseId, versionId },
    ...{ summary: 'Hate speech 4.2', textKo: '인용이 해당하는지 불명확합니다.', textEn: null },
  }
  await client.rulings.writeUp.mutate({ meta: meta(), input })
  return input.escalationId
}
async function take(escalationId: string, by = cast.partner): Promise<void> {
  const { client, meta } = await as(by)
  await client.escalations.acknowledge.mutate({ meta: meta(), input: { escalationId } })
}
type Reach = Pick<RuleInput, 'escalationId' | 'holdsFrom' | 'changes'>
const preview = async (reach: Reach, by = cast.partner) =>
  await (await as(by)).client.rulings.preview.query(reach)
async function rule(reach: Reach, seen: string, by = cast.partner) {
  const { client, meta } = await as(by)
  const texts = { textKo: null, textEn: 'Quoting in order to object is allowed.' }
  const input = { precedentId: randomUUID(), ...reach, ...texts, seen }
  const sent = { meta: meta(), input }
  return { input, sent, result: await client.rulings.rule.mutate(sent) }
}
const verifications = async () =>
  new Map(
    (
      await app.owner
        .selectFrom('audit')
        .select(['audit_id', 'verified_decision', 'outcome', 'attributed_to'])
        .where('team_id', '=', cast.teamId)
        .execute()
    ).map(({ audit_id, ...rest }) => [audit_id, JSON.stringify(rest)]),
  )
const scores = async () =>
  new Map(
    (
      await app.owner
        .selectFrom('review as r')
        .leftJoin('review_rescore as n', (on) =>
          on.onRef('n.org_id', '=', 'r.org_id').onRef('n.review_id', '=', 'r.review_id'),
        )
        .select(['r.review_id', 'n.own_score', 'n.score', 'n.decision_correct'])
        .where('r.team_id', '=', cast.teamId)
        .execute()
    ).map(({ review_id, ...rest }) => [review_id, JSON.stringify(rest)]),
  )
const differing = (before: Map<string, string>, after: Map<string, string>) =>
  [...after].flatMap(([id, value]) => (before.get(id) === value ? [] : [id])).toSorted()
const notificationsOf = async (person: TestPerson) =>
  (await (await as(person)).client.inbox.list.query()).items.map(({ kind }) => kind)

/** Works out by itself what a ruling from `holdsFrom` on reopens: cases with an even place are unclear, the others right. */
function expectedOf(cases: readonly Case[], holdsFrom: string) {
  const audits: string[] = []
  const reviews: string[] = []
  const changes: RulingChange[] = []
  for (const [place, found] of cases.entries()) {
    if (found.entryId === null) continue
    const isUnclear = place % 2 === 0
    const decided = found.outcome === 'over_enforced' ? 'remove' : 'keep'
    changes.push(
      isUnclear
        ? { entryId: found.entryId, effect: 'unclear', verdict: null }
        : { entryId: found.entryId, effect: 'verdict', verdict: decided },
    )
    if (dayFromToday(-found.daysAgo) < holdsFrom) continue
    const isError = found.outcome === 'missed' || found.outcome === 'over_enforced'
    const isOfPolicy = found.cause === 'wrong_clause'
    if (isError && (!isUnclear || found.cause !== 'missed_detail')) audits.push(found.auditId)
    if (found.reviewId === null) continue
    if (isUnclear ? isOfPolicy : found.outcome !== 'unverified' && (isError || isOfPolicy))
      reviews.push(found.reviewId)
  }
  return { audits: audits.toSorted(), reviews: reviews.toSorted(), changes }
}

describe(`a ruling on a clause of a generated team, seed ${seed}`, () => {
  test('reopens exactly the scores of its preview, once, and the counts follow', async () => {
    const cases = await generatedTeam()
    const escalationId = await writeUp()
    await take(escalationId)
    const holdsFrom = dayFromToday(-20)
    const expected = expectedOf(cases, holdsFrom)
    const reach = { escalationId, holdsFrom, changes: expected.changes }
    const seen = await preview(reach)
    expect(seen).toMatchObject({
      verifications: expected.audits.length,
      reviews: expected.reviews.length,
    })
    expect(expected.audits.length).toBeGreaterThan(3)
    expect(expected.reviews.length).toBeGreaterThan(1)
    expect(JSON.stringify(seen)).not.toMatch(
      new RegExp([cast.analyst, cast.otherAnalyst].map(({ personId }) => personId).join('|')),
    )

    const [auditsBefore, scoresBefore] = [await verifications(), await scores()]
    const { input, sent, result } = await rule(reach, seen.seen)
    expect(differing(auditsBefore, await verifications())).toEqual(expected.audits)
    expect(differing(scoresBefore, await scores())).toEqual(expected.reviews)
    expect(await countsIn('audit_day')).toEqual(await countedNow('own'))
    expect(await countsIn('audit_week')).toEqual(await countedNow('own'))
    expect(await countsIn('audit_team_week')).toEqual(await countedNow('true'))

    // The same once more is the same, and another one is refused.
    const [auditsAfter, scoresAfter] = [await verifications(), await scores()]
    expect(await (await as(cast.partner)).client.rulings.rule.mutate(sent)).toEqual(result)
    const again = await refusalOf(rule(reach, seen.seen))
    expect(again).toMatchObject({ code: 'CONFLICT', details: { reason: 'ruled' } })
    expect(differing(auditsAfter, await verifications())).toEqual([])
    expect(differing(scoresAfter, await scores())).toEqual([])

    // Everybody whom it concerns hears of it, and the scores say why.
    const [written] = await (await as(cast.lead)).client.rulings.list.query()
    expect(written?.ruling).toMatchObject({
      ...{ precedentId: input.precedentId, verifications: expected.audits.length },
      reviews: expected.reviews.length,
    })
    expect(await notificationsOf(cast.analyst)).toContain('ruling_applied')
    expect(await notificationsOf(cast.otherLead)).toContain('ruling_applied')
    const views = await Promise.all(
      [cast.analyst, cast.otherAnalyst].map(
        async ({ personId }) => await (await as(cast.lead)).client.rulings.changed.query({ personId }),
      ),
    )
    const changed = views.flatMap((view) => view.scores)
    const ids = (idOf: (score: (typeof changed)[number]) => string | null) =>
      changed.flatMap((score) => idOf(score) ?? []).toSorted()
    expect(ids(({ verification, auditId }) => verification && auditId)).toEqual(expected.audits)
    expect(ids(({ reviewId }) => reviewId)).toEqual(expected.reviews)
    expect(
      changed.every((score) => score.precedentId === input.precedentId && score.clauseId === clauseId),
    ).toBe(true)

    const { rows: status } = await sql<{ status: string; holder: string }>`select status, holder_id as holder
      from escalation where escalation_id = ${escalationId}`.execute(app.owner)
    expect(status).toEqual([{ status: 'resolved', holder: cast.lead.personId }])
    const precedents = await (await as(cast.analyst)).client.questions.precedents.query()
    expect(precedents).toMatchObject([
      {
        precedentId: input.precedentId,
        escalationId,
        holdsFrom,
        clauseId,
        textKo: null,
        textEn: input.textEn,
      },
    ])
  })

  test('that fails in the middle leaves nothing', async () => {
    const cases = await generatedTeam()
    const escalationId = await writeUp()
    await take(escalationId)
    const reach = {
      escalationId,
      holdsFrom: dayFromToday(-60),
      changes: expectedOf(cases, '2000-01-01').changes,
    }
    const { seen } = await preview(reach)
    const [auditsBefore, scoresBefore] = [await verifications(), await scores()]
    // The scores and the precedent are written by then, and the escalation is not resolved yet.
    await sql`create function public.fails() returns trigger language plpgsql as 'begin raise exception ''killed''; end'`.execute(
      app.owner,
    )
    await sql`create trigger fails before update on escalation for each row execute function public.fails()`.execute(
      app.owner,
    )
    try {
      await expect(rule(reach, seen)).rejects.toThrow()
    } finally {
      await sql`drop trigger fails on escalation`.execute(app.owner)
      await sql`drop function public.fails()`.execute(app.owner)
    }
    expect(differing(auditsBefore, await verifications())).toEqual([])
    expect(differing(scoresBefore, await scores())).toEqual([])
    expect(await (await as(cast.analyst)).client.questions.precedents.query()).toEqual([])
    expect(await notificationsOf(cast.analyst)).not.toContain('ruling_applied')
    expect((await (await as(cast.partner)).client.rulings.list.query())[0]?.ruling).toBeNull()
    await rule(reach, seen)
  })
})

describe('a ruling', () => {
  async function oneCase(outcome: Case['outcome'] = 'missed'): Promise<{ found: Case; reach: Reach }> {
    const found = await makeCase({
      ...{ analyst: cast.analyst, daysAgo: 2, outcome, cause: null, gathered: true },
    })
    await recount()
    const escalationId = await writeUp()
    await take(escalationId)
    const changes: RulingChange[] = [{ entryId: found.entryId ?? '', effect: 'unclear', verdict: null }]
    return { found, reach: { escalationId, holdsFrom: dayFromToday(-30), changes } }
  }

  test('is refused where what it reaches changed since it was looked at', async () => {
    const { found, reach } = await oneCase()
    const { seen, verifications: n } = await preview(reach)
    expect(n).toBe(1)
    await app.owner
      .updateTable('audit')
      .set({ attributed_to: 'tool' })
      .where('audit_id', '=', found.auditId)
      .execute()
    await app.owner
      .updateTable('audit')
      .set({ outcome: 'correct', attributed_to: null })
      .where('audit_id', '=', found.auditId)
      .execute()
    expect(await refusalOf(rule(reach, seen))).toMatchObject({
      ...{ code: 'CONFLICT', details: { reason: 'ruling_moved' } },
    })
    const fresh = await preview(reach)
    expect(fresh.verifications).toBe(0)
    await rule(reach, fresh.seen)
  })

  test('is only for the partner for policy who has it', async () => {
    const { reach } = await oneCase()
    const { seen } = await preview(reach)
    for (const other of [cast.lead, cast.manager]) {
      expect(await refusalOf(preview(reach, other))).toMatchObject({ code: 'FORBIDDEN' })
      expect(await refusalOf(rule(reach, seen, other))).toMatchObject({ code: 'FORBIDDEN' })
    }
    for (const other of [cast.analyst, cast.admin, cast.leadElsewhere])
      expect(await refusalOf(rule(reach, seen, other))).toMatchObject({ code: 'NOT_FOUND' })
    const { client, meta } = await as(cast.lead)
    await client.escalations.assign.mutate({
      meta: meta(),
      input: { escalationId: reach.escalationId, personId: cast.lead.personId },
    })
    expect(await refusalOf(rule(reach, seen))).toMatchObject({ code: 'FORBIDDEN' })
  })

  test('has no other door: as the login role nobody else applies one, and the basis is nobody else’s', async () => {
    const { found, reach } = await oneCase()
    const plan = JSON.stringify({
      audits: [
        {
          auditId: found.auditId,
          decision: 'keep',
          outcome: 'correct',
          attributedTo: null,
          corrective: false,
        },
      ],
      reviews: [],
    })
    for (const { org, personId } of [cast.lead, cast.manager, cast.analyst, cast.admin].map((person) => ({
      ...{ org: cast.org, personId: person.personId },
    }))) {
      const actor = { org, person: personId }
      const applied = await database.write(actor, async (db) => {
        const { rows } = await sql<{ applied: boolean; basis: unknown[] }>`select
          app.apply_ruling(${reach.escalationId}::uuid, ${randomUUID()}::uuid, ${plan}::jsonb) as applied,
          app.ruling_basis(${reach.escalationId}::uuid) as basis`.execute(db.query)
        return rows
      })
      expect(applied).toEqual([{ applied: false, basis: [] }])
    }
    // Nor does the partner who has it change a case that is none of the write-up's.
    const other = await makeCase({
      ...{ analyst: cast.analyst, daysAgo: 2, outcome: 'missed', cause: null, gathered: false },
    })
    const elsewhere = plan.replace(found.auditId, other.auditId)
    const precedent = randomUUID()
    const apply = (named: boolean) =>
      database.write({ org: cast.org, person: cast.partner.personId }, async (db) => {
        if (named)
          await sql`insert into precedent (org_id, precedent_id, policy, clause_id, policy_version_id, escalation_id,
              holds_from, text_en, kept_by)
            values (${cast.org}, ${precedent}, ${policy}, ${clauseId}, ${versionId}, ${reach.escalationId}, '2026-01-01',
              'x', ${cast.partner.personId})`.execute(db.query)
        const { rows } = await sql<{ applied: boolean }>`select
          app.apply_ruling(${reach.escalationId}::uuid, ${precedent}::uuid, ${elsewhere}::jsonb) as applied`.execute(
          db.query,
        )
        return rows
      })
    // Without its precedent nothing is applied, and with it nothing of another case.
    expect(await apply(false)).toEqual([{ applied: false }])
    await expect(apply(true)).rejects.toThrow('none of the write-up')
    expect((await verifications()).get(other.auditId)).toContain('missed')
  })

  test('that makes an error of a decision waits for the analyst’s next shift', async () => {
    // By which the team's log knows the label of a violation.
    await makeCase({ analyst: cast.analyst, daysAgo: 2, outcome: 'missed', cause: null, gathered: false })
    const { found, reach } = await oneCase('correct')
    const starts = new Date(Math.ceil(Date.now() / 1000) * 1000 + 20 * 3_600_000).toISOString()
    await app.owner
      .insertInto('shift')
      .values({
        ...{ org_id: cast.org, shift_id: randomUUID(), person_id: cast.analyst.personId, kind: 'work' },
        ...{ starts_at: starts, ends_at: new Date(Date.parse(starts) + 8 * 3_600_000).toISOString() },
      })
      .execute()
    const wrong: Reach = {
      ...reach,
      changes: [{ entryId: found.entryId ?? '', effect: 'verdict', verdict: 'remove' }],
    }
    await rule(wrong, (await preview(wrong)).seen)
    expect(await notificationsOf(cast.analyst)).not.toContain('ruling_applied')
    const { rows } = await sql<{ at: string }>`select at from inbox
      where person_id = ${cast.analyst.personId} and kind = 'ruling_applied'`.execute(app.owner)
    expect(rows.map(({ at }) => Date.parse(at))).toEqual([Date.parse(starts)])
  })
})

describe('a write-up', () => {
  test('takes the entries that stand there, and is read by the leads, the manager and the partner', async () => {
    const found = await makeCase({
      ...{ analyst: cast.analyst, daysAgo: 2, outcome: 'missed', cause: null, gathered: true },
    })
    const escalationId = await writeUp()
    for (const [reader, auditId] of [
      [cast.lead, found.auditId],
      [cast.otherLead, found.auditId],
      [cast.manager, null],
      [cast.partner, null],
    ] as const) {
      const view = await (await as(reader)).client.rulings.list.query()
      expect(view).toMatchObject([
        {
          ...{ escalationId, clauseId, versionId, entryIds: [found.entryId], ruling: null, rules: false },
          counts: { dispute: 1 },
          cases: [{ decision: 'keep', verified: 'remove', auditId }],
        },
      ])
      expect(JSON.stringify(view)).not.toContain(cast.analyst.personId)
    }
    for (const other of [cast.analyst, cast.exLead, cast.otherManager, cast.leadElsewhere, cast.admin])
      expect(await (await as(other)).client.rulings.list.query()).toEqual([])
    await take(escalationId)
    expect((await (await as(cast.partner)).client.rulings.list.query())[0]?.rules).toBe(true)
  })

  test('takes what waits in no other one, and what a ruling settled never again', async () => {
    const gather = () =>
      makeCase({ analyst: cast.analyst, daysAgo: 2, outcome: 'missed', cause: null, gathered: true })
    const first = await gather()
    const escalationId = await writeUp()
    expect(await refusalOf(writeUp(cast.otherLead))).toMatchObject({
      ...{ code: 'CONFLICT', details: { reason: 'written_up' } },
    })
    const second = await gather()
    const later = await writeUp(cast.otherLead)
    const entriesOf = async (id: string) =>
      (await (await as(cast.lead)).client.rulings.list.query()).find((found) => found.escalationId === id)
        ?.entryIds
    expect(await entriesOf(escalationId)).toEqual([first.entryId])
    expect(await entriesOf(later)).toEqual([second.entryId])
    const reach = { escalationId, holdsFrom: dayFromToday(-30), changes: [] }
    const early = await refusalOf(preview(reach))
    expect(early).toMatchObject({ code: 'FORBIDDEN' })
    await take(escalationId)
    await rule(reach, (await preview(reach)).seen)
    const { rows } = await (await as(cast.lead)).client.policies.ledger.query({ teamId: cast.teamId })
    expect(rows.map(({ counts }) => counts.dispute)).toEqual([1])
    await app.owner
      .updateTable('escalation')
      .set({ status: 'closed' })
      .where('escalation_id', '=', later)
      .execute()
    expect(
      (await (await as(cast.partner)).client.rulings.list.query()).find(
        (found) => found.escalationId === later,
      ),
    ).toMatchObject({ closed: true, rules: false })
    expect(await entriesOf(await writeUp())).toEqual([second.entryId])
  })

  test('of a row on which nothing stands is refused with its words kept', async () => {
    expect(await refusalOf(writeUp())).toMatchObject({
      ...{ code: 'CONFLICT', details: { reason: 'nothing_gathered' } },
    })
    expect(await refusalOf(writeUp(cast.leadElsewhere))).toMatchObject({ code: 'NOT_FOUND' })
  })
})

test('a line that a ruling changed keeps that value through a later dispute of another line', async () => {
  const found = await makeCase({
    ...{ analyst: cast.analyst, daysAgo: 2, outcome: 'missed', cause: 'wrong_clause', gathered: true },
  })
  await recount()
  const escalationId = await writeUp()
  await take(escalationId)
  const changes: RulingChange[] = [{ entryId: found.entryId ?? '', effect: 'unclear', verdict: null }]
  const reach = { escalationId, holdsFrom: dayFromToday(-30), changes }
  await rule(reach, (await preview(reach)).seen)
  const reviewId = found.reviewId ?? ''
  const [first] = criteriaOf(content)
  const review = await (await as(cast.analyst)).client.reviews.review.query({ reviewId })
  expect(review.ratings.find(({ criterionId }) => criterionId === first?.criterionId)).toMatchObject({
    ...{ level: 1, fault: 'unclear_policy', published: { level: 1, fault: 'analyst' } },
  })
  expect(review).toMatchObject({ ownScore: 1, decisionCorrect: null })
})
