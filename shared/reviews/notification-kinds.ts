import { type KindRules, plain } from '#shared/inbox/kind-rules.ts'

export const reviewNotifications = {
  /** To the analyst: a review of theirs was published, and it has reached them. */
  review_published: { ...plain, mayBeCorrective: true },
  /** To who may decide: a line of a review was disputed. */
  dispute_raised: { ...plain, counted: true },
  /** To who disputed, and to the reviewer. */
  dispute_decided: { ...plain, mayBeCorrective: true },
  /** To the other side of the thread on a line. */
  review_replied: plain,
} as const satisfies Record<string, KindRules>
