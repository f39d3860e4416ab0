import { type KindRules, plain } from '#shared/inbox/kind-rules.ts'

export const emergencyNotifications = {
  /** To who may confirm it. */
  emergency_waiting: { ...plain, counted: true },
  /** To the person, who lead and manage them, and every administrator: an access was confirmed. */
  emergency_opened: plain,
  /** To who asked: it was declined, or ended by somebody else; to the person, where it had been open. */
  emergency_ended: plain,
} as const satisfies Record<string, KindRules>
