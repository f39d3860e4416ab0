import { binomialQuantile } from './distributions.ts'

export interface Median {
  n: number
  median: number
  /** The 95 % interval; null below six values, which cannot give one. */
  interval: { low: number; high: number } | null
}

/** Probability outside a 95 % interval at each of its ends. */
const tail = 0.025

/**
 * Returns the median of values that rise, with its exact distribution-free interval between two order statistics (Conover,
 * Practical Nonparametric Statistics, 3rd edition, 3.2); null without any. Whatever shape the values have, the interval holds the
 * median of the population at least 95 times of 100.
 */
export function medianOf(rising: readonly number[]): Median | null {
  const n = rising.length
  const [lower, upper] = [rising[Math.floor((n - 1) / 2)], rising[Math.floor(n / 2)]]
  if (lower === undefined || upper === undefined) return null
  // Fewer than k of n fair coins come up with a probability below the tail.
  const { r: k } = binomialQuantile(n, 0.5, tail)
  const [low, high] = [rising[k - 1], rising[n - k]]
  const interval = k === 0 || low === undefined || high === undefined ? null : { low, high }
  return { n, median: (lower + upper) / 2, interval }
}
