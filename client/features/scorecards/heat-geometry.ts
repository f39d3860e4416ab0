import { estimateOf, type Rate } from '#shared/scorecards/rate-rules.ts'
import { type TrendPart, trendRateOf } from '#shared/scorecards/trend-rules.ts'
import { colourFloor, percentageFloor } from '#shared/statistics/floors.ts'

/** Steps of the one hue: shares of errors below these multiples of the limit, and above the last. */
const multiples = [0.5, 1, 2, 4] as const

/** Where no target is set that leaves room for errors. */
const usualLimit = 0.05

/** The lower ends of the steps, as shares. */
export function stepsFor(limit: number): number[] {
  return [0, ...multiples.map((multiple) => multiple * (limit > 0 ? limit : usualLimit))]
}

export interface HeatCell {
  /** 'none': nothing verified; 'few': hatched; 'some': a small square; 'many': the whole cell. */
  kind: 'none' | 'few' | 'some' | 'many'
  /** Counts the steps of the hue from 0. */
  step: number
  rate: Rate
}

/** Returns a row of cells: a share under ten effective audits, or one that is refused, has no colour. */
export function heatCells(
  { measure, weeks }: Pick<TrendPart, 'measure' | 'weeks'>,
  limit: number,
): HeatCell[] {
  const steps = stepsFor(limit)
  return weeks.map((counts) => {
    const rate = trendRateOf(measure, counts)
    const { x, n } = estimateOf(rate)
    if (rate.n === 0) return { kind: 'none', step: 0, rate }
    if (rate.kind === 'refused' || n < percentageFloor) return { kind: 'few', step: 0, rate }
    const step = steps.findLastIndex((from) => x / n >= from)
    return { kind: n < colourFloor ? 'some' : 'many', step, rate }
  })
}
