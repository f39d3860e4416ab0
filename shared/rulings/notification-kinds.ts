import { type KindRules, plain } from '#shared/inbox/kind-rules.ts'

export const rulingNotifications = {
  /** To analysts whose scores a ruling changed and to the leads of its team. */
  ruling_applied: { ...plain, mayBeCorrective: true },
} as const satisfies Record<string, KindRules>
