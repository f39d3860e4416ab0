import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { withClient } from '#server/db/one-client.ts'
import type { DecideInput, PublishReviewInput } from '#shared/reviews/contracts.ts'
import type { LineValue } from '#shared/reviews/dispute-rules.ts'
import { criteriaOf } from '#shared/rubrics/rules.ts'
import type { RubricContent } from '#shared/rubrics/views.ts'
import { type CoachingCast, makeAudit, makeCoachingCast } from '#tests/integration/coaching/cast.ts'
import { publishRubric } from '#tests/integration/rubrics/content.ts'
import { refusalOf, type SignedIn, signedInOnce, startTestApp, type TestApp } from '#tests/support/app.ts'
import { addMembership, type TestPerson } from '#tests/support/people.ts'
import { fullRatings } from './reviews.world.ts'

let app: TestApp
let cast: CoachingCast
let content: RubricContent
let versionId: string
const { as, forget } = signedInOnce(() => app)

beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app?.stop())
beforeEach(async () => {
  forget()
  cast = await makeCoachingCast(app.owner)
  ;({ content, versionId } = await publishRubric(await as(cast.lead), cast.teamId))
})

const failed: LineValue = { level: 1, fault: 'analyst' }
const unclear: LineValue = { level: 1, fault: 'unclear_policy' }
const firstCriterion = () => criteriaOf(content)[0]?.criterionId ?? ''

/** A missed violation of the audit log, and the counts that it is in. */
async function countedAudit(): Promise<string> {
  const ids = { org: cast.org, teamId: cast.teamId, analystId: cast.analyst.personId }
  const auditId = await makeAudit(app.owner, ids)
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
  return auditId
}
const missedIn = async (table: 'audit_day' | 'audit_week' | 'audit_team_week') =>
  (
    await app.owner
      .selectFrom(table)
      .select(['n', 'missed'])
      .where('team_id', '=', cast.teamId)
      .executeTakeFirstOrThrow()
  ).missed

/** Publishes a review whose first line, a critical one, was failed by the analyst. */
async function publishedReview(
  by: TestPerson = cast.lead,
  changes: Partial<PublishReviewInput> = {},
): Promise<string> {
  const { client, meta } = await as(by)
  const input: PublishReviewInput = {
    reviewId: randomUUID(),
    teamId: cast.teamId,
    analystId: cast.analyst.personId,
    versionId,
    purpose: 'coaching',
    case: { kind: 'audit', auditId: await countedAudit() },
    ratings: fullRatings(content).map((rating, place) => (place === 0 ? { ...rating, ...failed } : rating)),
    ...changes,
  }
  await client.reviews.publish.mutate({ meta: meta(), input })
  return input.reviewId
}
async function dispute(reviewId: string, asked: LineValue = unclear, by = cast.analyst): Promise<string> {
  const disputeId = randomUUID()
  const { client, meta } = await as(by)
  const input = {
    disputeId,
    reviewId,
    criterionId: firstCriterion(),
    asked,
    why: '두 조항이 다르게 말합니다.',
  }
  await client.reviews.dispute.mutate({ meta: meta(), input })
  return disputeId
}
async function decide(
  by: TestPerson,
  reviewId: string,
  decision: Partial<DecideInput> & { disputeId: string },
) {
  const { client, meta } = await as(by)
  return await client.reviews.decide.mutate({
    meta: meta(),
    input: { reviewId, verdict: 'accepted', value: null, reason: '조항이 서로 어긋납니다.', ...decision },
  })
}
const reviewSeenBy = async (person: TestPerson, reviewId: string) =>
  await (await as(person)).client.reviews.review.query({ reviewId })
const rowsOf = async (person: TestPerson) =>
  (await (await as(person)).client.today.list.query()).items
    .filter(({ kind }) => kind === 'dispute' || kind === 'dispute_decided')
    .map(({ kind }) => kind)
