/** How many audits to draw, and what a drawn sample says of the whole. Rates are fractions of 1. */
import { type Interval, wilson, z95 } from './interval.ts'
import { sum } from './sum.ts'

export type SampleSizeOptions = {
  /** How many there are to draw from; leave out when it is much larger than the sample. */
  population?: number
  z?: number
}

/**
 * Audits needed to know a rate near `p` to within +-`margin`, rounded up: z^2 p (1 - p) / margin^2, with the finite
 * population correction. null unless 0 < p < 1, margin > 0 and a population, if given, of at least 1.
 * Source: Cochran 1977, Sampling Techniques, 4.4.
 */
export function sampleSize(p: number, margin: number, options: SampleSizeOptions = {}): number | null {
  const { population, z = z95 } = options
  if (!(p > 0 && p < 1 && margin > 0)) return null
  const unlimited = (z * z * p * (1 - p)) / (margin * margin)
  if (population === undefined) return Math.ceil(unlimited)
  if (!(population >= 1)) return null
  return Math.min(Math.floor(population), Math.ceil(unlimited / (1 + (unlimited - 1) / population)))
}

/** An audit and the probability, stored when it was drawn, with which it had to be drawn: in (0, 1]. */
export type WeightedAudit = { error: boolean; inclusion: number }

export type WeightedRate = {
  rate: number
  /** Kish's effective sample size: how many equally likely audits would say as much. */
  effectiveN: number
  /** Wilson's interval with the effective sample size. */
  interval: Interval
}

/**
 * Error rate of what was drawn from, when some were likelier to be drawn: Hajek's mean, in [0, 1]. Audits picked by hand
 * have no inclusion probability and must not be in here. null for no audits or a probability outside (0, 1].
 * Sources: Hajek 1971; Kish 1965.
 */
export function weightedRate(audits: readonly WeightedAudit[]): WeightedRate | null {
  if (audits.length === 0 || audits.some(({ inclusion }) => !(inclusion > 0 && inclusion <= 1))) return null
  const weights = audits.map(({ inclusion }) => 1 / inclusion)
  const total = sum(weights)
  const rate = Math.min(1, sum(audits.map(({ error }, i) => (error ? (weights[i] ?? 0) : 0))) / total)
  const effectiveN = kishEffectiveN(weights)
  const interval = effectiveN === null ? null : wilson(rate * effectiveN, effectiveN)
  return effectiveN === null || interval === null ? null : { rate, effectiveN, interval }
}

/** (sum w)^2 / sum w^2: at most how many weights there are. null for none or one that is not above 0. */
export function kishEffectiveN(weights: readonly number[]): number | null {
  if (weights.length === 0 || weights.some((weight) => !(weight > 0 && Number.isFinite(weight)))) return null
  return sum(weights) ** 2 / sum(weights.map((weight) => weight * weight))
}

/** Sums of weights and of their squares. */
export type WeightSums = { w: number; w2: number }

/** Kish's effective sample size from sums: what a rollup keeps. 0 where there is no weight. */
export const kishOfSums = ({ w, w2 }: WeightSums): number => (w2 > 0 ? (w * w) / w2 : 0)

/** The sums of all weights, and those of the weights of what a share counts. */
export type ShareSums = WeightSums & { wx: number; wx2: number }

/**
 * Returns how many equally likely audits would know Hajek's mean wx / w as well: the n of Wilson's interval for it, above 0; 0
 * where there is no weight. It comes from the linearised variance of a ratio, sum w^2 (e - mean)^2 / (sum w)^2, to which one more
 * case of the rarer class is added, of the weight that a case has on average: that none of a heavy weight was found does not
 * mean that there is none. With equal weights it is their number. Finite logs are not corrected for: a rate speaks of who
 * decides, not of a log. `npm run bench -- coverage` says how often the interval holds the truth.
 * Sources: Hajek 1971; Woodruff 1971; Korn & Graubard 1998 for Wilson's interval with the n of a design.
 */
export function hajekN({ w, w2, wx, wx2 }: ShareSums): number {
  const kish = kishOfSums({ w, w2 })
  if (kish <= 2) return kish
  const share = Math.min(1, Math.max(0, wx / w))
  const counted = share <= 0.5
  const rare = counted ? share : 1 - share
  const squares = Math.min(w2, Math.max(0, counted ? wx2 : w2 - wx2))
  const variance = ((1 - rare) ** 2 * squares + rare ** 2 * (w2 - squares)) / w ** 2
  const more = 1 / kish
  const mean = rare + more
  return (mean * (1 - mean)) / (variance + (more * (1 - 2 * rare - more)) / kish)
}

/**
 * Returns whether `n` weights differ, by their sums alone: only equal ones reach the bound of Cauchy and Schwarz. Sums that
 * were added to and taken from are exact to a part in a million.
 */
export const variesBy = (n: number, sums: WeightSums): boolean => n > 1 && kishOfSums(sums) < n * (1 - 1e-6)

/** `sampled` of `size` cases were audited and `errors` of them were wrong. */
export type Stratum = { size: number; sampled: number; errors: number }

export type StratifiedRate = {
  rate: number
  /** With the finite population correction; null when a stratum that is not audited in full has a single audit. */
  standardError: number | null
  /** Errors over audits as if all had been equally likely: what the weights correct. */
  naiveRate: number
  /** How many cases each audit of the stratum stands for. */
  weights: number[]
  effectiveN: number
}

/**
 * Error rate over strata of known size, in [0, 1]. null without strata, when a stratum with cases has no audit (nothing
 * is known of it), or for impossible counts. Source: Cochran 1977, Sampling Techniques, 5.3 to 5.11.
 */
export function stratifiedRate(strata: readonly Stratum[]): StratifiedRate | null {
  const possible = strata.every(
    ({ size, sampled, errors }) => errors >= 0 && errors <= sampled && sampled > 0 && sampled <= size,
  )
  if (strata.length === 0 || !possible) return null
  const population = sum(strata.map(({ size }) => size))
  const audits = sum(strata.map(({ sampled }) => sampled))
  const weights = strata.map(({ size, sampled }) => size / sampled)
  const variances = strata.map(({ size, sampled, errors }) => {
    if (sampled === size) return 0
    const p = errors / sampled
    return sampled < 2
      ? Number.NaN
      : (size / population) ** 2 * (1 - sampled / size) * ((p * (1 - p)) / (sampled - 1))
  })
  const squares = sum(strata.map(({ sampled }, i) => sampled * (weights[i] ?? 0) ** 2))
  return {
    rate: sum(strata.map(({ size, sampled, errors }) => (size / population) * (errors / sampled))),
    standardError: variances.some(Number.isNaN) ? null : Math.sqrt(sum(variances)),
    naiveRate: sum(strata.map(({ errors }) => errors)) / audits,
    weights,
    effectiveN: population ** 2 / squares,
  }
}
