import { type AnswersOf, answer, answerAbout, answerLogged } from '#server/core/answer.ts'
import type { Scope } from '#server/core/scope.ts'
import type { WriteDb } from '#server/db/actor-db.ts'
import { logShown, openRecord } from '#server/features/people/facade.ts'
import { AppError } from '#shared/core/errors.ts'
import { type Actor, can } from '#shared/policy.ts'
import { criterionIn, judgesOf } from '#shared/reviews/dispute-rules.ts'
import { reviewQueries } from '#shared/reviews/queries.ts'
import type {
  DisputeFigures,
  DisputeView,
  PersonReviews,
  ReviewSummary,
  ReviewView,
} from '#shared/reviews/views.ts'
import { disputableUntil, settledOf } from './dispute-commands.ts'
import {
  type DisputeRow,
  disputeCounts,
  disputesOf,
  recheckCounts,
  repliesOf,
  teamRubrics,
  verifiedCase,
} from './dispute-queries.ts'
import { readMoveIns, readOrigin } from './move-in-views.ts'
import {
  personName,
  type RaisedRow,
  type ReviewRow,
  raisedFrom,
  ratingsOf,
  reviewById,
  reviewsOf,
  versionOf,
} from './queries.ts'

/** Returns the reader's own reviews that have been delivered. */
async function ownReviews(scope: Scope): Promise<PersonReviews> {
  return await readReviews(scope, scope.actor.person)
}

/** Returns another's reviews, for who leads them; logged before they are read. NOT_FOUND for everybody else. */
async function reviewsOfAnother(
  scope: Scope<WriteDb>,
  { personId }: { personId: string },
): Promise<PersonReviews> {
  return await openRecord(scope, { subjectId: personId, kind: 'person' }, () => readReviews(scope, personId))
}

async function readReviews({ db, actor, now }: Scope, personId: string): Promise<PersonReviews> {
  const [name, rows] = await Promise.all([personName(db, personId), reviewsOf(db, personId)])
  if (name === undefined) throw new AppError('NOT_FOUND')
  return {
    person: { personId, name },
    reviews: rows.filter((row) => mayRead(actor, row, now())).map(summaryOf),
  }
}

/**
 * Returns one review with its lines and what was said of them, for who may read it and for who decides a dispute of it. That
 * another person opened it is logged before it is answered.
 */
async function readReview(scope: Scope<WriteDb>, { reviewId }: { reviewId: string }): Promise<ReviewView> {
  const { db, actor, now } = scope
  const row = await reviewById(db, reviewId)
  if (!row) throw new AppError('NOT_FOUND')
  const read = () =>
    Promise.all([
      ratingsOf(db, reviewId),
      versionOf(db, row.version_id),
      disputesOf(db, reviewId),
      repliesOf(db, reviewId),
      verifiedCase(db, row.audit_id),
      disputableUntil(db, row),
      raisedFrom(db, reviewId),
    ])
  if (mayRead(actor, row, now()))
    return viewOf(row, await openRecord(scope, { subjectId: row.analyst_id, kind: 'cases' }, read))
  const found = await read()
  if (!found[2].some((dispute) => mayDecide(actor, dispute))) throw new AppError('NOT_FOUND')
  logShown(scope, { subjects: [row.analyst_id], team: row.team_id, kind: 'cases' })
  return viewOf(row, found)
}

type Found = readonly [
  Awaited<ReturnType<typeof ratingsOf>>,
  Awaited<ReturnType<typeof versionOf>>,
  DisputeRow[],
  Awaited<ReturnType<typeof repliesOf>>,
  Awaited<ReturnType<typeof verifiedCase>>,
  string,
  RaisedRow[],
]

function viewOf(
  row: ReviewRow,
  [ratings, version, disputes, replies, verified, disputableUntil, raised]: Found,
): ReviewView {
  if (!version) throw new AppError('NOT_FOUND')
  return {
    ...summaryOf(row),
    escalations: raised.map(({ escalation_id, function: partner }) => ({
      escalationId: escalation_id,
      function: partner,
    })),
    rubric: { number: version.number, content: version.content },
    ratings: ratings.map(({ criterion_id: criterionId, ...rating }) => ({ criterionId, ...rating })),
    disputes: disputes.map(disputeViewOf),
    replies: replies.map((reply) => ({
      replyId: reply.reply_id,
      criterionId: reply.criterion_id,
      author: { personId: reply.author_id, name: reply.author_name ?? '' },
      text: reply.text,
      writtenAt: reply.written_at,
    })),
    disputableUntil,
    verified:
      verified?.verified_decision == null
        ? null
        : { decision: verified.verified_decision, by: verified.verified_by },
  }
}

