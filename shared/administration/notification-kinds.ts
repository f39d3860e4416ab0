import { type KindRules, plain } from '#shared/inbox/kind-rules.ts'

export const administrationNotifications = {
  /** To who may confirm it: a role or an invitation waits. */
  confirmation_waiting: { ...plain, counted: true },
  /** To the person, their team and the managers above: who gave and who confirmed it. */
  role_confirmed: plain,
} as const satisfies Record<string, KindRules>
