import { type KindRules, plain } from '#shared/inbox/kind-rules.ts'

export const escalationNotifications = {
  /** To who may decide. */
  approval_waiting: { ...plain, counted: true, mayBeUrgent: true },
  /** Along the on-call chain, to whose turn it is. */
  on_call: { ...plain, counted: true, mayBeUrgent: true },
  /** To who has it, and to the leads and managers. */
  clock_at_risk: { ...plain, counted: true, mayBeUrgent: true },
  clock_overdue: { ...plain, counted: true, mayBeUrgent: true },
  /** To who raised, has or watches it. */
  escalation_news: { ...plain, mayBeUrgent: true },
  /** To who does not see it any more: it goes to another function, or is about them. */
  escalation_hidden: plain,
  mention: { ...plain, mayBeUrgent: true },
} as const satisfies Record<string, KindRules>
