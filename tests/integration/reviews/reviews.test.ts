import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { PublishReviewInput } from '#shared/reviews/contracts.ts'
import type { Fault } from '#shared/reviews/rules.ts'
import type { RubricContent } from '#shared/rubrics/views.ts'
import { type CoachingCast, makeAudit, makeCoachingCast } from '#tests/integration/coaching/cast.ts'
import { publishRubric } from '#tests/integration/rubrics/content.ts'
import { refusalOf, signedInOnce, startTestApp, type TestApp } from '#tests/support/app.ts'
import { makePerson, type TestPerson } from '#tests/support/people.ts'
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

const entered = (isCorrect: boolean | null = true, newPolicy = false): PublishReviewInput['case'] => ({
  ...{
    kind: 'entered',
    reference: randomUUID(),
    policy: 'HATE',
    queue: null,
    language: 'ko',
    decision: 'no',
  },
  isCorrect,
  newPolicy,
})
const reviewInput = (changes: Partial<PublishReviewInput> = {}): PublishReviewInput => ({
  reviewId: randomUUID(),
  teamId: cast.teamId,
  analystId: cast.analyst.personId,
  versionId,
  purpose: 'coaching',
  case: entered(),
  ratings: fullRatings(content),
  ...changes,
})
/** Ratings whose first criterion, a critical one, was failed. */
const failedRatings = (fault: Fault): PublishReviewInput['ratings'] =>
  fullRatings(content).map((rating, place) => (place === 0 ? { ...rating, level: 1, fault } : rating))
async function publish(by: TestPerson, input: PublishReviewInput) {
  const { client, meta } = await as(by)
  return await client.reviews.publish.mutate({ meta: meta(), input })
}
const reviewsSeenBy = async (person: TestPerson) =>
  (await (await as(person)).client.reviews.person.query({ personId: cast.analyst.personId })).reviews
const notificationsOf = async (person: TestPerson) =>
  (await (await as(person)).client.inbox.list.query()).items.map(({ kind, entityId }) => [kind, entityId])

/** A missed violation in the audit log, counted in the rollups. */
async function countedAudit(): Promise<string> {
  const ids = { org: cast.org, teamId: cast.teamId, analystId: cast.analyst.personId }
  const auditId = await makeAudit(app.owner, ids)
  const { decided_at } = await app.owner
    .selectFrom('audit')
    .select('decided_at')
    .where('audit_id', '=', auditId)
    .executeTakeFirstOrThrow()
  const local = Temporal.Instant.from(new Date(decided_at).toISOString())
    .toZonedDateTimeISO('Asia/Seoul')
    .toPlainDate()
  const week = local.subtract({ days: local.dayOfWeek - 1 }).toString()
  const counts = { n: 10, correct: 9, missed: 1, over_enforced: 0, unverified: 0 }
  const team = { org_id: cast.org, team_id: cast.teamId }
  const analyst = { ...team, analyst_id: cast.analyst.personId }
  await app.owner
    .insertInto('audit_day')
    .values({ ...analyst, ...counts, day: local.toString() })
    .execute()
  await app.owner
    .insertInto('audit_week')
    .values({ ...analyst, ...counts, week, policy: 'HATE' })
    .execute()
  await app.owner
    .insertInto('audit_team_week')
    .values({ ...team, ...counts, week, policy: 'HATE' })
    .execute()
  return auditId
}
async function countsOf(table: 'audit_day' | 'audit_week' | 'audit_team_week') {
  const { n, correct, missed } = await app.owner
    .selectFrom(table)
    .select(['n', 'correct', 'missed'])
    .where('team_id', '=', cast.teamId)
    .executeTakeFirstOrThrow()
  return { n, correct, missed }
}

