/** What can be news. Words are the client's: a row holds its kind and the id of what it is about, and nothing private. */
export const inboxKinds = [
  /** To who may decide; of the escalation. */
  'approval_waiting',
  /** To who has it, and along the on-call chain; of the escalation. */
  'clock_at_risk',
  'clock_overdue',
  /** To who raised, has or watches it; of the escalation. */
  'escalation_news',
  'mention',
  /** To whom it was addressed; of the request. */
  'talk_requested',
  /** To who asked; of the request. */
  'talk_answered',
  /** To the person; of the note. */
  'note_shared',
  /** To the note's readers but the one who replied; of the note. */
  'note_replied',
  /** To who asked; of the case. */
  'look_answered',
] as const
export type InboxKind = (typeof inboxKinds)[number]

/** What the app's badge counts while it is unread: decisions, clocks and requests to talk. */
export const countedKinds: readonly InboxKind[] = [
  'approval_waiting',
  'clock_at_risk',
  'clock_overdue',
  'talk_requested',
]
