/**
 * Draws without replacement whose inclusion probabilities are exact. Every method divides what there is to draw from into
 * strata and draws at random within each: a simple random draw has one stratum, and a draw by risk gives riskier strata more
 * of the sample. A case of a stratum with `drawn` of `size` is drawn with the probability drawn / size. Rates are fractions of 1.
 */
import { auditsPerPeriod } from './effect.ts'
import type { Interval } from './interval.ts'
import { betaInterval } from './jeffreys.ts'
import { kishEffectiveN } from './sampling.ts'
import { sum } from './sum.ts'

/**
 * Returns how many to draw of each stratum: one at least, so that every case has a chance, and the rest in proportion to
 * `weights` by Webster's method, never more than there are. null where there are fewer to draw than strata, or more than
 * cases. Source: Balinski & Young 1982, Fair Representation.
 */
export function allocate(
  sizes: readonly number[],
  weights: readonly number[],
  sample: number,
): number[] | null {
  if (sizes.length === 0 || sample < sizes.length || sample > sum(sizes) || sizes.some((size) => size < 1))
    return null
  const drawn = sizes.map(() => 1)
  for (let left = sample - sizes.length; left > 0; left -= 1) {
    let best = -1
    let highest = -1
    for (const [place, size] of sizes.entries()) {
      const taken = drawn[place] ?? 0
      const priority = (weights[place] ?? 0) / (2 * taken + 1)
      if (taken < size && priority > highest) {
        best = place
        highest = priority
      }
    }
    drawn[best] = (drawn[best] ?? 0) + 1
  }
  return drawn
}

/** Returns which `drawn` of `size` places are drawn, rising: a partial Fisher-Yates shuffle. `below` as `seededIntegers` gives it. */
export function drawPlaces(size: number, drawn: number, below: (bound: number) => number): number[] {
  const places = Array.from({ length: size }, (_, place) => place)
  for (let place = 0; place < drawn; place += 1) {
    const other = place + below(size - place)
    const kept = places[place] ?? 0
    places[place] = places[other] ?? 0
    places[other] = kept
  }
  return places.slice(0, drawn).sort((a, b) => a - b)
}

/** Returns the items in a random order. */
export function shuffled<Item>(items: readonly Item[], below: (bound: number) => number): Item[] {
  const order = [...items]
  for (let place = order.length - 1; place > 0; place -= 1) {
    const other = below(place + 1)
    const item = order[place] as Item
    order[place] = order[other] as Item
    order[other] = item
  }
  return order
}

export interface DrawnStratum {
  /** Cases to draw from. */
  size: number
  drawn: number
}

/** Kish's effective sample size that a draw is going to have; at most how many are drawn. */
export function plannedEffectiveN(strata: readonly DrawnStratum[]): number {
  return kishEffectiveN(strata.flatMap(({ size, drawn }) => Array<number>(drawn).fill(size / drawn))) ?? 0
}

/**
 * Returns the smallest rise of an error rate from `rate`, in (0, 1), that two samples of an effective size of `n` each show at
 * 5 % with power .8, to a tenth of a percentage point, rounded up; null where not even a rise to 100 % would.
 */
export function smallestChange(rate: number, n: number): number | null {
  const shows = (thousandths: number) =>
    (auditsPerPeriod(rate, Math.min(1, rate + thousandths / 1000)) ?? Number.POSITIVE_INFINITY) <= n
  const largest = Math.floor((1 - rate) * 1000)
  if (largest < 1 || !shows(largest)) return null
  let few = 0
  let enough = largest
  while (enough - few > 1) {
    const middle = Math.floor((few + enough) / 2)
    if (shows(middle)) enough = middle
    else few = middle
  }
  return enough / 1000
}

/** Cases of a stratum that were verified, and those of them that were wrong. */
export interface VerifiedStratum extends DrawnStratum {
  verified: number
  errors: number
}

export interface DrawnRate {
  /** Counts all cases that there were to draw from. */
  rate: number
  interval: Interval
}

/** The part of one more error that the limits allow for: half as in every mid-p limit, and more above, where errors are rare. */
const allowance = { below: 0.5, above: 0.75 }

/**
 * Error rate of what was drawn from, with a 95 % interval: the stratified mean, and a beta distribution with its variance.
 * The variance is that of the strata with their finite populations; to it comes a part of one error of the weight that an
 * error of the population has on average, so that a stratum without any error is not taken for one that cannot have one.
 * Simulated over risk draws of 200 to 300 it covers 94 to 96 %, of 100 it covers 94 to 99 % (Wilson's interval at Kish's
 * effective size: 97 to 99.6 %). null while a stratum has no case that is verified. Sources: Cochran 1977, 5.3 to 5.11;
 * Fay & Feuer 1997 and Tiwari, Clegg & Zou 2006 for sums of weighted rare events.
 */
export function drawnRate(strata: readonly VerifiedStratum[]): DrawnRate | null {
  if (strata.length === 0 || strata.some(({ verified }) => verified < 1)) return null
  const population = sum(strata.map(({ size }) => size))
  const parts = strata.map(({ size, verified, errors }) => ({
    share: size / population,
    own: errors / verified,
    verified,
    left: 1 - verified / size,
  }))
  const rate = Math.min(1, sum(parts.map(({ share, own }) => share * own)))
  // As of right decisions, where errors are more than half.
  if (rate > 0.5) {
    const right = limitsOf(parts.map((part) => ({ ...part, own: 1 - part.own })))
    return { rate, interval: { low: 1 - right.high, high: 1 - right.low } }
  }
  return { rate, interval: limitsOf(parts) }
}

type Part = { share: number; own: number; verified: number; left: number }

function limitsOf(parts: readonly Part[]): Interval {
  const rate = sum(parts.map(({ share, own }) => share * own))
  const squares = (factor: (part: Part) => number) =>
    sum(parts.map((part) => (part.share ** 2 / part.verified) * factor(part)))
  const left = squares((part) => part.left) / squares(() => 1)
  if (left === 0) return { low: rate, high: rate }
  const variance = squares(({ own, left }) => left * own * (1 - own))
  const weight = squares(() => 1)
  const limits = (allowed: number) => {
    const mean = Math.min(1, rate + allowed * weight)
    const n = (mean * (1 - mean)) / (variance + allowed * weight * weight * left)
    return betaInterval(mean * n, (1 - mean) * n)
  }
  return {
    low: rate === 0 ? 0 : Math.min(rate, limits(allowance.below)?.low ?? 0),
    high: Math.max(rate, limits(allowance.above)?.high ?? 1),
  }
}
