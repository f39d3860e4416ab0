/**
 * A fair look at several analysts at once: each rate against the limits that its number of audits allows. No ranking.
 * Compare within one queue or policy only; a different mix of cases is no difference between people.
 *
 * Source: Spiegelhalter 2005, Statistics in Medicine 24.
 */

import { chiSquareUpperTail } from './chi-square.ts'
import { binomialLimit } from './interpolated-limit.ts'
import { type Interval, isProportion, type Proportion, rate, wilson, z95, z998 } from './interval.ts'
import { percentile } from './percentile.ts'
import { sum } from './sum.ts'

export type FunnelGroup = Proportion & { id: string }

export type FunnelOptions = {
  /** Centre, in (0, 1): a target, or by default the pooled rate. */
  centre?: number
  /** Share of the most extreme z at each end that is drawn in before phi, in [0, .5). Default .1. */
  winsorise?: number
}

export type FunnelLimits = { low95: number; high95: number; low998: number; high998: number }

export type FunnelPoint = FunnelGroup & {
  rate: number
  /** Standard errors from the centre, chance alone considered. */
  z: number
  /** Exact binomial limits for this n. */
  exact: FunnelLimits
  /** The limits to judge by: widened by tau where groups differ more than chance, otherwise the exact ones. */
  limits: FunnelLimits
  /** Outside 95 % is worth a look, outside 99.8 % worth a talk. */
  position: 'inside' | 'look' | 'talk'
}

export type Funnel =
  /** Too few groups to say how much groups differ: an interval each, to be held against the target. */
  | { kind: 'bars'; centre: number; groups: (FunnelGroup & { rate: number; interval: Interval })[] }
  | {
      kind: 'funnel'
      centre: number
      /** Mean squared (winsorised) z around the pooled rate; about 1 when chance explains everything. */
      phi: number
      /** Variance between groups beyond chance, >= 0, and its root. */
      tauSquared: number
      tau: number
      /** Test of the unwinsorised z around the pooled rate against chance. */
      chiSquare: { statistic: number; df: number; p: number }
      groups: FunnelPoint[]
    }

/** With fewer groups tau is not estimated. */
export const minimumFunnelGroups = 8

/**
 * Funnel of rates. Groups without audits are left out. Fewer than eight groups give Wilson bars instead. tau^2 is
 * estimated when I phi > I - 1 (DerSimonian & Laird) and 0 otherwise. null without any audit, or when the centre is 0 or
 * 1, where every limit would coincide.
 */
export function funnel(groups: readonly FunnelGroup[], options: FunnelOptions = {}): Funnel | null {
  const used = groups.filter(isProportion)
  const audits = sum(used.map(({ n }) => n))
  const centre = options.centre ?? sum(used.map(({ x }) => x)) / audits
  if (used.length === 0 || !(centre > 0 && centre < 1)) return null
  if (used.length < minimumFunnelGroups) return { kind: 'bars', centre, groups: used.flatMap(bar) }

  const errors = used.map(({ n }) => Math.sqrt((centre * (1 - centre)) / n))
  const z = used.map(({ x, n }, i) => (x / n - centre) / (errors[i] ?? 1))
  const { phi, tauSquared, statistic } = spreadOf(used, options.winsorise ?? 0.1)
  const df = used.length - 1
  return {
    kind: 'funnel',
    centre,
    phi,
    tauSquared,
    tau: Math.sqrt(tauSquared),
    chiSquare: { statistic, df, p: chiSquareUpperTail(statistic, df) },
    groups: used.flatMap((group, i) => {
      const exact = funnelLimits(group.n, centre)
      const limits = tauSquared > 0 ? funnelLimitsBeyondChance(group.n, centre, tauSquared) : exact
      if (!exact || !limits) return []
      const own = group.x / group.n
      return [{ ...group, rate: own, z: z[i] ?? 0, exact, limits, position: positionOf(own, limits) }]
    }),
  }
}

/** Exact limits for n audits around a centre, for drawing the funnel's curves. null as in `binomialLimit`. */
export function funnelLimits(n: number, centre: number): FunnelLimits | null {
  const [low998, low95, high95, high998] = [0.001, 0.025, 0.975, 0.999].map((q) =>
    binomialLimit(n, centre, q),
  )
  if (typeof low998 !== 'number' || typeof low95 !== 'number') return null
  if (typeof high95 !== 'number' || typeof high998 !== 'number') return null
  return { low95, high95, low998, high998 }
}

/**
 * Returns the limits to judge by: the exact ones for tau^2 = 0, otherwise normal ones widened by it. null as in `binomialLimit`.
 */
export function funnelLimitsBeyondChance(n: number, centre: number, tauSquared: number): FunnelLimits | null {
  const exact = funnelLimits(n, centre)
  if (!exact || tauSquared === 0) return exact
  return widened(centre, Math.sqrt((centre * (1 - centre)) / n + tauSquared))
}

/** Where a rate lies: outside the 99.8 % limits, outside the 95 % limits, or inside. */
export function positionOf(value: number, limits: FunnelLimits): FunnelPoint['position'] {
  if (value < limits.low998 || value > limits.high998) return 'talk'
  return value < limits.low95 || value > limits.high95 ? 'look' : 'inside'
}

/**
 * Returns how much groups differ among themselves, around their own pooled rate whatever the funnel's centre: around a target, the
 * distance of a whole team from it would pass for a difference between its people and widen the limits until nobody is out.
 */
function spreadOf(groups: readonly FunnelGroup[], share: number) {
  const pooled = sum(groups.map(({ x }) => x)) / sum(groups.map(({ n }) => n))
  if (!(pooled > 0 && pooled < 1)) return { phi: 0, tauSquared: 0, statistic: 0 }
  const errors = groups.map(({ n }) => Math.sqrt((pooled * (1 - pooled)) / n))
  const z = groups.map(({ x, n }, i) => (x / n - pooled) / (errors[i] ?? 1))
  const drawnIn = winsorised(z, share)
  const phi = sum(drawnIn.map((value) => value * value)) / groups.length
  return {
    phi,
    tauSquared: betweenVariance(errors, phi),
    statistic: sum(z.map((value) => value * value)),
  }
}

function widened(centre: number, spread: number): FunnelLimits {
  return {
    low95: Math.max(0, centre - z95 * spread),
    high95: Math.min(1, centre + z95 * spread),
    low998: Math.max(0, centre - z998 * spread),
    high998: Math.min(1, centre + z998 * spread),
  }
}

function winsorised(z: readonly number[], share: number): number[] {
  const sorted = [...z].sort((a, b) => a - b)
  const low = percentile(sorted, share) ?? 0
  const high = percentile(sorted, 1 - share) ?? 0
  return z.map((value) => Math.min(high, Math.max(low, value)))
}

function betweenVariance(errors: readonly number[], phi: number): number {
  const groups = errors.length
  const weights = errors.map((error) => 1 / (error * error))
  const total = sum(weights)
  const excess = groups * phi - (groups - 1)
  return Math.max(0, excess / (total - sum(weights.map((weight) => weight * weight)) / total))
}

function bar(group: FunnelGroup): (FunnelGroup & { rate: number; interval: Interval })[] {
  const interval = wilson(group.x, group.n)
  const own = rate(group)
  return interval && own !== null ? [{ ...group, rate: own, interval }] : []
}
