import type { CommandScope } from '#server/core/scope.ts'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import { announce } from '#server/db/announce.ts'
import { attributeError } from '#server/features/audits/facade.ts'
import { deferredUntil } from '#server/features/check-ins/facade.ts'
import { workingDaysAfter } from '#server/features/escalations/facade.ts'
import { notify } from '#server/features/inbox/facade.ts'
import { openLedgerEntry } from '#server/features/policies/facade.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import { can } from '#shared/policy.ts'
import type { DecideInput, DisputeInput, ReplyInput, WithdrawInput } from '#shared/reviews/contracts.ts'
import {
  criterionIn,
  decideWithinDays,
  decisionCounts,
  finalValue,
  fitsCriterion,
  isSameValue,
  judgesOf,
  type LineValue,
  linesNow,
  linesWith,
  raiseWithinDays,
  rescore,
} from '#shared/reviews/dispute-rules.ts'
import * as disputes from './dispute-queries.ts'
import { type ReviewRow, ratingsOf, reviewById, versionOf } from './queries.ts'

type Scope = Pick<CommandScope, 'db' | 'actor' | 'now'>

/** Returns until when the lines of a review may be disputed. */
export const disputableUntil = (db: ActorDb, review: ReviewRow): Promise<string> =>
  workingDaysAfter(db, {
    person: review.analyst_id,
    since: Date.parse(review.delivered_at),
    days: raiseWithinDays,
  })

const isDelivered = (review: ReviewRow, now: () => number) => Date.parse(review.delivered_at) <= now()

/**
 * Command reviews.dispute. CONFLICT with reason dispute_exists where the line has one, dispute_late after the deadline: the
 * phone's clock counts where it says an earlier time, because the words may have waited there for a network. INVALID with
 * the field where the criterion cannot have that rating, or has it.
 */
export async function dispute(scope: CommandScope, input: DisputeInput): Promise<CommandResult> {
  const { db, actor, now, meta } = scope
  const { disputeId, reviewId, criterionId, asked } = input
  const review = await reviewById(db, reviewId)
  if (!review) throw new AppError('NOT_FOUND')
  const delivered = isDelivered(review, now)
  if (!can(actor, 'dispute.raise', { analystId: review.analyst_id, delivered }))
    throw new AppError('FORBIDDEN')
  const until = await disputableUntil(db, review)
  if (Math.min(now(), Date.parse(meta.claimedAt)) > Date.parse(until))
    throw new AppError('CONFLICT', { reason: 'dispute_late' })
  const { criterion, line } = await lineOf(db, review, criterionId)
  const before = { level: line.level, fault: line.fault }
  if (!fitsCriterion(criterion, asked) || isSameValue(asked, before))
    throw new AppError('INVALID', { field: 'asked' })
  const dueAt = await workingDaysAfter(db, {
    person: review.analyst_id,
    since: now(),
    days: decideWithinDays,
  })
  const raisedAt = await disputes.insertDispute(db, {
    ...input,
    before,
    facts: review,
    claimed: meta.claimedAt,
    dueAt,
  })
  if (!raisedAt) throw new AppError('CONFLICT', { reason: 'dispute_exists' })
  const deciders = await disputes.decidersOf(db, disputeId)
  await announceReview(db, review, [review.analyst_id])
  await notify(db, { to: deciders, kind: 'dispute_raised', entityId: reviewId })
  return { entityId: disputeId, version: 1, at: raisedAt }
}

async function lineOf(db: WriteDb, review: ReviewRow, criterionId: string) {
  const [lines, version] = await Promise.all([
    ratingsOf(db, review.review_id),
    versionOf(db, review.version_id),
  ])
  const criterion = version && criterionIn(version.content, criterionId)
  const line = lines.find((item) => item.criterion_id === criterionId)
  if (!criterion || !line) throw new AppError('INVALID', { field: 'criterionId' })
  return { criterion, line, lines, content: version.content }
}

async function disputeOf(db: ActorDb, { reviewId, disputeId }: WithdrawInput) {
  const [review, all] = await Promise.all([reviewById(db, reviewId), disputes.disputesOf(db, reviewId)])
  const found = all.find(({ dispute_id }) => dispute_id === disputeId)
  if (!review || !found) throw new AppError('NOT_FOUND')
  return { review, found, all }
}

/** Command reviews.withdraw. CONFLICT with reason dispute_decided where it was decided meanwhile. */
export async function withdraw(scope: Scope, input: WithdrawInput): Promise<CommandResult> {
  const { db, actor, now } = scope
  const { review, found } = await disputeOf(db, input)
  if (!can(actor, 'dispute.withdraw', { analystId: found.analyst_id })) throw new AppError('FORBIDDEN')
  const version = await disputes.setWithdrawn(db, input.disputeId)
  if (version === undefined) throw new AppError('CONFLICT', { reason: 'dispute_decided' })
  await announceReview(db, review, [review.analyst_id])
  return { entityId: input.disputeId, version, at: new Date(now()).toISOString() }
}

/**
 * Command reviews.decide. Where the line gets another value, the scores of the review, whose the error of its case was, the
 * counts of analyst and team, and the policy ledger follow in the same transaction. CONFLICT with reason dispute_decided
 * where somebody was quicker, INVALID with field value where the third value cannot be.
 */
