import { type EffectsOf, effect } from '#server/core/effect.ts'
import type { CommandScope } from '#server/core/scope.ts'
import type { WriteDb } from '#server/db/actor-db.ts'
import { attributeError } from '#server/features/audits/facade.ts'
import { deferredUntil } from '#server/features/check-ins/facade.ts'
import { notify } from '#server/features/inbox/facade.ts'
import { addPolicy, isPolicyKnown, openLedgerEntry } from '#server/features/policies/facade.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import { can } from '#shared/policy.ts'
import { type AcknowledgeReviewInput, type PublishReviewInput, reviews } from '#shared/reviews/contracts.ts'
import { decisionCounts } from '#shared/reviews/dispute-rules.ts'
import {
  faultOfCase,
  isCorrectiveReview,
  type OthersFault,
  scoreReview,
  unratedIn,
} from '#shared/reviews/rules.ts'
import { criteriaOf } from '#shared/rubrics/rules.ts'
import { announceReview, decide, dispute, reply, withdraw } from './dispute-commands.ts'
import { undoMoveIn } from './move-in-commands.ts'
import type { NewReview, PublishFacts, ReviewedAudit } from './queries.ts'
import * as queries from './queries.ts'

/**
 * Command reviews.publish. The scores are counted here, and an error of the audit log that is not the analyst's leaves their
 * counts in the same transaction; a policy that was unclear gets an entry in the policy ledger. What tells of an error waits for the analyst's working hours. CONFLICT with reason
 * review_exists where the case has a review for this purpose, INVALID with the criterion whose rating is missing.
 */
async function publish(scope: CommandScope, input: PublishReviewInput): Promise<CommandResult> {
  const { db, actor, now, meta } = scope
  const { reviewId, teamId, analystId, versionId, ratings } = input
  if (!can(actor, 'review.write', { analystId, teamId })) throw new AppError('NOT_FOUND')
  const facts = await queries.publishFacts(db, input)
  if (!facts || !isOfAnalyst(facts, input)) throw new AppError('NOT_FOUND')
  const version = await queries.versionOf(db, versionId)
  // One that was archived while the phone had no network is still the one that the case was scored on.
  if (version?.team_id !== teamId || version.state === 'draft')
    throw new AppError('INVALID', { field: 'versionId' })
  const { content } = version
  const unrated = unratedIn(content, ratings)
  if (unrated) throw new AppError('INVALID', { field: `ratings.${unrated.criterionId}` })
  if (ratings.length !== criteriaOf(content).length) throw new AppError('INVALID', { field: 'ratings' })

  await knowPolicy(db, input)
  const others = faultOfCase(content, ratings)
  const { notBefore } = isCorrectiveReview(ratings) ? await deferredUntil({ db, now }, analystId) : {}
  const reviewed = caseOf(input, facts.audit, others)
  const timestamp = await queries.insertReview(db, {
    input,
    case: reviewed,
    rated: scoreReview(content, ratings, { own: false }),
    own: scoreReview(content, ratings, { own: true }),
    claimed: meta.claimedAt,
    deliveredAt: notBefore === undefined ? null : new Date(notBefore).toISOString(),
  })
  if (!timestamp) throw new AppError('CONFLICT', { reason: 'review_exists' })
  if (input.case.kind === 'audit') await attributeError(db, input.case.auditId, others)
  if (reviewed.policy !== null && ratings.some(({ fault }) => fault === 'unclear_policy'))
    await openLedgerEntry(db, {
      ...{ entryId: reviewId, reviewId, teamId, policy: reviewed.policy, clauseId: null, day: null },
      ...{ cause: 'unclear_policy', caseRef: reviewed.case_ref, auditId: reviewed.audit_id },
    })
  const team = { analyst_id: analystId, team_id: teamId }
  await announceReview(db, team, notBefore === undefined ? [analystId] : [])
  await notify(db, {
    ...{ to: analystId, kind: 'review_published', entityId: reviewId },
    ...(notBefore === undefined ? {} : { notBefore }),
  })
  return { entityId: reviewId, version: 1, at: timestamp }
}

/**
 * Adds a policy that the reviewer says is new. An unclear policy opens an entry in its ledger, so that it must be a known one.
 * @throws INVALID with the field `case.policy`
 */
async function knowPolicy(db: WriteDb, { case: reviewed, ratings }: PublishReviewInput): Promise<void> {
  if (reviewed.kind !== 'entered') return
  const { policy, newPolicy = false } = reviewed
  if (policy !== null && newPolicy) await addPolicy(db, policy)
  const unclear = ratings.some(({ fault }) => fault === 'unclear_policy')
  if (unclear && (policy === null || !(await isPolicyKnown(db, policy))))
    throw new AppError('INVALID', { field: 'case.policy', reason: 'unknown_policy' })
}

const isOfAnalyst = ({ analyst, audit }: PublishFacts, input: PublishReviewInput): boolean =>
  input.case.kind === 'audit'
    ? audit?.analyst_id === input.analystId && audit.team_id === input.teamId
    : analyst

function caseOf(
  input: PublishReviewInput,
  audit: ReviewedAudit | null,
  others: OthersFault | null,
): NewReview['case'] {
  if (input.case.kind === 'entered') {
    const { reference, policy, queue, language, decision, isCorrect } = input.case
    const decision_correct = decisionCounts(isCorrect, others)
    return { audit_id: null, case_ref: reference, policy, queue, language, decision, decision_correct }
  }
  const { outcome, team_id: _team, analyst_id: _analyst, ...facts } = audit ?? missing()
  const isUnknown = outcome === 'unverified' || outcome === 'technical'
  const isCorrect = isUnknown ? null : outcome === 'correct'
  return {
    audit_id: input.case.auditId,
    ...facts,
    decision_correct: decisionCounts(isCorrect, others),
  }
}

function missing(): never {
  throw new AppError('NOT_FOUND')
}

/** Command reviews.acknowledge, once; a repeat changes nothing. */
async function acknowledge(
  { db, actor, now }: CommandScope,
  { reviewId }: AcknowledgeReviewInput,
): Promise<CommandResult> {
  const row = await queries.reviewById(db, reviewId)
  if (!row) throw new AppError('NOT_FOUND')
  const { analyst_id: analystId } = row
  const delivered = Date.parse(row.delivered_at) <= now()
  if (!can(actor, 'review.acknowledge', { analystId, delivered })) throw new AppError('FORBIDDEN')
  const set = await queries.setAcknowledged(db, reviewId)
  if (set) await announceReview(db, row, [analystId])
  return {
    entityId: reviewId,
    version: set?.version ?? row.version,
    at: set?.at ?? row.acknowledged_at ?? new Date(now()).toISOString(),
  }
}

export const effects: EffectsOf<'reviews'> = {
  publish: effect(reviews.publish, publish),
  acknowledge: effect(reviews.acknowledge, acknowledge),
  dispute: effect(reviews.dispute, dispute),
  withdraw: effect(reviews.withdraw, withdraw),
  decide: effect(reviews.decide, decide),
  reply: effect(reviews.reply, reply),
  undoMoveIn: effect(reviews.undoMoveIn, undoMoveIn),
}
