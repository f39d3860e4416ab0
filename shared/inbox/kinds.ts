interface KindRules {
  /** What the entity of the notification is. */
  about: 'escalation' | 'talk_request' | 'note' | 'case'
  /** Counted by the number on the app's icon while it is unread: decisions, clocks and requests to talk. */
  counted: boolean
  /** Of a P0 or P1 escalation it is pushed during quiet hours and outside working hours too. */
  mayBeUrgent: boolean
  /** May tell a person of something that went wrong: it is not pushed on the rest of a heavy day. */
  mayBeCorrective: boolean
}

const plain = { counted: false, mayBeUrgent: false, mayBeCorrective: false }

/**
 * Every kind of notification with what holds of it; queries are given their lists from here. Words are the client's: a row
 * holds its kind and the id of what it is about, and nothing private.
 */
export const notificationKinds = {
  /** To who may decide. */
  approval_waiting: { ...plain, about: 'escalation', counted: true, mayBeUrgent: true },
  /** To who has it, and along the on-call chain. */
  clock_at_risk: { ...plain, about: 'escalation', counted: true, mayBeUrgent: true },
  clock_overdue: { ...plain, about: 'escalation', counted: true, mayBeUrgent: true },
  /** To who raised, has or watches it. */
  escalation_news: { ...plain, about: 'escalation', mayBeUrgent: true },
  mention: { ...plain, about: 'escalation' },
  /** To whom it was addressed. */
  talk_requested: { ...plain, about: 'talk_request', counted: true },
  /** To who asked. */
  talk_answered: { ...plain, about: 'talk_request' },
  /** To the person. */
  note_shared: { ...plain, about: 'note', mayBeCorrective: true },
  /** To the note's readers but the one who replied. */
  note_replied: { ...plain, about: 'note' },
  /** To who asked. */
  look_answered: { ...plain, about: 'case', mayBeCorrective: true },
} as const satisfies Record<string, KindRules>

export type InboxKind = keyof typeof notificationKinds
export const inboxKinds = Object.keys(notificationKinds) as [InboxKind, ...InboxKind[]]

/** Returns the kinds of which this holds. */
export const kindsThat = (rule: 'counted' | 'mayBeUrgent' | 'mayBeCorrective'): InboxKind[] =>
  inboxKinds.filter((kind) => notificationKinds[kind][rule])
