import { type AnswersOf, answerAbout, answerLogged } from '#server/core/answer.ts'
import type { Scope } from '#server/core/scope.ts'
import type { WriteDb } from '#server/db/actor-db.ts'
import { openRecord } from '#server/features/people/facade.ts'
import { AppError } from '#shared/core/errors.ts'
import { type Actor, can } from '#shared/policy.ts'
import { reviewQueries } from '#shared/reviews/queries.ts'
import type { PersonReviews, ReviewSummary, ReviewView } from '#shared/reviews/views.ts'
import { personName, type ReviewRow, ratingsOf, reviewById, reviewsOf, versionOf } from './queries.ts'

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

/** Returns one review with its lines. That another person opened it is logged before it is answered. */
async function readReview(scope: Scope<WriteDb>, { reviewId }: { reviewId: string }): Promise<ReviewView> {
  const { db, actor, now } = scope
  const row = await reviewById(db, reviewId)
  if (!row || !mayRead(actor, row, now())) throw new AppError('NOT_FOUND')
  const [ratings, version] = await openRecord(scope, { subjectId: row.analyst_id, kind: 'cases' }, () =>
    Promise.all([ratingsOf(db, reviewId), versionOf(db, row.version_id)]),
  )
  if (!version) throw new AppError('NOT_FOUND')
  return {
    ...summaryOf(row),
    rubric: { number: version.number, content: version.content },
    ratings: ratings.map(({ criterion_id: criterionId, ...rating }) => ({ criterionId, ...rating })),
  }
}

const mayRead = (actor: Actor, row: ReviewRow, now: number): boolean =>
  can(actor, 'review.read', {
    analystId: row.analyst_id,
    teamId: row.team_id,
    delivered: Date.parse(row.delivered_at) <= now,
  })

function summaryOf(row: ReviewRow): ReviewSummary {
  return {
    reviewId: row.review_id,
    teamId: row.team_id,
    analyst: { personId: row.analyst_id, name: row.analyst_name },
    reviewer: { personId: row.reviewer_id, name: row.reviewer_name ?? '' },
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
    publishedAt: row.published_at,
    deliveredAt: row.delivered_at,
    acknowledgedAt: row.acknowledged_at,
    version: row.version,
  }
}

export const answers: AnswersOf<'reviews'> = {
  person: answerAbout(reviewQueries.person, { own: ownReviews, another: reviewsOfAnother }),
  review: answerLogged(reviewQueries.review, readReview),
}
