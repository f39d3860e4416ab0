/** Addresses that only this feature links to. */
export const paths = {
  /** A licensed questionnaire of one's own. */
  questionnaire: (packId: string) => `/wellbeing/questionnaires/${packId}`,
} as const
