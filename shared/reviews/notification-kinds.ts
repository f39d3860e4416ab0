import { type KindRules, plain } from '#shared/inbox/kind-rules.ts'

export const reviewNotifications = {
  /** To the analyst: a review of theirs was published, and it has reached them. */
  review_published: { ...plain, mayBeCorrective: true },
} as const satisfies Record<string, KindRules>
