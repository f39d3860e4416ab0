/**
 * Lists the states of a request for a rotation: it is open until a lead of the team settles it, or the person withdraws
 * it.
 */
export const rotationStates = ['open', 'rotated', 'talked', 'withdrawn'] as const
export type RotationState = (typeof rotationStates)[number]

/** Lists how a lead settles it. */
export const rotationOutcomes = ['rotated', 'talked'] as const
export type RotationOutcome = (typeof rotationOutcomes)[number]