const notificationsOf = async (person: TestPerson) =>
  (await (await as(person)).client.inbox.list.query()).items.map(({ kind }) => kind)
const ledger = async () =>
  (await app.owner.selectFrom('policy_ledger_entry').selectAll().execute()).filter(
    ({ team_id }) => team_id === cast.teamId,
  )

describe('a dispute', () => {
  test('waits for the other lead and not for the reviewer, and its deadline is five working days away', async () => {
    const reviewId = await publishedReview()
    await dispute(reviewId)
    expect(await rowsOf(cast.otherLead)).toEqual(['dispute'])
    for (const person of [cast.lead, cast.manager, cast.analyst]) expect(await rowsOf(person)).toEqual([])
    expect(await notificationsOf(cast.otherLead)).toEqual(['dispute_raised'])
    const { disputes } = await reviewSeenBy(cast.analyst, reviewId)
    expect(disputes).toMatchObject([
      { state: 'open', decider: 'lead', before: failed, asked: unclear, final: null, decidedBy: null },
    ])
    const days = (Date.parse(disputes[0]?.dueAt ?? '') - Date.now()) / 86_400_000
    expect(days).toBeGreaterThan(4)
    expect(days).toBeLessThan(16)
  })

  test('accepted for an unclear policy changes scores and counts and opens the ledger’s entry, once', async () => {
    const reviewId = await publishedReview()
    expect(await missedIn('audit_day')).toBe(1)
    const disputeId = await dispute(reviewId)
    await decide(cast.otherLead, reviewId, { disputeId })
    const review = await reviewSeenBy(cast.analyst, reviewId)
    expect(review).toMatchObject({
      ...{ score: 0, ownScore: 1, ownAutoFail: false, decisionCorrect: null },
      published: { score: 0, ownScore: 0 },
      disputes: [{ state: 'accepted', final: unclear, decidedBy: { personId: cast.otherLead.personId } }],
    })
    expect(review.ratings.find(({ criterionId }) => criterionId === firstCriterion())).toMatchObject(failed)
    expect(await missedIn('audit_day')).toBe(0)
    expect(await missedIn('audit_week')).toBe(0)
    expect(await missedIn('audit_team_week')).toBe(1)
    expect(await ledger()).toMatchObject([
      { entry_id: disputeId, cause: 'dispute', policy: 'HATE', review_id: reviewId },
    ])
    expect(await rowsOf(cast.analyst)).toEqual(['dispute_decided'])
    expect(await rowsOf(cast.otherLead)).toEqual([])
    expect(await notificationsOf(cast.lead)).toEqual(['dispute_decided'])
    expect(await refusalOf(decide(cast.otherLead, reviewId, { disputeId, verdict: 'kept' }))).toMatchObject({
      code: 'CONFLICT',
      details: { reason: 'dispute_decided' },
    })
    expect(await ledger()).toHaveLength(1)
  })

  test('that gives the error back to the analyst puts it back into their counts', async () => {
    const reviewId = await publishedReview(cast.lead, {
      ratings: fullRatings(content).map((rating, place) =>
        place === 0 ? { ...rating, ...unclear } : rating,
      ),
    })
    expect(await missedIn('audit_day')).toBe(0)
    const disputeId = await dispute(reviewId, { level: 2, fault: null })
    await decide(cast.otherLead, reviewId, { disputeId, verdict: 'partly', value: failed })
    expect(await missedIn('audit_day')).toBe(1)
    expect(await missedIn('audit_week')).toBe(1)
    expect(await reviewSeenBy(cast.analyst, reviewId)).toMatchObject({ ownScore: 0, decisionCorrect: false })
  })

  test('that is kept leaves everything, and says why', async () => {
    const reviewId = await publishedReview()
    const disputeId = await dispute(reviewId)
    await decide(cast.otherLead, reviewId, { disputeId, verdict: 'kept', reason: '4.2항이 분명합니다.' })
    expect(await reviewSeenBy(cast.analyst, reviewId)).toMatchObject({
      ...{ ownScore: 0, published: null },
      disputes: [{ state: 'kept', reason: '4.2항이 분명합니다.', final: null }],
    })
    expect(await missedIn('audit_day')).toBe(1)
    expect(await ledger()).toEqual([])
  })

  test.each([
    ['without a third value', null],
    ['with the value that is there', failed],
    ['with the value that was asked for', unclear],
    ['with an error that nobody made', { level: 1, fault: null }],
  ])('partly accepted %s is refused', async (_, value) => {
    const reviewId = await publishedReview()
    const disputeId = await dispute(reviewId)
    const deciding = decide(cast.otherLead, reviewId, { disputeId, verdict: 'partly', value })
    expect(await refusalOf(deciding)).toMatchObject({ code: 'INVALID' })
  })

  test('is one a line, may be withdrawn while it is open, and is asked again', async () => {
    const reviewId = await publishedReview()
    const disputeId = await dispute(reviewId)
    expect(await refusalOf(dispute(reviewId))).toMatchObject({ code: 'CONFLICT' })
    const { client, meta } = await as(cast.analyst)
    await client.reviews.withdraw.mutate({ meta: meta(), input: { disputeId, reviewId } })
    expect(await rowsOf(cast.otherLead)).toEqual([])
    expect(await refusalOf(decide(cast.otherLead, reviewId, { disputeId }))).toMatchObject({
      code: 'CONFLICT',
    })
    const again = await dispute(reviewId)
    await decide(cast.otherLead, reviewId, { disputeId: again })
    const withdrawing = client.reviews.withdraw.mutate({
      meta: meta(),
      input: { disputeId: again, reviewId },
    })
    expect(await refusalOf(withdrawing)).toMatchObject({ code: 'CONFLICT' })
  })

  test('is late ten working days after the delivery, unless it waited on the phone', async () => {
    const reviewId = await publishedReview()
    await app.owner
      .updateTable('review')
      .set({
        delivered_at: Temporal.Now.instant()
          .subtract({ hours: 40 * 24 })
          .toString(),
      })
      .where('review_id', '=', reviewId)
      .execute()
    expect(await refusalOf(dispute(reviewId))).toMatchObject({
      code: 'CONFLICT',
      details: { reason: 'dispute_late' },
    })
    const { client, meta } = await as(cast.analyst)
    const claimedAt = Temporal.Now.instant()
      .subtract({ hours: 38 * 24 })
      .toString()
    const input = {
      ...{ disputeId: randomUUID(), reviewId, criterionId: firstCriterion() },
      ...{ asked: unclear, why: 'x' },
    }
    await client.reviews.dispute.mutate({ meta: { ...meta(), claimedAt }, input })
  })
})

