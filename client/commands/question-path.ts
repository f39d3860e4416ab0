/** Returns the address of one policy question: what a notification of it opens, apart from the others for the first script's sake. */
export const questionPath = (questionId: string) => `/questions/${questionId}`
