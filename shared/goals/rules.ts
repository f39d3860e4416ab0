/** A goal ends when the two have talked about it, or when it is dropped; neither says whether it was reached. */
export const goalEndings = ['reviewed', 'dropped'] as const
export type GoalEnding = (typeof goalEndings)[number]
