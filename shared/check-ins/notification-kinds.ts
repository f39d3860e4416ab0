import { type KindRules, plain } from '#shared/inbox/kind-rules.ts'

export const checkInNotifications = {
  /** To whom it was addressed. */
  talk_requested: { ...plain, counted: true },
  /** To who shared a check-in. */
  talk_offered: plain,
  /** To who asked. */
  talk_answered: plain,
} as const satisfies Record<string, KindRules>
