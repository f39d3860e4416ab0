import { categoryPrevalence, lacksVariation, observedAgreement } from './percent-agreement.ts'
import { distinctUnits, type RatedUnits } from './ratings.ts'

export type FleissKappa = {
  kappa: number
  /** Mean share of agreeing pairs, in [0, 1]. */
  observed: number
  /** The agreement that chance would give, in [0, 1). */
  expected: number
  /** Prevalence of each category of the scale; sums to 1. */
  prevalence: number[]
}

/**
 * Fleiss' kappa, at most 1. With the same number of ratings for every unit it is the published one (Fleiss 1971,
 * Psychological Bulletin 76); with missing ratings it is Gwet's generalisation of it (package irrCAC). null when no unit
 * has two ratings or only one category was used.
 */
export function fleissKappa(rated: RatedUnits): FleissKappa | null {
  const { units, multiplicity } = distinctUnits(rated, 1)
  const observed = observedAgreement(units, multiplicity)
  const prevalence = categoryPrevalence(units, multiplicity, rated.scale.length)
  if (observed === null || lacksVariation(prevalence)) return null
  const expected = prevalence.reduce((total, share) => total + share * share, 0)
  return { kappa: (observed - expected) / (1 - expected), observed, expected, prevalence }
}
