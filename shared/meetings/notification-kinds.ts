import { type KindRules, plain } from '#shared/inbox/kind-rules.ts'

export const meetingNotifications = {
  /** To the other of the two: a series was set, changed or ended, or one meeting was moved or cancelled. */
  meeting_changed: plain,
} as const satisfies Record<string, KindRules>
