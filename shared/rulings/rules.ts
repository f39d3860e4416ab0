import type { OthersFault } from '#shared/reviews/rules.ts'

/** The longest words of a write-up in one language: both stand in the details of its escalation. */
export const textLimit = 1900

/** The most entries that one write-up takes, the oldest first: what a ruling can decide case by case. */
export const gatheredLimit = 500

/**
 * Says what a ruling makes of a case: its error is that of an unclear policy and not the analyst's, or another verdict is the
 * right one.
 */
export const rulingEffects = ['unclear', 'verdict'] as const

/** The cause of an error that a ruling takes off the analyst. */
export const ruledFault: OthersFault = 'unclear_policy'

/** Returns the words of both languages as one text, as the details of an escalation and its resolution hold them. */
export const bothLanguages = (texts: { textKo: string | null; textEn: string | null }): string =>
  [texts.textKo, texts.textEn].filter((text) => text !== null).join('\n\n')
