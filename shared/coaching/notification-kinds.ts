import { type KindRules, plain } from '#shared/inbox/kind-rules.ts'

export const coachingNotifications = {
  /** To the person. */
  note_shared: { ...plain, mayBeCorrective: true },
  /** To the note's readers but the one who replied. */
  note_replied: plain,
} as const satisfies Record<string, KindRules>
