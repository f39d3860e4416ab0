/**
 * States of a decision that a verification found wrong, as to the platform. 'withdrawn': a later verification says that
 * nothing is wrong any more; the database alone sets it.
 */
export const putRightStates = ['open', 'done', 'not_needed', 'withdrawn'] as const
export type PutRightState = (typeof putRightStates)[number]
/** States that a lead sets. */
export const settableStates = ['open', 'done', 'not_needed'] as const
/**
 * Reasons for which nothing is to be put right. 'gone': content or account is there no more; 'not_carried_out': the decision never
 * reached the platform; 'same_effect': the right decision does the same there; 'policy_changed': the policy of today leaves it so.
 */
export const noNeedReasons = ['gone', 'not_carried_out', 'same_effect', 'policy_changed'] as const
export type NoNeedReason = (typeof noNeedReasons)[number]

/** Working days from the verification in which the platform is to be put right: the house's default, and the only place. */
export const putRightWithinDays = 3

/** Days back of which put right decisions are counted: thirteen weeks. */
export const putRightCountedDays = 91
