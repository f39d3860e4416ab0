import { binomialQuantile } from './distributions.ts'

/** P(R >= r) of a control limit: one tail of three standard deviations of a normal distribution. */
export const controlTail = 0.0013498980316301035

/** Counts at which a control limit is crossed; null at an end of the scale that chance alone reaches too often. */
export interface CountLimits {
  /** The largest r with P(R <= r) <= the tail. */
  low: number | null
  /** The smallest r with P(R >= r) <= the tail. */
  high: number | null
}

/**
 * Exact control limits for R ~ Binomial(n, theta): each end holds its tail, and x of n is judged as n - x of n is for 1 -
 * theta. Both are null unless n is a whole number above 0 and 0 < theta < 1.
 */
export function countLimits(n: number, theta: number, tail = controlTail): CountLimits {
  const mirrored = crossedFrom(n, 1 - theta, tail)
  return { low: mirrored === null ? null : n - mirrored, high: crossedFrom(n, theta, tail) }
}

function crossedFrom(n: number, theta: number, tail: number): number | null {
  if (!(Number.isInteger(n) && n > 0 && theta > 0 && theta < 1)) return null
  const { r } = binomialQuantile(n, theta, 1 - tail)
  return r < n ? r + 1 : null
}
