/**
 * Intervals for one proportion and for the difference of two. All are two-sided and, unless another `z` is given,
 * 95 %. Everything is a fraction of 1, never a percentage.
 *
 * Sources: Wilson 1927; Newcombe 1998a (one proportion: methods 3 and 4) and 1998b (difference: method 10), Statistics
 * in Medicine 17.
 */

export type Interval = { low: number; high: number }

/** `x` of `n`: 0 <= x <= n. Fractions are allowed, so that an effective sample size can stand in for n. */
export type Proportion = { x: number; n: number }

export type Difference = Interval & { difference: number }

/** Standard normal quantile of .975: two-sided 95 %. */
export const z95 = 1.959963984540054
/** Standard normal quantile of .999: two-sided 99.8 %. */
export const z998 = 3.090232306167813

/** Returns whether `x` of `n` is a proportion at all. n = 0, x > n, negatives and NaN are not. */
export function isProportion({ x, n }: Proportion): boolean {
  return Number.isFinite(n) && n > 0 && x >= 0 && x <= n
}

/** x / n, in [0, 1]; null when there is no such proportion. */
export function rate(proportion: Proportion): number | null {
  return isProportion(proportion) ? proportion.x / proportion.n : null
}

/**
 * Wilson's score interval, in [0, 1], always around x / n. Exactly 0 below at x = 0 and exactly 1 above at x = n, which
 * the formula alone misses by a rounding error. null for n = 0 or impossible counts.
 */
export function wilson(x: number, n: number, z: number = z95): Interval | null {
  if (!isProportion({ x, n })) return null
  const p = x / n
  const zz = z * z
  const centre = (p + zz / (2 * n)) / (1 + zz / n)
  const half = (z / (1 + zz / n)) * Math.sqrt((p * (1 - p)) / n + zz / (4 * n * n))
  return {
    low: x === 0 ? 0 : Math.max(0, Math.min(p, centre - half)),
    high: x === n ? 1 : Math.min(1, Math.max(p, centre + half)),
  }
}

/** Wilson's interval with continuity correction (Newcombe's method 4): wider, rarely needed. null as in `wilson`. */
export function wilsonContinuityCorrected(x: number, n: number, z: number = z95): Interval | null {
  if (!isProportion({ x, n })) return null
  const p = x / n
  const q = 1 - p
  const zz = z * z
  const low = 2 * n * p + zz - 1 - z * Math.sqrt(Math.max(0, zz - 2 - 1 / n + 4 * p * (n * q + 1)))
  const high = 2 * n * p + zz + 1 + z * Math.sqrt(Math.max(0, zz + 2 - 1 / n + 4 * p * (n * q - 1)))
  return {
    low: x === 0 ? 0 : Math.min(p, Math.max(0, low / (2 * (n + zz)))),
    high: x === n ? 1 : Math.max(p, Math.min(1, high / (2 * (n + zz)))),
  }
}

/**
 * Newcombe's hybrid score interval for the rate of `a` minus the rate of `b` (method 10), in [-1, 1], for two independent
 * samples. null when either is not a proportion.
 */
export function newcombeDifference(a: Proportion, b: Proportion, z: number = z95): Difference | null {
  const first = wilson(a.x, a.n, z)
  const second = wilson(b.x, b.n, z)
  if (!first || !second) return null
  const p1 = a.x / a.n
  const p2 = b.x / b.n
  return differenceOfEstimates({ ...first, estimate: p1 }, { ...second, estimate: p2 }, 1)
}

/**
 * The interval of a difference of two independent estimates from the interval of each: the square-and-add rule that
 * Newcombe's method is a case of (Zou & Donner 2008, "method of variance estimates recovery"). Kept within +-`bound`.
 */
export function differenceOfEstimates(
  a: Interval & { estimate: number },
  b: Interval & { estimate: number },
  bound: number,
): Difference {
  const difference = a.estimate - b.estimate
  const below = Math.hypot(a.estimate - a.low, b.high - b.estimate)
  const above = Math.hypot(a.high - a.estimate, b.estimate - b.low)
  return {
    difference,
    low: Math.max(-bound, difference - below),
    high: Math.min(bound, difference + above),
  }
}

/**
 * Returns what the error rate may still be when `n` audits showed none: the exact one-sided upper bound 1 - (1 -
 * confidence)^(1/n), in (0, 1). null for n that is not above 0.
 */
export function zeroFailureUpper(n: number, confidence = 0.95): number | null {
  if (!(Number.isFinite(n) && n > 0)) return null
  return 1 - (1 - confidence) ** (1 / n)
}

/** The same bound as a rule of thumb, 3 / n, at most 1. null for n that is not above 0. */
export function ruleOfThree(n: number): number | null {
  return Number.isFinite(n) && n > 0 ? Math.min(1, 3 / n) : null
}
