import { v7 as uuidv7 } from 'uuid'
import type { PublishReviewInput } from '#shared/reviews/contracts.ts'
import { criteriaOf, levelsOf } from '#shared/rubrics/rules.ts'
import type { RubricContent } from '#shared/rubrics/views.ts'
import { subjectAndLeads } from '#tests/integration/authorization/personas.ts'
import { everyId, subjectOf, type World, worldPart } from '#tests/integration/authorization/world.ts'
import { publishedRubric } from '#tests/integration/rubrics/rubrics.world.ts'
import type { SignedIn } from '#tests/support/app.ts'
import { jsonFile, moveInOptionsFor, sendMoveIn } from '#tests/support/move-in-files.ts'

const canaries = {
  reviewComment: { text: 'CANARY-comment-on-a-review-line', readers: subjectAndLeads },
  disputeWhy: { text: 'CANARY-why-a-line-is-disputed', readers: subjectAndLeads },
  disputeReason: { text: 'CANARY-reason-of-a-decision', readers: subjectAndLeads },
  reviewReply: { text: 'CANARY-words-under-a-review-line', readers: subjectAndLeads },
  reviewedCase: { text: 'CANARY-number-of-a-reviewed-case', readers: subjectAndLeads },
}

/** Full ratings for a rubric, with a comment on the first line. */
export const fullRatings = (
  content: RubricContent,
  comment: string | null = null,
): PublishReviewInput['ratings'] =>
  criteriaOf(content).map(({ criterionId, scale }, place) => ({
    criterionId,
    level: levelsOf[scale].length,
    comment: place === 0 ? comment : null,
    causes: [],
    fault: null,
  }))

const versions = new WeakMap<World, ReturnType<typeof publishedRubric>>()

/** A review of a case of the subject's that is entered by hand. */
export async function reviewInput(
  world: World,
  { reference = uuidv7(), comment = null }: { reference?: string; comment?: string | null } = {},
): Promise<PublishReviewInput> {
  const rubric = versions.get(world) ?? publishedRubric(world)
  versions.set(world, rubric)
  const { versionId, content } = await rubric
  return {
    reviewId: uuidv7(),
    teamId: world.team,
    analystId: subjectOf(world),
    versionId,
    purpose: 'coaching',
    case: {
      ...{ kind: 'entered', reference, policy: null, queue: null, language: null, decision: null },
      isCorrect: true,
    },
    ratings: fullRatings(content, comment),
  }
}

/** Lets the lead publish a review of the subject. Returns its id. */
export async function publishReview(
  world: World,
  texts: Parameters<typeof reviewInput>[1] = {},
): Promise<string> {
  const { lead } = world.people
  const input = await reviewInput(world, texts)
  await lead.client.reviews.publish.mutate({ meta: lead.meta(), input })
  return input.reviewId
}

const meta = (who: SignedIn) => who.meta()

/** Lets the subject dispute the second line of a review. Returns the dispute's id. */
export async function raiseDispute(world: World, reviewId: string, why = 'why'): Promise<string> {
  const { subject } = world.people
  const disputeId = uuidv7()
  const input = { disputeId, reviewId, ...(await otherValue(world)), why }
  await subject.client.reviews.dispute.mutate({ meta: meta(subject), input })
  return disputeId
}

/** Another rating of the second line than the full one. */
export async function otherValue(world: World) {
  const { content } = await (versions.get(world) ?? publishedRubric(world))
  const criterionId = criteriaOf(content)[1]?.criterionId ?? ''
  return { criterionId, asked: { level: 1, fault: 'tool' as const } }
}

/** A review of the subject with an open dispute of its second line. */
export async function disputedReview(world: World): Promise<{ reviewId: string; disputeId: string }> {
  const reviewId = await publishReview(world)
  return { reviewId, disputeId: await raiseDispute(world, reviewId) }
}

/** A history that the lead moved in. Returns the id of the move. */
export async function movedHistory(world: World): Promise<string> {
  const reference = uuidv7()
  const file = jsonFile('export.json', { scorecards: [scorecardOf(reference)] })
  const options = moveInOptionsFor(world.team, [file])
  const { report } = await sendMoveIn(world.app.url, world.people.lead, { files: [file], options })
  return report?.moveInId ?? ''
}
const scorecardOf = (id: string) => ({
  ...{ id, name: 'Scorecard' },
  categories: [{ id, name: 'Tone', weight: 10, critical: false }],
})

/** A decision by another lead than the one who wrote the review. */
export const decisionOf = (ids: { reviewId: string; disputeId: string }, reason = 'because') => ({
  ...{ ...ids, verdict: 'kept' as const, value: null, reason },
})

export const part = worldPart({
  canaries,
  write: async (world) => {
    const { subject, coLead } = world.people
    const reviewId = await publishReview(world, {
      reference: canaries.reviewedCase.text,
      comment: canaries.reviewComment.text,
    })
    const disputeId = await raiseDispute(world, reviewId, canaries.disputeWhy.text)
    const { criterionId } = await otherValue(world)
    await coLead.client.reviews.decide.mutate({
      meta: meta(coLead),
      input: decisionOf({ reviewId, disputeId }, canaries.disputeReason.text),
    })
    await subject.client.reviews.reply.mutate({
      meta: meta(subject),
      input: { replyId: uuidv7(), reviewId, criterionId, text: canaries.reviewReply.text },
    })
    return { reviewId }
  },
  reads: (world, { reviewId }) => [
    ...everyId(world).map((personId) => ({ procedure: 'reviews.person', input: { personId } })),
    { procedure: 'reviews.review', input: { reviewId } },
    { procedure: 'reviews.disputes', input: { teamId: world.team } },
    { procedure: 'reviews.moveIns', input: { teamId: world.team } },
    { procedure: 'reviews.origin', input: { entityId: reviewId } },
    { procedure: 'escalations.raisedFrom', input: { kind: 'review', targetId: reviewId } },
  ],
})
