import { binomialQuantile } from './distributions.ts'

/**
 * Where a rate from n audits would lie below with probability q if its true value were `theta`: exact binomial limits,
 * interpolated between whole counts so that the funnel is smooth. In [0, 1]. null unless n is a whole number above 0,
 * 0 < theta < 1 and 0 < q < 1. Source: Spiegelhalter 2005, Statistics in Medicine 24, appendix A.1.1.
 */
export function binomialLimit(n: number, theta: number, q: number): number | null {
  if (!(Number.isInteger(n) && n > 0 && theta > 0 && theta < 1 && q > 0 && q < 1)) return null
  const { r, upTo, at } = binomialQuantile(n, theta, q)
  const share = at > 0 ? Math.max(0, upTo - q) / at : 0
  return Math.min(1, Math.max(0, (r - share) / n))
}

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
