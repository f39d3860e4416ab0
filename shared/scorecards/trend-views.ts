import * as z from 'zod/mini'
import { weights } from '#shared/audits/views.ts'
import { periodTargets, targetBreak } from './views.ts'

/**
 * The counts of one week of a policy, or of a language in a queue: the number of the week, both names, then n, correct, missed,
 * over-enforced, unverified, acted, unsided, and the weights where any is stored. Plain rows, because names for each number
 * would be most of what is sent. A name is empty where the log does not say it, and null where fewer than three people stand
 * behind a part, so that a reader who may see no single analyst gets it in one sum.
 */
const trendCell = z.tuple([
  z.int(),
  z.nullable(z.string()),
  z.nullable(z.string()),
  ...([z.int(), z.int(), z.int(), z.int(), z.int(), z.int(), z.int()] as const),
  z.nullable(weights),
])
export type TrendCell = z.infer<typeof trendCell>

/** The same weeks counted in both ways. The second name of a policy's cell is always empty. */
const trendCells = z.object({ policies: z.array(trendCell), places: z.array(trendCell) })
export type TrendCells = z.infer<typeof trendCells>

/** A version of a policy that took effect in the weeks, with its label. */
const versionBreak = z.object({ policy: z.string(), label: z.string(), effectiveFrom: z.string() })
export type VersionBreak = z.infer<typeof versionBreak>

export const teamTrends = z.object({
  teamId: z.uuid(),
  teamName: z.string(),
  zone: z.string(),
  /** The newest decision that any figure here knows of; null before the first import. */
  dataThrough: z.nullable(z.string()),
  targets: periodTargets,
  /** Changes of a target or limit inside the weeks. */
  targetBreaks: z.array(targetBreak),
  /** The Monday of the first of thirteen weeks. */
  firstWeek: z.string(),
  /** The reader gets parts of fewer than three people in one sum. */
  joined: z.boolean(),
  versions: z.array(versionBreak),
  people: trendCells,
  /** Decisions that machines made alone. */
  machines: trendCells,
})
export type TeamTrends = z.infer<typeof teamTrends>
