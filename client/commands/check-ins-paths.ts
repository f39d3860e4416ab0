/** Returns the address of a licensed questionnaire of one's own; in the middle of it, too. */
export const questionnairePath = (packId: string) => `/wellbeing/questionnaires/${packId}`
