import { AppError } from '#shared/core/errors.ts'
import { type BootstrapOptions, bootstrapInterval } from './bootstrap.ts'
import { ac1Estimator } from './gwet.ts'
import type { Interval } from './interval.ts'
import { alphaEstimator } from './krippendorff.ts'
import { percentAgreementEstimator } from './percent-agreement.ts'
import {
  type Category,
  type Estimator,
  type Level,
  type RatedUnits,
  rateUnits,
  ratingsOf,
} from './ratings.ts'

/** One line of a long table: this rater gave this unit this value. Empty text is no rating. */
export type Rating = { unit: string; rater: string; value: string | number }

export type Agreement = {
  /** Everything in the table, also what cannot be paired. */
  units: number
  raters: number
  ratings: number
  /** Units with at least two ratings: what the coefficients rest on. */
  pairableUnits: number
  /** Agreeing pairs, in [0, 1]. */
  percentAgreement: number | null
  alpha: number | null
  ac1: number | null
  /**
   * 95 % bootstrap interval of alpha: 1,000 resamples of units, seed 1 unless another is given. null where the units are too few for one: under 50
   * with a label that fewer than five of them have (it would cover 72 to 94 %), or where every resample says the same.
   */
  low: number | null
  high: number | null
  /** The same of the other two. */
  intervals: { percentAgreement: Interval | null; ac1: Interval | null }
}

/**
 * How far raters agree, from ratings in long form. null stands for undefined (nothing to pair, or only one category
 * used); no coefficient is ever 1.00 or NaN for want of data. Percent agreement and AC1 treat categories as names.
 *
 * Categories: `order` where given, then AC1 counts all of them; else what was observed, as numbers if all values are.
 * Throws INVALID for two ratings of a unit by one rater, a value outside `order`, interval or ratio with something that
 * is no number, ratio with a negative one, and ordinal text without an `order`.
 */
export function computeAgreement(
  ratings: readonly Rating[],
  level: Level,
  order?: readonly string[],
  options: Pick<BootstrapOptions, 'seed'> = {},
): Agreement {
  const given = ratings.filter(({ value }) => typeof value === 'number' || value.trim() !== '')
  refuseRepeats(given)
  const read = valueReader(given, level, order)
  const byUnit = new Map<string, Category[]>()
  for (const { unit, value } of given) {
    const values = byUnit.get(unit) ?? []
    values.push(read(value))
    byUnit.set(unit, values)
  }
  const rated = rateUnits([...byUnit.values()], order && [...new Set(order.map((value) => read(value)))])
  const alpha = alphaEstimator(rated, level)
  const ac1 = ac1Estimator(rated)
  const percent = percentAgreementEstimator(rated)
  const tooFew = tooFewForInterval(rated)
  const intervalOf = (estimator: Estimator): Interval | null => {
    const interval = tooFew ? null : bootstrapInterval(estimator, options)
    return interval && interval.low < interval.high ? interval : null
  }
  return {
    units: byUnit.size,
    raters: new Set(given.map(({ rater }) => rater)).size,
    ratings: given.length,
    pairableUnits: rated.units.filter((unit) => ratingsOf(unit) >= 2).length,
    percentAgreement: percent.estimate(percent.multiplicity),
    alpha: alpha.estimate(alpha.multiplicity),
    ac1: ac1.estimate(ac1.multiplicity),
    ...(intervalOf(alpha) ?? { low: null, high: null }),
    intervals: { percentAgreement: intervalOf(percent), ac1: intervalOf(ac1) },
  }
}

/** Under so many units a rare label makes the bootstrap's interval too narrow, a label of so few units. */
const fewUnits = 50
const rareUnits = 5

function tooFewForInterval({ units }: RatedUnits): boolean {
  const pairable = units.filter((unit) => ratingsOf(unit) >= 2)
  if (pairable.length >= fewUnits) return false
  const unitsWith = new Map<number, number>()
  for (const unit of pairable)
    for (const [category] of unit) unitsWith.set(category, (unitsWith.get(category) ?? 0) + 1)
  return [...unitsWith.values()].some((count) => count < rareUnits)
}

function refuseRepeats(ratings: readonly Rating[]): void {
  const seen = new Set<string>()
  for (const { unit, rater } of ratings) {
    const key = JSON.stringify([unit, rater])
    if (seen.has(key)) {
      throw new AppError('INVALID', {
        field: 'rater',
        reason: 'agreement.rated-twice',
        values: { unit, rater },
      })
    }
    seen.add(key)
  }
}

/** How to read a value, decided once for the whole table, so that 2, "2" and "2.0" are one where numbers are meant. */
function valueReader(
  ratings: readonly Rating[],
  level: Level,
  order: readonly string[] | undefined,
): (value: string | number) => Category {
  const values = [...new Set([...ratings.map(({ value }) => value), ...(order ?? [])])]
  const odd = values.find((value) => toNumber(value) === null)
  const refuse = (reason: string, value: string | number) =>
    new AppError('INVALID', { field: 'value', reason, values: { value } })

  if ((level === 'interval' || level === 'ratio') && odd !== undefined) {
    throw refuse('agreement.not-a-number', odd)
  }
  const negative = values.find((value) => (toNumber(value) ?? 0) < 0)
  if (level === 'ratio' && negative !== undefined) throw refuse('agreement.negative', negative)
  if (level === 'ordinal' && odd !== undefined && !order) throw refuse('agreement.order-needed', odd)

  const asNumbers = odd === undefined && level !== 'nominal'
  const read = (value: string | number) =>
    asNumbers ? (toNumber(value) ?? String(value)) : String(value).trim()
  const scale = order && new Set(order.map(read))
  const stranger = scale && values.find((value) => !scale.has(read(value)))
  if (stranger !== undefined) throw refuse('agreement.not-in-order', stranger)
  return read
}

function toNumber(value: string | number): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  return /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(value) ? Number(value) : null
}
