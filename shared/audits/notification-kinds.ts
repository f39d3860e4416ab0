import { type KindRules, plain } from '#shared/inbox/kind-rules.ts'

export const auditNotifications = {
  /** To who asked. */
  look_answered: { ...plain, mayBeCorrective: true },
} as const satisfies Record<string, KindRules>
