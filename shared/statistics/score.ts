/** The score of one audit by its rubric, and the three figures that sum audits up. Scores are fractions of 1. */
import { studentQuantile975 } from './distributions.ts'
import type { Interval, Proportion } from './interval.ts'

export type ScoredCriterion = {
  /** Above 0. */
  weight: number
  /** From 0, not met, to 1, met; null is "not applicable" and counts neither for nor against. */
  score: number | null
  /** Not meeting a critical criterion fails the whole audit. */
  critical: boolean
}

export type AuditScore = {
  /** In [0, 1]; 0 with `autoFail`. null: nothing was applicable, so the audit is "not scored", never 1. */
  score: number | null
  /** The weighted score as if no criterion were critical, to show what the failure cost. */
  rawScore: number | null
  autoFail: boolean
}

/**
 * Weighted share of what was applicable: sum of weight times score over sum of weights, criteria that do not apply left
 * out of both. Criteria whose weight is not above 0 have no say in the sum. A critical criterion fails below .5.
 */
export function scoreAudit(criteria: readonly ScoredCriterion[]): AuditScore {
  let earned = 0
  let possible = 0
  for (const { weight, score } of criteria) {
    if (score === null || !(weight > 0)) continue
    earned += weight * score
    possible += weight
  }
  const rawScore = possible > 0 ? earned / possible : null
  const autoFail = criteria.some(({ critical, score }) => critical && score !== null && score < 0.5)
  return { score: autoFail ? 0 : rawScore, rawScore, autoFail }
}

export type AuditsSummary = {
  /** Audits without a critical error, and audits with the right decision: proportions, for Wilson's interval. */
  critical: Proportion
  decision: Proportion
  /** Mean weighted score of the scored audits; a mean, so never Wilson's interval. */
  score: MeanScore | null
}

export function summariseAudits(
  audits: readonly (AuditScore & { decisionCorrect: boolean })[],
): AuditsSummary {
  const n = audits.length
  return {
    critical: { x: audits.filter(({ autoFail }) => !autoFail).length, n },
    decision: { x: audits.filter(({ decisionCorrect }) => decisionCorrect).length, n },
    score: meanScore(audits.flatMap(({ score }) => (score === null ? [] : [score]))),
  }
}

/** `interval` is null for a single score and when all scores are the same: they say nothing about their spread. */
export type MeanScore = { mean: number; n: number; interval: Interval | null }

/** Mean of scores in [0, 1] with Student's 95 % interval, clipped to [0, 1]. null without scores. */
export function meanScore(scores: readonly number[]): MeanScore | null {
  const n = scores.length
  if (n === 0) return null
  const mean = scores.reduce((total, score) => total + score, 0) / n
  if (n < 2 || scores.every((score) => score === scores[0])) return { mean, n, interval: null }
  const variance = scores.reduce((total, score) => total + (score - mean) ** 2, 0) / (n - 1)
  const half = studentQuantile975(n - 1) * Math.sqrt(variance / n)
  return { mean, n, interval: { low: Math.max(0, mean - half), high: Math.min(1, mean + half) } }
}
