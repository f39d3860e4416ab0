import { type KindRules, plain } from '#shared/inbox/kind-rules.ts'

export const goalNotifications = {
  /** To the other of the two: a goal was set, changed or ended. */
  goal_changed: plain,
} as const satisfies Record<string, KindRules>
