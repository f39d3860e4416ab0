import { v7 as uuidv7 } from 'uuid'
import type { PublishReviewInput } from '#shared/reviews/contracts.ts'
import { criteriaOf, levelCounts } from '#shared/rubrics/rules.ts'
import type { RubricContent } from '#shared/rubrics/views.ts'
import { subjectAndLeads } from '#tests/integration/authorization/personas.ts'
import { everyId, subjectOf, type World, worldPart } from '#tests/integration/authorization/world.ts'
import { publishedRubric } from '#tests/integration/rubrics/rubrics.world.ts'

const canaries = {
  reviewComment: { text: 'CANARY-comment-on-a-review-line', readers: subjectAndLeads },
  reviewedCase: { text: 'CANARY-number-of-a-reviewed-case', readers: subjectAndLeads },
}

/** Full ratings for a rubric, with a comment on the first line. */
export const fullRatings = (
  content: RubricContent,
  comment: string | null = null,
): PublishReviewInput['ratings'] =>
  criteriaOf(content).map(({ criterionId, scale }, place) => ({
    criterionId,
    level: levelCounts[scale],
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

export const part = worldPart({
  canaries,
  write: async (world) => ({
    reviewId: await publishReview(world, {
      reference: canaries.reviewedCase.text,
      comment: canaries.reviewComment.text,
    }),
  }),
  reads: (world, { reviewId }) => [
    ...everyId(world).map((personId) => ({ procedure: 'reviews.person', input: { personId } })),
    { procedure: 'reviews.review', input: { reviewId } },
  ],
})