describe('its decider', () => {
  test('is never the reviewer, the analyst, a peer, or a manager while another lead is there', async () => {
    const reviewId = await publishedReview()
    const disputeId = await dispute(reviewId)
    for (const person of [cast.lead, cast.analyst])
      expect(await refusalOf(decide(person, reviewId, { disputeId }))).toMatchObject({ code: 'FORBIDDEN' })
    for (const person of [cast.otherAnalyst, cast.manager, cast.leadElsewhere, cast.admin])
      expect(await refusalOf(decide(person, reviewId, { disputeId }))).toMatchObject({ code: 'NOT_FOUND' })
  })

  test('is never the reviewer by SQL as the login role either', async () => {
    const reviewId = await publishedReview()
    const disputeId = await dispute(reviewId)
    for (const person of [cast.lead, cast.analyst]) {
      await withClient(app.database.appUrl, async (client) => {
        await client.query(`set app.org = '${cast.org}'; set app.actor = '${person.personId}'`)
        const deciding = await client
          .query(
            `update review_dispute set state = 'accepted', decided_by = $1, decided_at = now(), reason = 'x',
              final_level = asked_level, final_fault = asked_fault where dispute_id = $2`,
            [person.personId, disputeId],
          )
          .then(
            ({ rowCount }) => rowCount,
            () => 0,
          )
        expect(deciding).toBe(0)
        await expect(
          client.query(
            `insert into review_rescore (org_id, review_id, auto_fail, own_auto_fail, own_critical)
              values ($1, $2, false, false, '{}')`,
            [cast.org, reviewId],
          ),
        ).rejects.toMatchObject({ code: '42501' })
      })
    }
    expect((await reviewSeenBy(cast.analyst, reviewId)).disputes).toMatchObject([{ state: 'open' }])
  })

  test('is the manager where no other lead is, who reads this review alone and only until then', async () => {
    await endMembership(cast.otherLead)
    const reviewId = await publishedReview()
    const other = await publishedReview(cast.lead, { purpose: 'quality' })
    expect(await refusalOf(reviewSeenBy(cast.manager, reviewId))).toMatchObject({ code: 'NOT_FOUND' })
    const disputeId = await dispute(reviewId)
    expect(await rowsOf(cast.manager)).toEqual(['dispute'])
    expect(await reviewSeenBy(cast.manager, reviewId)).toMatchObject({
      reviewId,
      verified: { decision: 'hateful', by: 'gold' },
      disputes: [{ decider: 'manager' }],
    })
    expect(await refusalOf(reviewSeenBy(cast.manager, other))).toMatchObject({ code: 'NOT_FOUND' })
    const seen = await withClient(app.database.appUrl, async (client) => {
      await client.query(`set app.org = '${cast.org}'; set app.actor = '${cast.manager.personId}'`)
      const count = async (table: string) => (await client.query(`select from ${table}`)).rowCount
      return [
        await count('review'),
        await count('audit'),
        await count('review_dispute'),
        await count('audit_day'),
      ]
    })
    expect(seen).toEqual([1, 1, 1, 0])
    await decide(cast.manager, reviewId, { disputeId })
    expect(await missedIn('audit_day')).toBe(1)
    expect(await ledger()).toMatchObject([{ entry_id: disputeId, opened_by: cast.manager.personId }])
    expect(await refusalOf(reviewSeenBy(cast.manager, reviewId))).toMatchObject({ code: 'NOT_FOUND' })
    const viewers = await (await as(cast.analyst)).client.people.viewsOfMe.query()
    expect(JSON.stringify(viewers)).toContain(cast.manager.personId)
  })

  test('of a lead’s own review is the manager, and where there is none nobody', async () => {
    const reviewId = await publishedReview(cast.lead, {
      analystId: cast.otherLead.personId,
      case: {
        ...{ kind: 'entered', reference: 'x', policy: 'HATE', queue: null, language: null, decision: null },
        isCorrect: null,
      },
    }).catch((error: unknown) => error)
    // Only analysts are reviewed today; the rule holds in the database whoever they are.
    expect(reviewId).not.toBeUndefined()
    const decider = async (analyst: TestPerson, reviewer: TestPerson) => {
      const { rows } = await sql<{ decider: string }>`select set_config('app.org', ${cast.org}, true),
        app.dispute_decider(${cast.teamId}, ${analyst.personId}, ${reviewer.personId}) as decider`.execute(
        app.owner,
      )
      return rows[0]?.decider
    }
    expect(await decider(cast.analyst, cast.lead)).toBe('lead')
    expect(await decider(cast.otherLead, cast.lead)).toBe('manager')
    await endMembership(cast.otherLead)
    expect(await decider(cast.analyst, cast.lead)).toBe('manager')
    await endMembership(cast.manager)
    expect(await decider(cast.analyst, cast.lead)).toBe('nobody')
  })
})

