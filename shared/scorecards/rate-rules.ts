import { unsidedOf } from '#shared/audits/rules.ts'
import type { Counts } from '#shared/audits/views.ts'
import { colourFloor } from '#shared/statistics/floors.ts'
import { isProportion, type Proportion } from '#shared/statistics/interval.ts'
import { hajekN, kishOfSums, type ShareSums, variesBy } from '#shared/statistics/sampling.ts'
import { metrics } from './rules.ts'

/**
 * The measures of a scorecard. Misses among violating cases and over-enforcement among actions stand beside the shares of all
 * verified decisions, which measure the mix of cases too.
 */
export const measures = [
  ...metrics,
  'other_error',
  'missed_among_violating',
  'over_enforced_among_actions',
] as const
export type Measure = (typeof measures)[number]

/** The measure that stands beside a kind of error: of what could go wrong that way. */
export const amongOf = {
  missed: 'missed_among_violating',
  over_enforced: 'over_enforced_among_actions',
} as const satisfies Partial<Record<Measure, Measure>>

/** Why a rate is not said: chances of being drawn that vary and are not all known, or right decisions of an unknown side. */
export type Refusal = 'chances_unknown' | 'sides_unknown'

/** A rate of x of n audits. `estimate` is x of n itself, or what as many equally likely audits would say. */
export type Rate = Proportion &
  (
    | { kind: 'plain'; estimate: Proportion }
    /**
     * Draws were not equally likely: Hajek's mean. Floors go by Kish's effective n; the estimate's n is that of the variance.
     */
    | { kind: 'weighted'; estimate: Proportion; effectiveN: number }
    | { kind: 'refused'; reason: Refusal }
  )

/** Holds x of n, and the sums of weights that its rate is made of: of all n, and of x. */
interface Parts extends Proportion, ShareSums {}

const noWeights = {
  ...{ drawn: 0, w: 0, w2: 0, correct: 0, missed: 0, overEnforced: 0, acted: 0 },
  ...{ correct2: 0, missed2: 0, overEnforced2: 0, acted2: 0 },
}

function partsOf(counts: Counts, measure: Measure): Parts {
  const { n, correct, missed, overEnforced, acted = 0 } = counts
  const weights = counts.weights ?? noWeights
  const all = { n, w: weights.w, w2: weights.w2 }
  const violating = {
    n: acted + missed,
    w: weights.acted + weights.missed,
    w2: weights.acted2 + weights.missed2,
  }
  const actions = {
    n: acted + overEnforced,
    w: weights.acted + weights.overEnforced,
    w2: weights.acted2 + weights.overEnforced2,
  }
  switch (measure) {
    case 'accuracy':
      return { ...all, x: correct, wx: weights.correct, wx2: weights.correct2 }
    case 'missed':
      return { ...all, x: missed, wx: weights.missed, wx2: weights.missed2 }
    case 'over_enforced':
      return { ...all, x: overEnforced, wx: weights.overEnforced, wx2: weights.overEnforced2 }
    case 'other_error':
      return {
        ...all,
        x: n - correct - missed - overEnforced,
        wx: weights.w - weights.correct - weights.missed - weights.overEnforced,
        wx2: weights.w2 - weights.correct2 - weights.missed2 - weights.overEnforced2,
      }
    case 'missed_among_violating':
      return { ...violating, x: missed, wx: weights.missed, wx2: weights.missed2 }
    case 'over_enforced_among_actions':
      return { ...actions, x: overEnforced, wx: weights.overEnforced, wx2: weights.overEnforced2 }
  }
}

/**
 * Returns a rate: weighted back where audits were drawn with different chances, and refused where those vary and some are
 * not known. Where all chances are equal, or none is stored, it is x of n.
 */
export function rateOf(counts: Counts, measure: Measure): Rate {
  const parts = partsOf(counts, measure)
  const { x, n, wx, w } = parts
  if (n === 0) return { kind: 'plain', x, n, estimate: { x, n } }
  const isAmong = measure === 'missed_among_violating' || measure === 'over_enforced_among_actions'
  if (isAmong && unsidedOf(counts) > 0) return { kind: 'refused', x, n, reason: 'sides_unknown' }
  const { weights } = counts
  if (!weights || !variesBy(weights.drawn, weights)) return { kind: 'plain', x, n, estimate: { x, n } }
  if (weights.drawn < counts.n) return { kind: 'refused', x, n, reason: 'chances_unknown' }
  const effectiveN = kishOfSums(parts)
  const share = Math.min(1, Math.max(0, x === 0 ? 0 : x === n ? 1 : wx / w))
  const precise = hajekN(parts)
  // So few say no more than Kish's n, by which the floors go.
  const size = effectiveN < colourFloor ? Math.min(effectiveN, precise) : precise
  return { kind: 'weighted', x, n, effectiveN, estimate: { x: share * size, n: size } }
}

/** Returns the proportion that intervals and floors go by; nothing where the rate is refused. Counts stand for themselves. */
export function estimateOf(rate: Rate | Proportion): Proportion {
  if (!('kind' in rate)) return rate
  return rate.kind === 'refused' || !isProportion(rate.estimate) ? { x: 0, n: 0 } : rate.estimate
}

/** Returns the proportion in whole audits, rounded down: what charts of counts are drawn by. */
export function wholeEstimateOf(rate: Rate): Proportion {
  const { x, n } = estimateOf(rate)
  if (rate.kind !== 'weighted') return { x, n }
  const whole = Math.floor(n)
  return { x: Math.min(whole, Math.round((x / n) * whole)), n: whole }
}
