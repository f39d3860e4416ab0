/**
 * What may be said after coaching. Rates are error rates, fractions of 1; a positive change means fewer errors.
 */
import { binomialProbability } from './distributions.ts'
import {
  type Difference,
  differenceOfEstimates,
  newcombeDifference,
  type Proportion,
  z95,
} from './interval.ts'
import { type BetaPrior, fallbackStrength, shrink } from './shrinkage.ts'

export type Verdict = 'consistent-with-improvement' | 'consistent-with-worsening' | 'not-enough'

export type CoachingInput = {
  /** Errors of the coached analyst, x of n audits, in two windows of time. */
  before: Proportion
  after: Proportion
  /** The team in the same windows, without the coached analyst, so that the two are independent. */
  teamBefore: Proportion
  teamAfter: Proportion
  /** What the team's analysts imply (`estimatePrior`); by default the team's rate before, worth 30 audits. */
  prior?: BetaPrior
}

export type CoachingEffect = {
  before: number
  after: number
  /** Before minus after with Newcombe's 95 % interval. */
  change: Difference
  teamChange: Difference
  /** Change beyond the team's (difference in differences), with a 95 % interval of the same kind. */
  beyondTeam: Difference
  /**
   * What the analyst's rate was likely to be before, the small sample considered. People are coached after a bad month,
   * and a bad month tends to be followed by a better one, coached or not.
   */
  shrunkenBefore: number
  /** `shrunkenBefore` minus after. */
  changeFromShrunken: number
  verdict: Verdict
  /**
   * About how many more audits after coaching would settle it if the rates stay as they are; 0 when it is settled, null
   * when no such number (up to 100,000) would.
   */
  moreAudits: number | null
}

/**
 * Compares an analyst before and after coaching with the team in the same windows. It speaks of improvement or worsening
 * only if the interval of the change and that of the change beyond the team both exclude 0, and the shrunken rate before
 * changed in the same direction. null when any of the four has no audits or impossible counts.
 *
 * Sources: Newcombe 1998b; Zou & Donner 2008 for the interval of the difference in differences.
 */
export function coachingEffect(input: CoachingInput): CoachingEffect | null {
  const measured = measure(input)
  return measured && { ...measured, moreAudits: moreAudits(input, measured.verdict) }
}

function measure(input: CoachingInput): Omit<CoachingEffect, 'moreAudits'> | null {
  const { before, after, teamBefore, teamAfter } = input
  const change = newcombeDifference(before, after)
  const teamChange = newcombeDifference(teamBefore, teamAfter)
  if (!change || !teamChange) return null
  const prior: BetaPrior = input.prior ?? {
    mean: teamBefore.x / teamBefore.n,
    strength: fallbackStrength,
    source: 'fallback',
  }
  const shrunkenBefore = shrink(before, prior)
  if (shrunkenBefore === null) return null
  const beyondTeam = differenceOfEstimates(
    { ...change, estimate: change.difference },
    { ...teamChange, estimate: teamChange.difference },
    2,
  )
  const rateAfter = after.x / after.n
  const changeFromShrunken = shrunkenBefore - rateAfter
  return {
    before: before.x / before.n,
    after: rateAfter,
    change,
    teamChange,
    beyondTeam,
    shrunkenBefore,
    changeFromShrunken,
    verdict: verdictOf(change, beyondTeam, changeFromShrunken),
  }
}

function verdictOf(change: Difference, beyondTeam: Difference, changeFromShrunken: number): Verdict {
  if (change.low > 0 && beyondTeam.low > 0 && changeFromShrunken > 0) return 'consistent-with-improvement'
  if (change.high < 0 && beyondTeam.high < 0 && changeFromShrunken < 0) return 'consistent-with-worsening'
  return 'not-enough'
}

const searchedAudits = 100_000

function moreAudits(input: CoachingInput, verdict: Verdict): number | null {
  if (verdict !== 'not-enough') return 0
  const { x, n } = input.after
  const settledWith = (more: number) => {
    const after = { x: (x * (n + more)) / n, n: n + more }
    const measured = measure({ ...input, after })
    return measured !== null && measured.verdict !== 'not-enough'
  }
  if (!settledWith(searchedAudits)) return null
  let few = 0
  let enough = searchedAudits
  while (enough - few > 1) {
    const middle = Math.floor((few + enough) / 2)
    if (settledWith(middle)) enough = middle
    else few = middle
  }
  return enough
}

const z80 = 0.8416212335729143

/**
 * Audits in each of two windows to see a change from rate `p1` to `p2` with power .8 at 95 %, rounded up: 435 for 90 to
 * 95 %. null when either is outside [0, 1] or they are the same. Source: Fleiss, Levin & Paik 2003, 4.2.
 */
export function auditsPerPeriod(p1: number, p2: number): number | null {
  if (!(p1 >= 0 && p1 <= 1 && p2 >= 0 && p2 <= 1) || p1 === p2) return null
  const mean = (p1 + p2) / 2
  const spread = z95 * Math.sqrt(2 * mean * (1 - mean)) + z80 * Math.sqrt(p1 * (1 - p1) + p2 * (1 - p2))
  return Math.ceil((spread / (p1 - p2)) ** 2)
}

/**
 * Two-sided exact McNemar test for the same items audited twice: `onlyBefore` were wrong the first time only,
 * `onlyAfter` the second time only. The p value, in (0, 1]. null when no item changed or a count is not a whole number.
 * Source: McNemar 1947, Psychometrika 12.
 */
export function mcnemarExact(onlyBefore: number, onlyAfter: number): number | null {
  const n = onlyBefore + onlyAfter
  const smaller = Math.min(onlyBefore, onlyAfter)
  if (!(Number.isInteger(onlyBefore) && Number.isInteger(onlyAfter) && smaller >= 0 && n > 0)) return null
  let tail = 0
  for (let r = 0; r <= smaller; r += 1) tail += binomialProbability(r, n, 0.5)
  return Math.min(1, 2 * tail)
}
