import { categoryPrevalence, lacksVariation, observedAgreement } from './percent-agreement.ts'
import { distinctUnits, type Estimator, type RatedUnits } from './ratings.ts'

/**
 * Gwet's AC1, at most 1: agreement beyond chance that stays sensible where violations are rare and kappa collapses. The
 * number of categories is the scale's, so give the whole scale where it is known: a category that nobody chose counts.
 *
 * null when no unit has two ratings and when only one category was used. The formula would say 1.00 for the latter if
 * the scale has more categories; nobody had anything to tell apart then, so it is left undefined like alpha.
 *
 * Source: Gwet 2008, British Journal of Mathematical and Statistical Psychology 61; missing ratings as in irrCAC.
 */
export function gwetAc1(rated: RatedUnits): number | null {
  const estimator = ac1Estimator(rated)
  return estimator.estimate(estimator.multiplicity)
}

/** The same for resampling. */
export function ac1Estimator(rated: RatedUnits): Estimator {
  return chanceCorrected(
    rated,
    (prevalence) =>
      prevalence.reduce((total, share) => total + share * (1 - share), 0) / (prevalence.length - 1),
  )
}

/**
 * Brennan and Prediger's coefficient: chance is one in as many categories as the scale has. null as in `gwetAc1`.
 * Source: Brennan & Prediger 1981, Educational and Psychological Measurement 41.
 */
export function brennanPrediger(rated: RatedUnits): number | null {
  const estimator = chanceCorrected(rated, (prevalence) => 1 / prevalence.length)
  return estimator.estimate(estimator.multiplicity)
}

function chanceCorrected(rated: RatedUnits, chance: (prevalence: readonly number[]) => number): Estimator {
  const { units, multiplicity } = distinctUnits(rated, 1)
  return {
    multiplicity,
    estimate: (counts) => {
      const observed = observedAgreement(units, counts)
      const prevalence = categoryPrevalence(units, counts, rated.scale.length)
      if (observed === null || lacksVariation(prevalence)) return null
      const expected = chance(prevalence)
      return (observed - expected) / (1 - expected)
    },
  }
}
