import { distinctUnits, type Estimator, type RatedUnits, ratingsOf, type Unit } from './ratings.ts'

/**
 * Share of agreeing pairs of raters, averaged over the units that at least two rated, in [0, 1]. It does not allow for
 * chance, so show it beside alpha and AC1, never alone. null when no unit has two ratings.
 */
export function percentAgreement(rated: RatedUnits): number | null {
  const estimator = percentAgreementEstimator(rated)
  return estimator.estimate(estimator.multiplicity)
}

/** The same for resampling. */
export function percentAgreementEstimator(rated: RatedUnits): Estimator {
  const { units, multiplicity } = distinctUnits(rated, 2)
  return { multiplicity, estimate: (counts) => observedAgreement(units, counts) }
}

/** The same over units that each stand for `counts[i]` units; those with fewer than two ratings do not count. */
export function observedAgreement(units: readonly Unit[], counts: ArrayLike<number>): number | null {
  let agreeing = 0
  let pairable = 0
  units.forEach((unit, i) => {
    const times = counts[i] ?? 0
    const size = ratingsOf(unit)
    if (size < 2 || times === 0) return
    const pairs = unit.reduce((total, [, count]) => total + count * (count - 1), 0)
    agreeing += (times * pairs) / (size * (size - 1))
    pairable += times
  })
  return pairable > 0 ? agreeing / pairable : null
}

/**
 * How common each category is: its share of a unit's ratings, averaged over the units with at least one. A unit with
 * one rating counts here (Gwet 2014; package irrCAC), though it cannot be paired.
 */
export function categoryPrevalence(
  units: readonly Unit[],
  counts: ArrayLike<number>,
  categories: number,
): number[] {
  const prevalence = new Array<number>(categories).fill(0)
  let total = 0
  units.forEach((unit, i) => {
    const times = counts[i] ?? 0
    const size = ratingsOf(unit)
    if (size === 0 || times === 0) return
    for (const [category, count] of unit) {
      prevalence[category] = (prevalence[category] ?? 0) + (times * count) / size
    }
    total += times
  })
  return total > 0 ? prevalence.map((share) => share / total) : prevalence
}

/** Fewer than two categories were used: nothing can be said about telling them apart. */
export function lacksVariation(prevalence: readonly number[]): boolean {
  return prevalence.filter((share) => share > 0).length < 2
}
