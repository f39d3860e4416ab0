/**
 * The intervals that need quantiles of the beta distribution. They stand alone so that the code of those quantiles, 35 KB
 * after brotli, reaches only who asks for it: not the phone's first load. `interval.ts` does without.
 */
import betaQuantile from '@stdlib/stats-base-dists-beta-quantile'
import { type Interval, isProportion } from './interval.ts'

/**
 * Jeffreys' interval for x of n: quantiles of Beta(x + .5, n - x + .5), in [0, 1], 0 below at x = 0 and 1 above at x = n.
 * null for n = 0 or impossible counts. Source: Brown, Cai & DasGupta 2001, Statistical Science 16.
 */
export function jeffreys(x: number, n: number, confidence = 0.95): Interval | null {
  if (!isProportion({ x, n })) return null
  const tail = (1 - confidence) / 2
  return {
    low: x === 0 ? 0 : betaQuantile(tail, x + 0.5, n - x + 0.5),
    high: x === n ? 1 : betaQuantile(1 - tail, x + 0.5, n - x + 0.5),
  }
}

/**
 * Clopper and Pearson's "exact" interval for x of n, in [0, 1]. It covers at least its confidence, usually more, so it
 * is for the wording of a guarantee only. null for n = 0 or impossible counts. Source: Clopper & Pearson 1934.
 */
export function clopperPearson(x: number, n: number, confidence = 0.95): Interval | null {
  if (!isProportion({ x, n })) return null
  const tail = (1 - confidence) / 2
  return {
    low: x === 0 ? 0 : betaQuantile(tail, x, n - x + 1),
    high: x === n ? 1 : betaQuantile(1 - tail, x + 1, n - x),
  }
}

/**
 * An equal-tailed credible interval of a beta posterior, such as the one of `shrinkage.ts`, in [0, 1]. null unless both
 * shapes are above 0.
 */
export function betaInterval(a: number, b: number, confidence = 0.95): Interval | null {
  if (!(a > 0 && b > 0 && Number.isFinite(a + b))) return null
  const tail = (1 - confidence) / 2
  return { low: betaQuantile(tail, a, b), high: betaQuantile(1 - tail, a, b) }
}
