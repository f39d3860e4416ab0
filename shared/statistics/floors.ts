/** How much a screen may say of a figure. Small samples are shown as what they are. */
import { betaUpTo } from './distributions.ts'
import { type Interval, isProportion, type Proportion, wilson } from './interval.ts'

/** Fewer audits than this: no percentage. */
export const percentageFloor = 10
/** Fewer audits than this: no colour and no rank. */
export const colourFloor = 30

/** The wanted rate, in [0, 1], and which side of it is good: accuracy is to be above, an error rate below. */
export type Target = { rate: number; better: 'above' | 'below' }

export type RateDisplay =
  /** Nothing audited, or impossible counts. */
  | { kind: 'none' }
  /** Show "x of n" and no percentage. */
  | ({ kind: 'count' } & Proportion)
  /** Show the percentage and its interval, no colour, no rank. */
  | ({ kind: 'interval'; rate: number; interval: Interval } & Proportion)
  /** Colour may follow `verdict`: "unclear" unless `targetVerdict` says otherwise. */
  | ({ kind: 'judged'; rate: number; interval: Interval; verdict: TargetVerdict } & Proportion)

export type TargetVerdict = 'meets' | 'misses' | 'unclear'

/** Returns what may be shown of x of n; without a target nothing is judged, however many audits there are. */
export function rateDisplay({ x, n }: Proportion, target?: Target): RateDisplay {
  const interval = wilson(x, n)
  if (!isProportion({ x, n }) || !interval) return { kind: 'none' }
  if (n < percentageFloor) return { kind: 'count', x, n }
  const rate = x / n
  if (n < colourFloor || !target) return { kind: 'interval', x, n, rate, interval }
  return { kind: 'judged', x, n, rate, interval, verdict: targetVerdict({ x, n }, target) }
}

/** Chance of a false "met" or "not met" that is accepted at each side. */
const verdictTail = 0.025

/**
 * Returns whether x of n meets a target: one-sided at 2.5 % by Jeffreys' Beta(x + .5, n - x + .5). "unclear" under 30 audits,
 * and where `interval`, the one shown beside it, touches the target as screens round it, to a tenth of a percent: nobody is told
 * "not met" next to a range that holds the target.
 */
export function targetVerdict(
  { x, n }: Proportion,
  { rate, better }: Target,
  interval: Interval | null = wilson(x, n),
): TargetVerdict {
  if (!interval || n < colourFloor) return 'unclear'
  const belowTarget = betaUpTo(rate, x + 0.5, n - x + 0.5)
  if (asShown(interval.low) > asShown(rate) && belowTarget < verdictTail)
    return better === 'above' ? 'meets' : 'misses'
  if (asShown(interval.high) < asShown(rate) && 1 - belowTarget < verdictTail)
    return better === 'below' ? 'meets' : 'misses'
  return 'unclear'
}

const asShown = (share: number) => Number((share * 100).toFixed(1))
