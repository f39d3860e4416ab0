import { type KindRules, plain } from '#shared/inbox/kind-rules.ts'

export const coachingNotifications = {
  /** To the person. */
  note_shared: { ...plain, mayBeCorrective: true },
  /** To the note's readers but the one who replied. */
  /** To the person: an addendum to a note that they acknowledged. */
  note_added: { ...plain, mayBeCorrective: true },
  note_replied: plain,
  /** To the person, and to the lead who reads it from then on. */
  note_handover: plain,
  /** To the owner of an action, and to the author for a follow-up: on the day that it is due. */
  action_due: plain,
  follow_up_due: plain,
  /** To who leads the team since the action’s owner does not, about the person: the note is closed to them. */
  inherited_due: plain,
} as const satisfies Record<string, KindRules>
