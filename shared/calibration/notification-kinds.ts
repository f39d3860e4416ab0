import { type KindRules, plain } from '#shared/inbox/kind-rules.ts'

export const calibrationNotifications = {
  /** To a rater: a round waits for their ratings. */
  calibration_started: plain,
  /** To a rater who has not submitted: the deadline is near, or past. */
  calibration_reminder: plain,
  /** To the raters: the round was closed, and its result can be read. */
  calibration_closed: plain,
} as const satisfies Record<string, KindRules>
