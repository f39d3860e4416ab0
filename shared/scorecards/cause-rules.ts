import type { Signal } from './views.ts'

/** A policy, queue or language with a person's errors in a signal's weeks. */
export type StratumCounts = NonNullable<Signal['cause']>

/**
 * Returns what explains most of a signal's errors: of the strata that hold more than half of them, also of those beyond the
 * baseline, and at least three, the one that is furthest from it; null where they are spread. A stratum that is the whole work
 * explains nothing.
 */
export function causeOf(
  { x, n, baseline }: Pick<Signal, 'x' | 'n' | 'baseline'>,
  strata: readonly StratumCounts[],
): StratumCounts | null {
  const excess = x - n * baseline
  const candidates = strata.filter(
    (part) =>
      part.x >= fewestErrors &&
      part.n < n &&
      2 * part.x > x &&
      part.x * n > part.n * x &&
      2 * (part.x - part.n * baseline) > excess,
  )
  return candidates.reduce<StratumCounts | null>(
    (best, part) => (!best || distance(part, baseline) > distance(best, baseline) ? part : best),
    null,
  )
}

const fewestErrors = 3

/** Returns the log-likelihood ratio of x of n at their own rate against the baseline; 0 or more. */
function distance({ x, n }: StratumCounts, baseline: number): number {
  const part = (count: number, expected: number) => (count === 0 ? 0 : count * Math.log(count / expected))
  return part(x, n * baseline) + part(n - x, n * (1 - baseline))
}
