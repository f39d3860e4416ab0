import { type KindRules, plain } from '#shared/inbox/kind-rules.ts'

export const questionNotifications = {
  /** To whoever is to answer, also where the asker asks again. */
  question_asked: plain,
  /** To the asker. */
  question_answered: plain,
} as const satisfies Record<string, KindRules>
