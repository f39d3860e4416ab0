/** Lists what an analyst says of a version of a policy, in the order of its buttons. */
export const updateMarks = ['read', 'question', 'gap'] as const
export type UpdateMark = (typeof updateMarks)[number]

/** Working days before a version takes effect from which leads see who has not read it: the only place. */
export const leadNoticeDays = 3
