import { type KindRules, plain } from '#shared/inbox/kind-rules.ts'

export const coachingNotifications = {
  /** To the person. */
  note_shared: { ...plain, about: 'note', mayBeCorrective: true },
  /** To the note's readers but the one who replied. */
  note_replied: { ...plain, about: 'note' },
} as const satisfies Record<string, KindRules>
