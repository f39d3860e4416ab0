import { percentageFloor } from '#shared/statistics/floors.ts'
import {
  type Difference,
  differenceOfEstimates,
  type Interval,
  newcombeDifference,
  type Proportion,
} from '#shared/statistics/interval.ts'
import { estimateOf, type Rate } from './rate-rules.ts'

/** A figure beside an earlier one of the same person. The words follow from the interval: 'unclear' where it holds 0. */
export interface AgainstPast extends Difference {
  past: number
  /** Whole audits that the earlier figure rests on. */
  pastN: number
  verdict: 'higher' | 'lower' | 'unclear'
}

const verdictOf = ({ low, high }: Interval): AgainstPast['verdict'] =>
  low > 0 ? 'higher' : high < 0 ? 'lower' : 'unclear'

/** Returns the difference of two rates with Newcombe's interval; null where either rests on fewer than ten audits, or is refused. */
export function againstPast(now: Rate | Proportion, past: Rate | Proportion): AgainstPast | null {
  const [current, earlier] = [estimateOf(now), estimateOf(past)]
  if (current.n < percentageFloor || earlier.n < percentageFloor) return null
  const difference = newcombeDifference(current, earlier)
  if (!difference) return null
  return {
    ...difference,
    past: earlier.x / earlier.n,
    pastN: Math.floor(earlier.n),
    verdict: verdictOf(difference),
  }
}

export interface Mean {
  mean: number
  n: number
  interval: Interval | null
}

/** Returns the difference of two means from the interval of each; null where either rests on fewer than ten, or has none. */
export function meanAgainstPast(now: Mean | null, past: Mean | null): AgainstPast | null {
  if (!now?.interval || !past?.interval || now.n < percentageFloor || past.n < percentageFloor) return null
  const difference = differenceOfEstimates(
    { ...now.interval, estimate: now.mean },
    { ...past.interval, estimate: past.mean },
    1,
  )
  return { ...difference, past: past.mean, pastN: past.n, verdict: verdictOf(difference) }
}