describe('a review', () => {
  test('is scored by the server and read by its analyst and the leads, with its lines and its rubric', async () => {
    const ratings = fullRatings(content, '근거가 분명해요.')
    const input = reviewInput({ ratings })
    await publish(cast.lead, input)
    for (const reader of [cast.lead, cast.otherLead, cast.analyst]) {
      expect(await reviewsSeenBy(reader)).toMatchObject([
        { reviewId: input.reviewId, score: 1, rawScore: 1, ownScore: 1, decisionCorrect: true, version: 1 },
      ])
      const { client } = await as(reader)
      const review = await client.reviews.review.query({ reviewId: input.reviewId })
      expect(review.rubric).toEqual({ number: 1, content })
      expect(review.ratings.toSorted((a, b) => a.criterionId.localeCompare(b.criterionId))).toEqual(
        ratings
          .map((rating) => ({ ...rating, published: null }))
          .toSorted((a, b) => a.criterionId.localeCompare(b.criterionId)),
      )
    }
    expect(await refusalOf(reviewsSeenBy(cast.manager))).toMatchObject({ code: 'NOT_FOUND' })
  })

  test('with a failed critical criterion is 0, and keeps what it would have been', async () => {
    await publish(cast.lead, reviewInput({ ratings: failedRatings('analyst') }))
    expect(await reviewsSeenBy(cast.lead)).toMatchObject([
      { score: 0, rawScore: 0.6, ownScore: 0, ownAutoFail: true, ownCritical: ['user_harm'] },
    ])
  })

  test('leaves an error that is not the analyst’s out of the analyst’s score and decisions', async () => {
    await publish(
      cast.lead,
      reviewInput({ ratings: failedRatings('unclear_policy'), case: entered(false, true) }),
    )
    expect(await reviewsSeenBy(cast.lead)).toMatchObject([
      { score: 0, ownScore: 1, ownAutoFail: false, ownCritical: [], decisionCorrect: null },
    ])
  })

  test('that finds the policy unclear opens an entry of the policy ledger, once', async () => {
    const auditId = await countedAudit()
    const input = reviewInput({
      ratings: failedRatings('unclear_policy'),
      case: { kind: 'audit', auditId },
    })
    const { client, meta } = await as(cast.lead)
    const command = { meta: meta(), input }
    await client.reviews.publish.mutate(command)
    await client.reviews.publish.mutate(command)
    const audit = await app.owner
      .selectFrom('audit')
      .select(['policy', 'case_ref'])
      .where('audit_id', '=', auditId)
      .executeTakeFirstOrThrow()
    expect(
      await app.owner
        .selectFrom('policy_ledger_entry')
        .select(['policy', 'case_ref', 'cause', 'audit_id', 'review_id', 'opened_by'])
        .where('team_id', '=', cast.teamId)
        .execute(),
    ).toEqual([
      {
        ...{ ...audit, cause: 'unclear_policy', audit_id: auditId },
        ...{ review_id: input.reviewId, opened_by: cast.lead.personId },
      },
    ])
  })

  test('of an entered case opens it too: a policy that nobody knows is asked about, or added where the lead says so', async () => {
    const unclear = (policy: string | null, newPolicy?: boolean) =>
      reviewInput({
        ratings: failedRatings('unclear_policy'),
        case: {
          ...{ kind: 'entered', reference: randomUUID(), policy, queue: null, language: null },
          ...{ decision: null, isCorrect: false, ...(newPolicy ? { newPolicy } : {}) },
        },
      })
    for (const policy of [null, 'doxxing'])
      expect(await refusalOf(publish(cast.lead, unclear(policy)))).toEqual({
        ...{ code: 'INVALID', details: { field: 'case.policy', reason: 'unknown_policy' } },
      })
    const input = unclear('doxxing', true)
    await publish(cast.lead, input)
    // From now on it is a known one.
    await publish(cast.otherLead, unclear('doxxing'))
    const entries = await app.owner
      .selectFrom('policy_ledger_entry')
      .select(['policy', 'cause', 'review_id'])
      .where('team_id', '=', cast.teamId)
      .orderBy('opened_at')
      .execute()
    expect(entries).toHaveLength(2)
    expect(entries[0]).toEqual({
      ...{ policy: 'doxxing', cause: 'unclear_policy', review_id: input.reviewId },
    })
  })

  test('whose error was the tool’s leads to the escalation about it and back; its partner opens the escalation alone', async () => {
    const input = reviewInput({ ratings: failedRatings('tool') })
    await publish(cast.lead, input)
    const { client, meta } = await as(cast.lead)
    const escalationId = randomUUID()
    const raise = (reviewId: string, id = escalationId) => ({
      ...{ escalationId: id, teamId: cast.teamId, severity: 'P3' as const, kind: 'tool_fault' as const },
      ...{ category: null, summary: 'The preview cut the text', details: null, caseReference: null },
      ...{ function: 'engineering' as const, subjectId: null, submit: true },
      links: [{ kind: 'review' as const, linkId: randomUUID(), reviewId }],
    })
    expect(
      await refusalOf(
        client.escalations.raise.mutate({ meta: meta(), input: raise(randomUUID(), randomUUID()) }),
      ),
    ).toMatchObject({ code: 'INVALID', details: { field: 'links.0' } })
    await client.escalations.raise.mutate({ meta: meta(), input: raise(input.reviewId) })
    expect((await client.reviews.review.query({ reviewId: input.reviewId })).escalations).toEqual([
      { escalationId, function: 'engineering' },
    ])
    const { links } = await client.escalations.detail.query({ escalationId })
    expect(links).toMatchObject([{ kind: 'review', targetId: input.reviewId }])
    const engineer = await makePerson(app.owner, cast.org, {
      memberships: [{ role: 'partner', function: 'engineering' }],
    })
    const partner = await as(engineer)
    const seen = await partner.client.escalations.detail.query({ escalationId })
    expect(seen.links).toMatchObject([{ kind: 'review', targetId: null }])
    expect(JSON.stringify(seen)).not.toContain(cast.analyst.personId)
    expect(await refusalOf(partner.client.reviews.review.query({ reviewId: input.reviewId }))).toMatchObject({
      code: 'NOT_FOUND',
    })
  })

  test('is one for each case and purpose', async () => {
    const auditId = await countedAudit()
    const input = reviewInput({ case: { kind: 'audit', auditId } })
    await publish(cast.lead, input)
    const again = { ...input, reviewId: randomUUID() }
    expect(await refusalOf(publish(cast.otherLead, again))).toEqual({
      ...{ code: 'CONFLICT', details: { reason: 'review_exists' } },
    })
    await publish(cast.otherLead, { ...again, purpose: 'second' })
    expect(await reviewsSeenBy(cast.lead)).toHaveLength(2)
  })

  test('sent twice by the same phone is one', async () => {
    const { client, meta } = await as(cast.lead)
    const command = { meta: meta(), input: reviewInput() }
    const first = await client.reviews.publish.mutate(command)
    expect(await client.reviews.publish.mutate(command)).toEqual(first)
    expect(await reviewsSeenBy(cast.lead)).toHaveLength(1)
  })

  test('is taken on a version that was archived while the phone had no network', async () => {
    const { client, meta } = await as(cast.lead)
    await client.rubrics.archive.mutate({ meta: meta(2), input: { versionId } })
    await publish(cast.lead, reviewInput())
    expect(await reviewsSeenBy(cast.lead)).toHaveLength(1)
  })

  test.each([
    ['a criterion that is not rated', (input: PublishReviewInput) => ({ ratings: input.ratings.slice(1) })],
    [
      'a criterion that must apply and is said not to',
      ({ ratings }: PublishReviewInput) => ({
        ratings: ratings.map((rating, place) => (place === 2 ? { ...rating, level: null } : rating)),
      }),
    ],
    [
      'a low rating that is nobody’s',
      () => ({ ratings: failedRatings('tool').map((rating) => ({ ...rating, fault: null })) }),
    ],
    [
      'a criterion that the rubric does not have',
      ({ ratings }: PublishReviewInput) => ({
        ratings: [
          ...ratings,
          ...ratings.slice(0, 1).map((rating) => ({ ...rating, criterionId: randomUUID() })),
        ],
      }),
    ],
  ])('with %s is refused', async (_, change) => {
    const input = reviewInput()
    expect(await refusalOf(publish(cast.lead, { ...input, ...change(input) }))).toMatchObject({
      code: 'INVALID',
    })
    expect(await reviewsSeenBy(cast.lead)).toEqual([])
  })

  test('of another team’s case, or of a case of somebody else, is refused', async () => {
    const ids = { org: cast.org, teamId: cast.teamId, analystId: cast.otherAnalyst.personId }
    const auditId = await makeAudit(app.owner, ids)
    const other = reviewInput({ case: { kind: 'audit', auditId } })
    expect(await refusalOf(publish(cast.lead, other))).toMatchObject({ code: 'NOT_FOUND' })
    expect(await refusalOf(publish(cast.leadElsewhere, reviewInput()))).toMatchObject({ code: 'NOT_FOUND' })
    const self = reviewInput({ analystId: cast.lead.personId })
    expect(await refusalOf(publish(cast.lead, self))).toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('an error of the audit log', () => {
  test('that is not the analyst’s leaves their counts and stays in the team’s', async () => {
    const auditId = await countedAudit()
    await publish(
      cast.lead,
      reviewInput({ case: { kind: 'audit', auditId }, ratings: failedRatings('missing_information') }),
    )
    const without = { n: 9, correct: 9, missed: 0 }
    expect(await countsOf('audit_day')).toEqual(without)
    expect(await countsOf('audit_week')).toEqual(without)
    expect(await countsOf('audit_team_week')).toEqual({ n: 10, correct: 9, missed: 1 })
    const { client } = await as(cast.lead)
    const counted = { personId: cast.analyst.personId, filter: 'errors', counted: true } as const
    expect((await client.audits.cases.query(counted)).cases).toEqual([])
    expect((await client.audits.cases.query({ ...counted, counted: false })).cases).toHaveLength(1)
  })

  test('comes back where a later review says that it was the analyst’s', async () => {
    const auditId = await countedAudit()
    const input = reviewInput({ case: { kind: 'audit', auditId }, ratings: failedRatings('tool') })
    await publish(cast.lead, input)
    await publish(cast.otherLead, {
      ...{ ...input, reviewId: randomUUID(), purpose: 'second' },
      ratings: failedRatings('analyst'),
    })
    expect(await countsOf('audit_week')).toEqual({ n: 10, correct: 9, missed: 1 })
  })

  test('is counted as right once another look changed it, whosever it was', async () => {
    const auditId = await countedAudit()
    await publish(
      cast.lead,
      reviewInput({ case: { kind: 'audit', auditId }, ratings: failedRatings('technical') }),
    )
    const recheckId = randomUUID()
    const analyst = await as(cast.analyst)
    await analyst.client.audits.askAnotherLook.mutate({
      meta: analyst.meta(),
      input: { lookId: recheckId, auditId, reason: 'x' },
    })
    const answer = async (person: TestPerson) => {
      const { client, meta } = await as(person)
      const input = { lookId: recheckId, status: 'changed' as const, answer: 'x' }
      return await client.audits.answerAnotherLook.mutate({ meta: meta(1), input })
    }
    expect(await refusalOf(answer(cast.lead))).toMatchObject({ code: 'FORBIDDEN' })
    await answer(cast.otherLead)
    for (const table of ['audit_day', 'audit_week', 'audit_team_week'] as const)
      expect(await countsOf(table)).toEqual({ n: 10, correct: 10, missed: 0 })
  })
})

describe('its analyst', () => {
  test('is notified, says that it was read once, and finds who opened it', async () => {
    const input = reviewInput()
    await publish(cast.lead, input)
    expect(await notificationsOf(cast.analyst)).toEqual([['review_published', input.reviewId]])
    const { client, meta } = await as(cast.analyst)
    await client.reviews.acknowledge.mutate({ meta: meta(), input: { reviewId: input.reviewId } })
    const [read] = await reviewsSeenBy(cast.lead)
    expect(read?.acknowledgedAt).not.toBeNull()
    await client.reviews.acknowledge.mutate({ meta: meta(), input: { reviewId: input.reviewId } })
    expect((await reviewsSeenBy(cast.lead))[0]?.acknowledgedAt).toBe(read?.acknowledgedAt)
    expect(JSON.stringify(await client.people.viewsOfMe.query())).toContain(cast.lead.personId)
  })

  test('sees a review that tells of an error in their working hours, and one that does not at once', async () => {
    const tomorrow = Temporal.Now.instant().add({ hours: 30 })
    await app.owner
      .insertInto('shift')
      .values({
        org_id: cast.org,
        shift_id: randomUUID(),
        person_id: cast.analyst.personId,
        starts_at: tomorrow.toString(),
        ends_at: tomorrow.add({ hours: 8 }).toString(),
        kind: 'work',
      })
      .execute()
    const failed = reviewInput({ ratings: failedRatings('analyst') })
    const good = reviewInput()
    await publish(cast.lead, failed)
    await publish(cast.lead, good)
    expect((await reviewsSeenBy(cast.analyst)).map(({ reviewId }) => reviewId)).toEqual([good.reviewId])
    expect(await notificationsOf(cast.analyst)).toEqual([['review_published', good.reviewId]])
    const { client, meta } = await as(cast.analyst)
    const hidden = { reviewId: failed.reviewId }
    expect(await refusalOf(client.reviews.review.query(hidden))).toMatchObject({ code: 'NOT_FOUND' })
    const acknowledging = client.reviews.acknowledge.mutate({ meta: meta(), input: hidden })
    expect(await refusalOf(acknowledging)).toMatchObject({ code: 'NOT_FOUND' })
    const waiting = (await reviewsSeenBy(cast.lead)).find(({ reviewId }) => reviewId === failed.reviewId)
    expect(Date.parse(waiting?.deliveredAt ?? '')).toBe(tomorrow.epochMilliseconds)
  })
})
