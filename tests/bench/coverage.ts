import { parseArgs } from 'node:util'
import { addCounts, noCounts } from '#shared/audits/rules.ts'
import type { Counts } from '#shared/audits/views.ts'
import { againstPast } from '#shared/scorecards/past-rules.ts'
import { estimateOf, rateOf } from '#shared/scorecards/rate-rules.ts'
import { targetVerdict } from '#shared/statistics/floors.ts'
import { wilson } from '#shared/statistics/interval.ts'
import { seededIntegers } from '#shared/statistics/random.ts'

/** A part of a made-up log: its share of the cases, how many are drawn from it, and the share of these that is wrong. */
export interface Part {
  share: number
  drawn: number
  error: number
}

/** Logs whose errors are likelier, as likely, or less likely where more is drawn. */
export const logs = {
  'half from the riskier fifth': parts([0.2, 75, 0.06], [0.8, 75, 0.04]),
  'equal risk, unequal chances': parts([0.1, 75, 0.05], [0.9, 75, 0.05]),
  'three steps of risk': parts([0.1, 60, 0.12], [0.3, 90, 0.08], [0.6, 150, 0.05]),
  'errors among what is seldom drawn': parts([0.1, 75, 0.02], [0.9, 75, 0.06]),
  'four hundred, a fifth of them risky': parts([0.2, 160, 0.1], [0.8, 240, 0.05]),
  'a tenth five times as risky': parts([0.1, 100, 0.15], [0.9, 200, 0.03]),
  'strong steps of risk': parts([0.7, 100, 0.02], [0.2, 100, 0.1], [0.1, 100, 0.3]),
  'half from the risky tenth': parts([0.1, 228, 0.13], [0.9, 227, 0.03]),
  'many errors, few audits': parts([0.3, 30, 0.4], [0.7, 30, 0.2]),
} as const satisfies Record<string, readonly Part[]>

/** Logs with so few errors where little is drawn that no range can be exact: it is then wide, never narrow. */
export const scarceLogs = {
  'half of 150 from the risky tenth': parts([0.1, 75, 0.12], [0.9, 75, 0.02]),
  'strong steps of risk, a hundred': parts([0.7, 34, 0.02], [0.2, 33, 0.1], [0.1, 33, 0.3]),
} as const satisfies Record<string, readonly Part[]>

function parts(...rows: readonly [share: number, drawn: number, error: number][]): readonly Part[] {
  return rows.map(([share, drawn, error]) => ({ share, drawn, error }))
}

/** Cases of a log: so many that what is drawn does not use them up. */
const cases = 20_000

export interface CoverageFigures {
  /** The share of the draws whose range of accuracy held the true one. */
  accuracy: number
  /** The same of the difference of two draws from one log. */
  difference: number
  /** The share of the draws of which a target at the true accuracy is said to be met, and to be missed. */
  falselyMet: number
  falselyMissed: number
  /** The mean width of the range, and of Wilson's with Kish's effective n. */
  width: number
  widthByKish: number
}

/** Draws from a log again and again and holds what is said of each draw against the truth. The same seed gives the same figures. */
export function coverageOf(
  log: readonly Part[],
  { seed, runs }: { seed: number; runs: number },
): CoverageFigures {
  const below = seededIntegers(seed)
  const truth = 1 - log.reduce((sum, { share, error }) => sum + share * error, 0)
  const found = { accuracy: 0, difference: 0, met: 0, missed: 0, width: 0, kish: 0 }
  let last = rateOf(drawFrom(log, below), 'accuracy')
  for (let run = 0; run < runs; run += 1) {
    const rate = rateOf(drawFrom(log, below), 'accuracy')
    const estimate = estimateOf(rate)
    const range = wilson(estimate.x, estimate.n)
    const difference = againstPast(rate, last)
    if (!range || !difference) throw new Error('a draw without a rate')
    if (range.low <= truth && truth <= range.high) found.accuracy += 1
    if (difference.low <= 0 && 0 <= difference.high) found.difference += 1
    const verdict = targetVerdict(estimate, { rate: truth, better: 'above' })
    if (verdict === 'meets') found.met += 1
    if (verdict === 'misses') found.missed += 1
    found.width += range.high - range.low
    const kish = rate.kind === 'weighted' ? rate.effectiveN : rate.n
    const byKish = wilson((estimate.x / estimate.n) * kish, kish)
    found.kish += byKish ? byKish.high - byKish.low : 1
    last = rate
  }
  return {
    ...{ accuracy: found.accuracy / runs, difference: found.difference / runs },
    ...{ falselyMet: found.met / runs, falselyMissed: found.missed / runs },
    ...{ width: found.width / runs, widthByKish: found.kish / runs },
  }
}

/** Counts a draw as the rollups do. */
function drawFrom(log: readonly Part[], below: (bound: number) => number): Counts {
  return log.reduce<Counts>((sum, { share, drawn, error }) => {
    let wrong = 0
    for (let audit = 0; audit < drawn; audit += 1) if (below(1_000_000) < error * 1_000_000) wrong += 1
    const w = (share * cases) / drawn
    const right = drawn - wrong
    return addCounts(sum, {
      ...{ n: drawn, correct: right, missed: wrong, overEnforced: 0, unverified: 0, acted: 0, unsided: 0 },
      weights: {
        ...{ drawn, w: w * drawn, w2: w * w * drawn, correct: w * right, missed: w * wrong },
        ...{ overEnforced: 0, acted: 0, correct2: w * w * right, missed2: w * w * wrong },
        ...{ overEnforced2: 0, acted2: 0 },
      },
    })
  }, noCounts)
}

/** Returns the figures of every log for the options of `npm run bench -- coverage`. */
export function coverageFigures(args: string[]): Record<string, CoverageFigures> {
  const { values } = parseArgs({ args, options: { seed: { type: 'string' }, runs: { type: 'string' } } })
  const [seed, runs] = [Number(values.seed ?? 1), Number(values.runs ?? 10_000)]
  if (!(Number.isInteger(seed) && seed >= 0 && Number.isInteger(runs) && runs > 0))
    throw new Error('--seed and --runs must be whole numbers, and --runs above 0')
  return Object.fromEntries(
    Object.entries({ ...logs, ...scarceLogs }).map(([name, log]) => [name, coverageOf(log, { seed, runs })]),
  )
}
