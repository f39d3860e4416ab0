import {
  type DistinctUnits,
  distinctUnits,
  type Estimator,
  type Level,
  type RatedUnits,
  ratingsOf,
} from './ratings.ts'
import { ratioSum } from './ratio-disagreement.ts'

/**
 * Krippendorff's alpha: 1 is perfect agreement, 0 what chance would give, below 0 worse than chance. Any number of
 * raters, missing ratings allowed; a unit with fewer than two ratings cannot be paired and is left out.
 *
 * null ("undefined", never 1.00) when no unit has two ratings or when all paired ratings are the same category, because
 * no disagreement is expected then; also for interval and ratio without numbers, and for ratio with negative ones.
 *
 * Source: Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, repository.upenn.edu/asc_papers/43.
 */
export function krippendorffAlpha(rated: RatedUnits, level: Level): number | null {
  const estimator = alphaEstimator(rated, level)
  return estimator.estimate(estimator.multiplicity)
}

/** The same for resampling: what does not change with the counts is computed once. */
export function alphaEstimator(rated: RatedUnits, level: Level): Estimator {
  const distinct = distinctUnits(rated, 2)
  const sizes = distinct.units.map(ratingsOf)
  const values = numbersOf(rated, level)
  if (values === null) return { multiplicity: distinct.multiplicity, estimate: () => null }
  // Ordinal distances depend on how often each category was chosen, so only there they change with every resample.
  const fixed = level === 'ordinal' ? null : disagreements(distinct, sizes, level, values)
  const expectedRatio = level === 'ratio' ? ratioSum(values) : null
  return {
    multiplicity: distinct.multiplicity,
    estimate: (counts) => {
      const totals = new Float64Array(rated.scale.length)
      distinct.units.forEach((unit, i) => {
        const times = counts[i] ?? 0
        if (times > 0)
          for (const [category, count] of unit) totals[category] = (totals[category] ?? 0) + times * count
      })
      if (totals.filter((total) => total > 0).length < 2) return null
      const positions = level === 'ordinal' ? midranks(totals) : values
      const within = fixed ?? disagreements(distinct, sizes, level, positions)
      const observed = within.reduce((total, value, i) => total + (counts[i] ?? 0) * value, 0)
      const n = totals.reduce((total, value) => total + value, 0)
      const expected =
        expectedRatio?.(totals) ??
        disagreement(
          [...totals].map((count, category) => [category, count]),
          n,
          level,
          positions,
        )
      const alpha = 1 - ((n - 1) * observed) / expected
      // Squares of values near the largest number are infinite, and nothing can be said then.
      return expected > 0 && Number.isFinite(expected) && Number.isFinite(alpha) ? alpha : null
    },
  }
}

function disagreements(
  { units }: DistinctUnits,
  sizes: readonly number[],
  level: Level,
  positions: ArrayLike<number>,
): number[] {
  return units.map((unit, i) => {
    const size = sizes[i] ?? 0
    return disagreement(unit, size, level, positions) / (size - 1)
  })
}

/** Sum over all ordered pairs of `size` ratings of their squared distance. */
function disagreement(
  counts: readonly (readonly [number, number])[],
  size: number,
  level: Level,
  positions: ArrayLike<number>,
): number {
  if (level === 'nominal') return size * size - counts.reduce((total, [, count]) => total + count * count, 0)
  const positionOf = (category: number) => positions[category] ?? 0
  if (level === 'ratio') {
    const values = counts.map(([category]) => positionOf(category))
    return ratioSum(values)(counts.map(([, count]) => count))
  }
  // Squared differences over all pairs are 2 n times the squared deviations from the mean: no loop over pairs.
  const mean = counts.reduce((total, [category, count]) => total + count * positionOf(category), 0) / size
  return (
    2 *
    size *
    counts.reduce((total, [category, count]) => total + count * (positionOf(category) - mean) ** 2, 0)
  )
}

/** The ordinal distance between two categories is the difference of their mid-ranks. */
function midranks(totals: ArrayLike<number>): number[] {
  let below = 0
  return Array.from(totals, (count) => {
    const rank = below + count / 2
    below += count
    return rank
  })
}

function numbersOf({ scale }: RatedUnits, level: Level): number[] | null {
  if (level === 'nominal' || level === 'ordinal') return []
  const numbers = scale.filter((category) => typeof category === 'number' && Number.isFinite(category))
  if (numbers.length < scale.length) return null
  const values = numbers.map(Number)
  return level === 'ratio' && values.some((value) => value < 0) ? null : values
}
