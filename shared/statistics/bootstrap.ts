import type { Interval } from './interval.ts'
import { percentile } from './percentile.ts'
import { seededIntegers } from './random.ts'
import type { Estimator } from './ratings.ts'

export type BootstrapOptions = {
  /** Stored with the result, so that it can be repeated. Default 1. */
  seed?: number
  /** Default 1,000. */
  resamples?: number
  /** Default .95. */
  confidence?: number
}

/**
 * Percentile bootstrap over units: draws as many units as there are, with replacement, and computes the coefficient
 * again. The percentiles are interpolated between neighbours.
 *
 * A resample in which the coefficient is undefined gives no value. If such resamples could fill a whole tail (2.5 % at
 * 95 %), the ends of the interval cannot be known and the result is null; so it is without units.
 */
export function bootstrapInterval(
  { multiplicity, estimate }: Estimator,
  { seed = 1, resamples = 1000, confidence = 0.95 }: BootstrapOptions = {},
): Interval | null {
  const kinds = Uint32Array.from(multiplicity.flatMap((times, kind) => new Array<number>(times).fill(kind)))
  if (kinds.length === 0 || estimate(multiplicity) === null) return null
  const draw = seededIntegers(seed)
  const counts = new Float64Array(multiplicity.length)
  const values: number[] = []
  for (let round = 0; round < resamples; round += 1) {
    counts.fill(0)
    for (let i = 0; i < kinds.length; i += 1) {
      const kind = kinds[draw(kinds.length)] ?? 0
      counts[kind] = (counts[kind] ?? 0) + 1
    }
    const value = estimate(counts)
    if (value !== null) values.push(value)
  }
  const tail = (1 - confidence) / 2
  if (resamples - values.length > tail * resamples) return null
  values.sort((a, b) => a - b)
  const low = percentile(values, tail)
  const high = percentile(values, 1 - tail)
  return low === null || high === null ? null : { low, high }
}
