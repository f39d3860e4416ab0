import type { Counts } from '#shared/audits/views.ts'
import { colourFloor, percentageFloor } from '#shared/statistics/floors.ts'
import {
  type FunnelLimits,
  type FunnelPoint,
  funnel,
  funnelLimitsBeyondChance,
} from '#shared/statistics/funnel.ts'
import { type Rate, rateOf, wholeEstimateOf } from './rate-rules.ts'

/**
 * The measures by which the people of a team are held against chance. Errors are counted among what could go wrong that way: as
 * shares of all decisions they would measure the mix of cases too.
 */
export const comparedMeasures = ['accuracy', 'missed_among_violating', 'over_enforced_among_actions'] as const
export type ComparedMeasure = (typeof comparedMeasures)[number]

/** Where a rate lies among the limits: inside, outside those of 95 %, or outside those of 99.8 %. */
export type Position = 'inside' | 'beyond95' | 'beyond998'
const positionOf = ({ position }: FunnelPoint): Position =>
  position === 'talk' ? 'beyond998' : position === 'look' ? 'beyond95' : 'inside'

export interface Compared {
  personId: string
  /** Null where the rate is refused or rests on fewer than ten audits. */
  value: number | null
  /** Whole audits that the value rests on: the effective n, rounded down, where draws were weighted. */
  n: number
  rate: Rate
  /** Null without a funnel and under thirty audits, where nobody is judged. */
  position: Position | null
  side: 'low' | 'high'
}

export interface FunnelStep {
  n: number
  limits: FunnelLimits
}

export type Comparison = { people: Compared[] } /** Nobody has ten audits. */ & (
  | { kind: 'none' }
  /** An interval each: fewer than eight people have ten audits, or all of these are right, or all wrong. */
  | { kind: 'bars'; reason: 'few' | 'alike' }
  | {
      kind: 'funnel'
      centre: number
      /** Says how far people differ beyond chance: a standard deviation of rates, 0 where chance explains it. */
      tau: number
      /** The limits by number of audits, for drawing them. */
      steps: FunnelStep[]
    }
)

/** Numbers of audits at which the limits are drawn, at most. */
const drawnSteps = 48

/**
 * Returns how the people of a team lie around a centre, the target or by default the team's own rate, in the given order. How
 * much they differ beyond chance is always estimated around the team's own rate.
 */
export function comparisonOf(
  people: readonly { personId: string; counts: Counts }[],
  { measure, centre }: { measure: ComparedMeasure; centre?: number | undefined },
): Comparison {
  const rated = people.map(({ personId, counts }) => {
    const rate = rateOf(counts, measure)
    return { personId, rate, whole: wholeEstimateOf(rate) }
  })
  const groups = rated.flatMap(({ personId, whole: { x, n } }) =>
    n >= percentageFloor ? [{ id: personId, x, n }] : [],
  )
  const found = funnel(groups, centre === undefined ? {} : { centre })
  const placed = new Map(found?.kind === 'funnel' ? found.groups.map((point) => [point.id, point]) : [])
  const compared = rated.map(({ personId, rate, whole: { x, n } }): Compared => {
    const point = placed.get(personId)
    const value = n >= percentageFloor ? x / n : null
    return {
      ...{ personId, rate, n, value },
      position: point && n >= colourFloor ? positionOf(point) : null,
      side: point && point.rate > point.limits.high95 ? 'high' : 'low',
    }
  })
  if (groups.length === 0) return { kind: 'none', people: compared }
  if (found?.kind !== 'funnel') return { kind: 'bars', reason: found ? 'few' : 'alike', people: compared }
  const { centre: middle, tau, tauSquared } = found
  const steps = stepsUpTo(Math.max(...groups.map(({ n }) => n))).flatMap((n) => {
    const limits = funnelLimitsBeyondChance(n, middle, tauSquared)
    return limits ? [{ n, limits }] : []
  })
  return { kind: 'funnel', people: compared, centre: middle, tau, steps }
}

/** Closer together where the limits bend most. */
function stepsUpTo(largest: number): number[] {
  const ratio = largest / percentageFloor
  const steps = Array.from({ length: drawnSteps }, (_, step) =>
    Math.round(percentageFloor * ratio ** (step / (drawnSteps - 1))),
  )
  return [...new Set(steps)]
}

/** Returns whether a person lies outside the limits, on the side that is worse by this measure. */
export const isWorseBy = (measure: ComparedMeasure, { position, side }: Compared): boolean =>
  isOutside({ position }) && (side === 'low') === (measure === 'accuracy')

export const isOutside = ({ position }: Pick<Compared, 'position'>): boolean =>
  position === 'beyond95' || position === 'beyond998'
