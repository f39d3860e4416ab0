/**
 * Control charts for counts over time: p (x of n audits) and u (x events in n hours, items, shifts). Limits rest on a
 * baseline that is estimated once and kept: computing them again with a signal inside would hide it.
 *
 * Sources: NIST/SEMATECH e-Handbook 6.3.3; Laney 2002, Quality Engineering 14.
 */
import { countLimits } from './binomial-limits.ts'
import { sum } from './sum.ts'

export type ChartInput = { x: number; n: number }

export type Baseline = {
  /** Pooled rate of the baseline points. */
  centre: number
  /** Laney's sigma_z, >= 1: how much more the points spread than chance alone would have it. */
  sigmaZ: number
  /** How many points with n > 0 it rests on. */
  points: number
  /** 20 points or more are frozen, 12 to 19 provisional. */
  status: 'frozen' | 'provisional'
}

export type ChartPoint = {
  n: number
  /** null where n is 0: a gap, not a zero. */
  value: number | null
  low: number | null
  high: number | null
  /** Distance from the centre in thirds of the way to the limit, for Nelson's rules: beyond +-3 is outside. */
  z: number | null
  outside: boolean
  /** How the limits were made; exact where a p chart has too few expected events for the normal ones. */
  limits: 'normal' | 'exact' | null
}

export const frozenPoints = 20
export const provisionalPoints = 12
/** Fewer expected events than this and normal limits mislead. */
export const minimumExpected = 5

/**
 * Baseline of a p chart. null with fewer than 12 points that have audits, or when all or none of the audits were
 * events, which leaves no spread. `laney: false` keeps sigma_z at 1. A caller that asks for fewer points with `minimum`
 * must have measured its false alarms.
 */
export function proportionBaseline(
  points: readonly ChartInput[],
  { laney = true, minimum = provisionalPoints } = {},
): Baseline | null {
  return estimateBaseline(points, { laney, minimum }, (centre) => centre * (1 - centre))
}

/** Baseline of a u chart: x events per unit of n. null with fewer than 12 points with n > 0, or no event. */
export function rateBaseline(points: readonly ChartInput[], { laney = true } = {}): Baseline | null {
  return estimateBaseline(points, { laney, minimum: provisionalPoints }, (centre) => centre)
}

/**
 * p chart, fractions in [0, 1]. Limits lie at three sigma times sigma_z, clipped to [0, 1]; where fewer than five events are
 * expected they are exact: half a count inside the first count that chance reaches with a probability of .00135 or less, and
 * none where not even the last count is that rare. x of n and n - x of n are judged alike.
 */
export function pChart(points: readonly ChartInput[], baseline: Baseline): ChartPoint[] {
  const { centre, sigmaZ } = baseline
  return points.map(({ x, n }) => {
    if (!(n > 0)) return gap
    const sigma = Math.sqrt((centre * (1 - centre)) / n)
    const normal = { low: centre - 3 * sigma * sigmaZ, high: centre + 3 * sigma * sigmaZ }
    const sparse = Number.isInteger(n) && n * Math.min(centre, 1 - centre) < minimumExpected
    if (!sparse) return plot(x / n, { n, centre, ...normal, top: 1, limits: 'normal' })
    const { low, high } = countLimits(n, centre)
    const exact = {
      low: low === null ? null : centre - (centre - (low + 0.5) / n) * sigmaZ,
      high: high === null ? null : centre + ((high - 0.5) / n - centre) * sigmaZ,
    }
    return plotExact(x / n, { n, centre, sigma: sigma * sigmaZ, ...exact })
  })
}

type ExactRange = { n: number; centre: number; sigma: number; low: number | null; high: number | null }

/**
 * A point between exact limits. An end without a limit cannot be crossed: the point is then as far out as its sigmas say, but
 * never in the last third of the way to a limit that does not exist.
 */
function plotExact(value: number, { n, centre, sigma, low, high }: ExactRange): ChartPoint {
  const below = value < centre
  const reached = below ? low : high
  // A limit beyond the scale is none.
  const limit = reached !== null && reached >= 0 && reached <= 1 ? reached : null
  const free = Math.max(-2, Math.min(2, (value - centre) / sigma))
  const z = limit === null ? free : (3 * (value - centre)) / Math.abs(limit - centre)
  return {
    ...{ n, value, low: Math.max(0, low ?? 0), high: Math.min(1, high ?? 1), z },
    ...{ outside: limit !== null && (below ? value < limit : value > limit), limits: 'exact' },
  }
}

/** u chart, events per unit of n, limits at three sigma times sigma_z and never below 0. */
export function uChart(points: readonly ChartInput[], baseline: Baseline): ChartPoint[] {
  const { centre, sigmaZ } = baseline
  return points.map(({ x, n }) => {
    if (!(n > 0)) return gap
    const reach = 3 * Math.sqrt(centre / n) * sigmaZ
    const range = { low: centre - reach, high: centre + reach, top: Number.POSITIVE_INFINITY }
    return plot(x / n, { n, centre, ...range, limits: 'normal' })
  })
}

const gap: ChartPoint = { n: 0, value: null, low: null, high: null, z: null, outside: false, limits: null }

type Range = { n: number; centre: number; low: number; high: number; top: number; limits: 'normal' | 'exact' }

function plot(value: number, { n, centre, low, high, top, limits }: Range): ChartPoint {
  const reach = value < centre ? centre - low : high - centre
  return {
    n,
    value,
    low: Math.max(0, low),
    high: Math.min(top, high),
    z: (3 * (value - centre)) / reach,
    outside: value < low || value > high,
    limits,
  }
}

function estimateBaseline(
  points: readonly ChartInput[],
  { laney, minimum }: { laney: boolean; minimum: number },
  varianceOf: (centre: number) => number,
): Baseline | null {
  const used = points.filter(({ x, n }) => n > 0 && x >= 0)
  if (used.length < minimum) return null
  const centre = sum(used.map(({ x }) => x)) / sum(used.map(({ n }) => n))
  const variance = varianceOf(centre)
  if (!(variance > 0)) return null
  const z = used.map(({ x, n }) => (x / n - centre) / Math.sqrt(variance / n))
  // One point has no range to its neighbour.
  const movingRange =
    z.length < 2 ? 0 : sum(z.slice(1).map((value, i) => Math.abs(value - (z[i] ?? value)))) / (z.length - 1)
  return {
    centre,
    // 1.128 turns a mean moving range of two into a standard deviation. Below 1 it would narrow the limits.
    sigmaZ: laney ? Math.max(1, movingRange / 1.128) : 1,
    points: used.length,
    status: used.length >= frozenPoints ? 'frozen' : 'provisional',
  }
}