describe('what nobody may decide', () => {
  const undecidedOf = async (person: TestPerson) =>
    (await (await as(person)).client.today.list.query()).items.filter(({ kind }) => kind === 'undecided')

  test('is told to administrators alone, without whose it is or what it says, until somebody may', async () => {
    await endMembership(cast.otherLead)
    await endMembership(cast.manager)
    const { admin } = cast
    const reviewId = await publishedReview()
    expect(await undecidedOf(admin)).toEqual([])
    await dispute(reviewId)
    const { auditId } = await reviewSeenBy(cast.lead, reviewId)
    const analyst = await as(cast.analyst)
    await analyst.client.audits.askAnotherLook.mutate({
      meta: analyst.meta(),
      input: { lookId: randomUUID(), auditId: auditId ?? '', reason: '원문을 다시 봐 주십시오.' },
    })
    const [row, ...others] = await undecidedOf(admin)
    expect(row).toMatchObject({ group: 'people', n: 2, person: { personId: admin.personId, name: '' } })
    expect(others).toEqual([])
    const sent = JSON.stringify(row)
    for (const hidden of [cast.analyst.personId, cast.lead.personId, reviewId, auditId, '조항', '원문'])
      expect(sent).not.toContain(hidden)
    for (const person of [cast.lead, cast.analyst]) expect(await undecidedOf(person)).toEqual([])
    await withClient(app.database.appUrl, async (client) => {
      await client.query(`set app.org = '${cast.org}'; set app.actor = '${cast.lead.personId}'`)
      expect((await client.query('select from app.undecided()')).rowCount).toBe(0)
    })
    await addMembership(
      app.owner,
      { org: cast.org, personId: cast.otherLead.personId },
      { role: 'lead', teamId: cast.teamId },
    )
    forget()
    expect(await undecidedOf(admin)).toEqual([])
  })
})