export async function decide(scope: Scope, input: DecideInput): Promise<CommandResult> {
  const { db, actor } = scope
  const { disputeId, reviewId, verdict, reason } = input
  await disputes.lockReview(db, reviewId)
  const { review, found, all } = await disputeOf(db, input)
  const { analyst_id: analystId, reviewer_id: reviewerId, team_id: teamId, decider } = found
  if (!can(actor, 'dispute.decide', { analystId, judgeIds: judgesOf(reviewerId), teamId, decider }))
    throw new AppError('FORBIDDEN')
  if (found.state !== 'open') throw new AppError('CONFLICT', { reason: 'dispute_decided' })
  const { criterion, lines, content } = await lineOf(db, review, found.criterion_id)
  const before = { level: found.before_level, fault: found.before_fault }
  const asked = { level: found.asked_level, fault: found.asked_fault }
  const final = finalValue(criterion, { before, asked }, input)
  if (final === undefined) throw new AppError('INVALID', { field: 'value' })
  if (final)
    await change(db, review, {
      content,
      lines: linesNow(
        lines.map(({ criterion_id, level, fault }) => ({ criterionId: criterion_id, level, fault })),
        all.map(settledOf),
      ),
      dispute: found,
      final,
    })
  const decided = await disputes.setDecided(db, { disputeId, verdict, final, reason })
  if (!decided) throw new AppError('CONFLICT', { reason: 'dispute_decided' })
  const deferred = verdict === 'kept' ? await deferredUntil(scope, analystId) : {}
  await announceReview(db, review, 'notBefore' in deferred ? [] : [analystId])
  await notify(db, { to: analystId, kind: 'dispute_decided', entityId: reviewId, ...deferred })
  const reviewers = await disputes.leadingOf(db, teamId, judgesOf(reviewerId))
  await notify(db, { to: reviewers, kind: 'dispute_decided', entityId: reviewId })
  return { entityId: disputeId, ...decided }
}

interface Change {
  content: Parameters<typeof rescore>[0]
  /** As they hold before the decision. */
  lines: readonly (LineValue & { criterionId: string })[]
  dispute: disputes.DisputeRow
  final: LineValue
}

/** Carries another value of a line into everything that rests on it. */
async function change(
  db: WriteDb,
  review: ReviewRow,
  { content, lines, dispute, final }: Change,
): Promise<void> {
  const counted = rescore(content, linesWith(lines, dispute.criterion_id, final))
  const audit = await disputes.verifiedCase(db, review.audit_id)
  const isCorrect = audit ? correctnessOf(audit.outcome) : review.decision_correct
  const decisionCorrect = decisionCounts(isCorrect, counted.others)
  await disputes.saveRescore(db, review.review_id, { ...counted, decisionCorrect })
  // Another review of the case may have said whose its error was: only where this one says otherwise now.
  if (review.audit_id && counted.others !== rescore(content, lines).others)
    await attributeError(db, review.audit_id, counted.others)
  if (review.policy !== null && final.fault === 'unclear_policy' && dispute.before_fault !== 'unclear_policy')
    await openLedgerEntry(db, {
      ...{ entryId: dispute.dispute_id, reviewId: review.review_id, teamId: review.team_id },
      ...{ policy: review.policy, clauseId: null, cause: 'dispute', day: null },
      ...{ caseRef: review.case_ref, auditId: review.audit_id },
    })
}

const correctnessOf = (outcome: string): boolean | null =>
  outcome === 'unverified' || outcome === 'technical' ? null : outcome === 'correct'

/** Returns what of a dispute decides the value of its line. */
export const settledOf = ({ criterion_id, state, final_level, final_fault }: disputes.DisputeRow) => ({
  criterionId: criterion_id,
  state,
  final: state === 'partly' || state === 'accepted' ? { level: final_level, fault: final_fault } : null,
})

/** Command reviews.reply, once; a repeat changes nothing. */
export async function reply(scope: CommandScope, input: ReplyInput): Promise<CommandResult> {
  const { db, actor, now, meta } = scope
  const { replyId, reviewId, criterionId } = input
  const review = await reviewById(db, reviewId)
  if (!review) throw new AppError('NOT_FOUND')
  const { analyst_id: analystId, team_id: teamId, reviewer_id: reviewerId } = review
  if (!can(actor, 'review.reply', { analystId, teamId, delivered: isDelivered(review, now) }))
    throw new AppError('FORBIDDEN')
  const { line } = await lineOf(db, review, criterionId)
  const thread = await disputes.repliesOf(db, reviewId)
  const writtenAt = await disputes.insertReply(db, { ...input, claimed: meta.claimedAt })
  if (writtenAt) {
    const wrote = thread.filter(({ criterion_id }) => criterion_id === line.criterion_id)
    const leads = [...judgesOf(reviewerId), ...wrote.map(({ author_id }) => author_id)]
    const to = [...(await disputes.leadingOf(db, teamId, leads)), ...toAnalyst(review, now)]
    await announceReview(db, review, toAnalyst(review, now))
    await notify(db, { to, kind: 'review_replied', entityId: reviewId })
  }
  return { entityId: replyId, version: 1, at: writtenAt ?? new Date(now()).toISOString() }
}

/** Returns the analyst, who hears of nothing before the review reached them. */
const toAnalyst = (review: ReviewRow, now: () => number): string[] =>
  isDelivered(review, now) ? [review.analyst_id] : []

/**
 * Tells open phones that a review changed: those who lead or manage its team, and these people; its analyst only where they
 * are among them.
 */
export async function announceReview(
  db: WriteDb,
  { analyst_id, team_id }: { analyst_id: string; team_id: string },
  people: readonly string[],
): Promise<void> {
  await announce(db, {
    feature: 'reviews',
    subjectId: analyst_id,
    audience: {
      people,
      teams: [team_id],
      exceptId: people.includes(analyst_id) ? null : analyst_id,
    },
  })
}