function disputeViewOf(row: DisputeRow): DisputeView {
  return {
    disputeId: row.dispute_id,
    before: { level: row.before_level, fault: row.before_fault },
    asked: { level: row.asked_level, fault: row.asked_fault },
    why: row.why,
    raisedAt: row.raised_at,
    dueAt: row.due_at,
    decider: row.decider,
    decidedBy: row.decided_by === null ? null : { personId: row.decided_by, name: row.decided_by_name ?? '' },
    decidedAt: row.decided_at,
    reason: row.reason,
    version: row.version,
    ...settledOf(row),
  }
}

const mayRead = (actor: Actor, row: ReviewRow, now: number): boolean =>
  can(actor, 'review.read', {
    analystId: row.analyst_id,
    teamId: row.team_id,
    delivered: Date.parse(row.delivered_at) <= now,
  })

const mayDecide = (actor: Actor, row: DisputeRow): boolean =>
  row.state === 'open' &&
  can(actor, 'dispute.decide', {
    analystId: row.analyst_id,
    judgeIds: judgesOf(row.reviewer_id),
    teamId: row.team_id,
    decider: row.decider,
  })

/** Weeks whose disputes are counted. */
const countedWeeks = 26

/** Returns what was disputed in a team's reviews, counted, for who leads or manages it. NOT_FOUND for everybody else. */
async function readDisputes(
  { db, actor, now }: Scope,
  { teamId }: { teamId: string },
): Promise<DisputeFigures> {
  if (!can(actor, 'dispute.count', { teamId })) throw new AppError('NOT_FOUND')
  const since = new Date(now() - countedWeeks * 7 * 86_400_000).toISOString()
  const [team, counted, asked] = await Promise.all([
    teamRubrics(db, teamId),
    disputeCounts(db, teamId, since),
    recheckCounts(db, teamId, since),
  ])
  if (!team) throw new AppError('NOT_FOUND')
  const labelOf = (criterionId: string) =>
    team.contents.flatMap((content) => criterionIn(content, criterionId)?.label ?? [])[0]
  return {
    teamId,
    teamName: team.name,
    since,
    rechecks: asked.map(({ status, n }) => ({ state: status === 'changed' ? 'accepted' : status, n })),
    rows: counted.map((row) => ({
      criterionId: row.criterion_id,
      label: labelOf(row.criterion_id) ?? { ko: null, en: null },
      reviewer: refOf(row.reviewer_id, row.reviewer_name),
      state: row.state,
      n: row.n,
    })),
  }
}

const refOf = (personId: string | null, name: string | null) =>
  personId === null ? null : { personId, name: name ?? '' }

/** Returns a row as a summary, without its lines. */
export function summaryOf(row: ReviewRow): ReviewSummary {
  return {
    reviewId: row.review_id,
    teamId: row.team_id,
    analyst: { personId: row.analyst_id, name: row.analyst_name },
    reviewer: refOf(row.reviewer_id, row.reviewer_name),
    byMachine: row.by_machine,
    movedIn: row.moved_in,
    purpose: row.purpose,
    auditId: row.audit_id,
    caseRef: row.case_ref,
    policy: row.policy,
    queue: row.queue,
    language: row.language,
    decision: row.decision,
    decisionCorrect: row.decision_correct,
    versionId: row.version_id,
    score: row.score,
    rawScore: row.raw_score,
    ownScore: row.own_score,
    ownAutoFail: row.own_auto_fail,
    ownCritical: row.own_critical,
    published: row.rescored ? { score: row.published_score, ownScore: row.published_own_score } : null,
    publishedAt: row.published_at,
    deliveredAt: row.delivered_at,
    acknowledgedAt: row.acknowledged_at,
    version: row.version,
  }
}

export const answers: AnswersOf<'reviews'> = {
  person: answerAbout(reviewQueries.person, { own: ownReviews, another: reviewsOfAnother }),
  review: answerLogged(reviewQueries.review, readReview),
  disputes: answer(reviewQueries.disputes, readDisputes),
  moveIns: answer(reviewQueries.moveIns, readMoveIns),
  origin: answer(reviewQueries.origin, readOrigin),
}
