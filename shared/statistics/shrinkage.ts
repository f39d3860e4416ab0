/**
 * Small samples borrow from the team: a rate from few audits is pulled towards the team's, the more the fewer there are.
 */
import { isProportion, type Proportion } from './interval.ts'
import { sum } from './sum.ts'

/** Beta(mean * strength, (1 - mean) * strength). `strength` reads as "worth this many audits". */
export type BetaPrior = { mean: number; strength: number; source: 'estimated' | 'fallback' }

/** Strength of the prior where there are too few groups to say. */
export const fallbackStrength = 30
/** Fewer groups than this say too little about how much groups differ. */
export const minimumGroups = 8

/**
 * The prior that a team's groups imply: mean = pooled rate; strength = 1 / rho - 1, where rho, the share of variance
 * between groups, comes from the iterated method of moments for unequal n (Kleinman 1973, JASA 68). Groups that differ no more
 * than chance are shrunk the most, up to the strength at which rho is one standard error of its estimate for groups that are
 * alike: less of a difference than that could not have been seen. Falls back to a strength of 30 with fewer than eight
 * groups that have audits. Never weaker than one audit. null without any audit.
 */
export function estimatePrior(groups: readonly Proportion[]): BetaPrior | null {
  const used = groups.filter(isProportion)
  const n = sum(used.map((group) => group.n))
  if (n === 0) return null
  const mean = sum(used.map((group) => group.x)) / n
  if (used.length < minimumGroups) return { mean, strength: fallbackStrength, source: 'fallback' }
  const rho = Math.max(intraclassCorrelation(used) ?? 0, smallestSeen(used))
  return { mean, strength: Math.max(1, 1 / rho - 1), source: 'estimated' }
}

/** Mean of the beta posterior for x of n, in [0, 1]. With n = 0 it is the prior's mean; null for impossible counts. */
export function shrink({ x, n }: Proportion, prior: BetaPrior): number | null {
  if (n !== 0 && !isProportion({ x, n })) return null
  return (prior.mean * prior.strength + (n === 0 ? 0 : x)) / (prior.strength + n)
}

/** How much of the shrunken value is the group's own data: n / (n + strength), in [0, 1]. */
export function ownWeight(n: number, prior: BetaPrior): number {
  return n / (n + prior.strength)
}

export type JamesStein = { grandMean: number; factor: number; estimates: number[] }

/**
 * James and Stein's estimate with Efron and Morris's centring for groups of the same size: each rate is moved to
 * `grandMean + factor * (rate - grandMean)`, factor in [0, 1] (positive part). null for fewer than four groups, where
 * the factor is not defined, and when all rates are the same. Source: Efron & Morris 1977, Scientific American 236.
 */
export function jamesStein(counts: readonly number[], n: number): JamesStein | null {
  if (counts.length < 4 || counts.some((x) => !isProportion({ x, n }))) return null
  const rates = counts.map((x) => x / n)
  const grandMean = sum(rates) / rates.length
  const spread = sum(rates.map((value) => (value - grandMean) ** 2))
  if (counts.every((x) => x === counts[0])) return null
  const variance = (grandMean * (1 - grandMean)) / n
  const factor = Math.max(0, 1 - ((rates.length - 3) * variance) / spread)
  return { grandMean, factor, estimates: rates.map((value) => grandMean + factor * (value - grandMean)) }
}

/** One standard error of rho among groups that do not differ: sqrt(2 / (k - 1)) / (n0 - 1), n0 the usual size of a group. */
function smallestSeen(groups: readonly Proportion[]): number {
  const total = sum(groups.map(({ n }) => n))
  const usual = (total - sum(groups.map(({ n }) => n * n)) / total) / (groups.length - 1)
  return Math.min(1, Math.sqrt(2 / (groups.length - 1)) / Math.max(1, usual - 1))
}

/** Variance of p_i is mu (1 - mu) (rho + (1 - rho) / n_i); null when all groups are at 0 or all at 1. */
function intraclassCorrelation(groups: readonly Proportion[]): number | null {
  let rho = 0
  for (let round = 0; round < 100; round += 1) {
    const weights = groups.map(({ n }) => n / (1 + rho * (n - 1)))
    const total = sum(weights)
    const mean = sum(groups.map(({ x, n }, i) => ((weights[i] ?? 0) * x) / n)) / total
    const variance = mean * (1 - mean)
    if (!(variance > 0)) return null
    let spread = 0
    let shares = 0
    let sampling = 0
    groups.forEach(({ x, n }, i) => {
      const weight = weights[i] ?? 0
      spread += weight * (x / n - mean) ** 2
      shares += weight * (1 - weight / total)
      sampling += (weight / n) * (1 - weight / total)
    })
    const next = (spread - variance * sampling) / (variance * (shares - sampling))
    if (!Number.isFinite(next) || next <= 0) return null
    const settled = Math.abs(next - rho) < 1e-10
    rho = Math.min(1, next)
    if (settled) break
  }
  return rho
}
