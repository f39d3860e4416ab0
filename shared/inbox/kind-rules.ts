/** Says what holds of one kind of notification. */
export interface KindRules {
  /** Counted by the number on the app's icon while it is unread: decisions, clocks and requests to talk. */
  readonly counted: boolean
  /** Of a P0 or P1 escalation it is pushed during quiet hours and outside working hours too. */
  readonly mayBeUrgent: boolean
  /** May tell a person of something that went wrong: it is not pushed on the rest of a heavy day. */
  readonly mayBeCorrective: boolean
}

/** A kind of which nothing particular holds. */
export const plain = { counted: false, mayBeUrgent: false, mayBeCorrective: false }
