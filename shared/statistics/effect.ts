/**
 * What may be said after coaching. Rates are error rates, fractions of 1; a positive change means fewer errors.
 */
import { binomialProbability } from './distributions.ts'
import { percentageFloor } from './floors.ts'
import {
  type Difference,
  differenceOfEstimates,
  newcombeDifference,
  type Proportion,
  z95,
} from './interval.ts'

/** Names what the figures say. `less_than_team`: the change and the change beyond the team are both sure, and point apart. */
export type Verdict = 'consistent_with_improvement' | 'worse_than_before' | 'less_than_team' | 'not_enough'

export type CoachingInput = {
  /** Errors of the coached analyst, x of n audits, in two windows of time. */
  before: Proportion
  after: Proportion
  /** The team in the same windows, without the coached analyst, so that the two are independent. */
  teamBefore: Proportion
  teamAfter: Proportion
  /** The share of errors that is aimed at. */
  goal?: number | undefined
}

export type CoachingEffect = {
  before: number
  after: number
  /** Before minus after with Newcombe's 95 % interval. */
  change: Difference
  teamChange: Difference
  /** Change beyond the team's (difference in differences), with a 95 % interval of the same kind. */
  beyondTeam: Difference
  verdict: Verdict
  /**
   * About how many more audits after coaching would show the difference with power .8; null where the figures say something
   * already, where there is no difference to show, or under ten.
   */
  moreAudits: number | null
}

/**
 * Compares an analyst before and after coaching with the team in the same windows. It speaks of improvement or worsening
 * only if the interval of the change and that of the change beyond the team both exclude 0, and of too few audits only
 * where one of the two holds 0. `before` may be shrunken, and then is no whole number. null when any of the four has no
 * audits or impossible counts.
 *
 * Sources: Newcombe 1998b; Zou & Donner 2008 for the interval of the difference in differences.
 */
export function coachingEffect(input: CoachingInput): CoachingEffect | null {
  const { before, after, teamBefore, teamAfter } = input
  const change = newcombeDifference(before, after)
  const teamChange = newcombeDifference(teamBefore, teamAfter)
  if (!change || !teamChange) return null
  const beyondTeam = differenceOfEstimates(
    { ...change, estimate: change.difference },
    { ...teamChange, estimate: teamChange.difference },
    2,
  )
  const verdict = verdictOf(change, beyondTeam)
  return {
    before: before.x / before.n,
    after: after.x / after.n,
    ...{ change, teamChange, beyondTeam, verdict },
    moreAudits: moreAudits(input, verdict),
  }
}

/** Returns on which side of 0 a difference lies for sure; 0 where its interval holds 0. */
const sideOf = ({ low, high }: Difference) => (low > 0 ? 1 : high < 0 ? -1 : 0)

function verdictOf(change: Difference, beyondTeam: Difference): Verdict {
  const side = sideOf(change)
  const beyond = sideOf(beyondTeam)
  if (side === 0 || beyond === 0) return 'not_enough'
  if (side !== beyond) return 'less_than_team'
  return side > 0 ? 'consistent_with_improvement' : 'worse_than_before'
}

/** Source: Fleiss, Levin & Paik 2003, for the rate before against the goal or, without one, the rate after. */
function moreAudits({ before, after, goal }: CoachingInput, verdict: Verdict): number | null {
  if (verdict !== 'not_enough') return null
  const needed = auditsPerPeriod(before.x / before.n, goal ?? after.x / after.n)
  const more = needed === null ? 0 : needed - after.n
  return more < percentageFloor ? null : more
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
