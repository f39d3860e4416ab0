import { type KindRules, plain } from '#shared/inbox/kind-rules.ts'

export const auditNotifications = {
  /** To who may answer: another look at a case is asked for. */
  recheck_asked: { ...plain, counted: true },
  /** To who asked. */
  look_answered: { ...plain, mayBeCorrective: true },
} as const satisfies Record<string, KindRules>