async function endMembership({ personId }: TestPerson): Promise<void> {
  await app.owner.deleteFrom('membership').where('person_id', '=', personId).execute()
}

describe('a thread on a line', () => {
  test('is written by the analyst and the leads, and notifies the other side', async () => {
    const reviewId = await publishedReview()
    const say = async (by: TestPerson, text: string) => {
      const { client, meta } = await as(by)
      const input = { replyId: randomUUID(), reviewId, criterionId: firstCriterion(), text }
      return await client.reviews.reply.mutate({ meta: meta(), input })
    }
    await say(cast.analyst, '원문에는 인용 부호가 있습니다.')
    await say(cast.lead, '함께 보겠습니다.')
    await say(cast.otherLead, '저도 보았습니다.')
    const { replies } = await reviewSeenBy(cast.analyst, reviewId)
    expect(replies.map(({ author }) => author.personId)).toEqual(
      [cast.analyst, cast.lead, cast.otherLead].map(({ personId }) => personId),
    )
    expect((await notificationsOf(cast.lead)).filter((kind) => kind === 'review_replied')).toHaveLength(2)
    expect((await notificationsOf(cast.analyst)).filter((kind) => kind === 'review_replied')).toHaveLength(2)
    expect(await refusalOf(say(cast.manager, 'x'))).toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('the counts of disputes', () => {
  test('are told to leads and the manager, by criterion, reviewer and outcome, without an analyst', async () => {
    const reviewId = await publishedReview()
    await decide(cast.otherLead, reviewId, { disputeId: await dispute(reviewId) })
    for (const person of [cast.lead, cast.otherLead, cast.manager]) {
      const { client } = await as(person)
      const figures = await client.reviews.disputes.query({ teamId: cast.teamId })
      expect(figures.rows).toEqual([
        {
          criterionId: firstCriterion(),
          label: criteriaOf(content)[0]?.label,
          reviewer: { personId: cast.lead.personId, name: 'Lead' },
          state: 'accepted',
          n: 1,
        },
      ])
      expect(JSON.stringify(figures)).not.toContain(cast.analyst.personId)
    }
    for (const person of [cast.analyst, cast.otherManager]) {
      const asking = (await as(person)).client.reviews.disputes.query({ teamId: cast.teamId })
      expect(await refusalOf(asking)).toMatchObject({ code: 'NOT_FOUND' })
    }
  })
})

describe('a request for another look at a case', () => {
  test('goes to the manager where the only lead reviewed it, who reads that case alone and only until then', async () => {
    await endMembership(cast.otherLead)
    const reviewId = await publishedReview()
    const { auditId } = await reviewSeenBy(cast.lead, reviewId)
    const recheckId = randomUUID()
    const analyst = await as(cast.analyst)
    const manager = await as(cast.manager)
    const lead = await as(cast.lead)
    const seen = async ({ client }: SignedIn) =>
      (await client.audits.case.query({ auditId: auditId ?? '' })).looks
    expect(await refusalOf(seen(manager))).toMatchObject({ code: 'NOT_FOUND' })
    await analyst.client.audits.askAnotherLook.mutate({
      meta: analyst.meta(),
      input: { lookId: recheckId, auditId: auditId ?? '', reason: '원문을 다시 봐 주십시오.' },
    })
    expect(await notificationsOf(cast.manager)).toEqual(['recheck_asked'])
    expect(await seen(manager)).toMatchObject([
      { status: 'open', decider: 'manager', judgeIds: [cast.lead.personId] },
    ])
    const answer = async ({ client, meta }: SignedIn) => {
      const input = { lookId: recheckId, status: 'changed' as const, answer: '판정이 맞습니다.' }
      return await client.audits.answerAnotherLook.mutate({ meta: meta(1), input })
    }
    expect(await refusalOf(answer(lead))).toMatchObject({ code: 'FORBIDDEN' })
    await withClient(app.database.appUrl, async (client) => {
      await client.query(`set app.org = '${cast.org}'; set app.actor = '${cast.lead.personId}'`)
      const { rowCount } = await client.query(
        `update another_look set status = 'changed', answered_by = $1, answered_at = now() where look_id = $2`,
        [cast.lead.personId, recheckId],
      )
      expect(rowCount).toBe(0)
    })
    await answer(manager)
    for (const table of ['audit_day', 'audit_week', 'audit_team_week'] as const)
      expect(await missedIn(table)).toBe(0)
    expect(await refusalOf(seen(manager))).toMatchObject({ code: 'NOT_FOUND' })
    const figures = await lead.client.reviews.disputes.query({ teamId: cast.teamId })
    expect(figures.rechecks).toEqual([{ state: 'accepted', n: 1 }])
  })

  test('is accepted in part by a manager, whose third verdict is counted apart', async () => {
    await endMembership(cast.otherLead)
    const reviewId = await publishedReview()
    const { auditId } = await reviewSeenBy(cast.lead, reviewId)
    const recheckId = randomUUID()
    const analyst = await as(cast.analyst)
    const manager = await as(cast.manager)
    await analyst.client.audits.askAnotherLook.mutate({
      meta: analyst.meta(),
      input: { lookId: recheckId, auditId: auditId ?? '', reason: '원문을 다시 봐 주십시오.' },
    })
    const final = { decision: 'satire', outcome: 'other_error' as const }
    await manager.client.audits.answerAnotherLook.mutate({
      meta: manager.meta(1),
      input: { lookId: recheckId, status: 'partly', final, answer: '둘 다 아닙니다.' },
    })
    for (const table of ['audit_day', 'audit_week', 'audit_team_week'] as const)
      expect(await missedIn(table)).toBe(0)
    expect(await analyst.client.audits.case.query({ auditId: auditId ?? '' })).toMatchObject({
      ...{ outcome: 'other_error', verifiedDecision: 'satire' },
      looks: [{ status: 'partly', final }],
    })
    const lead = await as(cast.lead)
    const figures = await lead.client.reviews.disputes.query({ teamId: cast.teamId })
    expect(figures.rechecks).toEqual([{ state: 'partly', n: 1 }])
  })
})
