import * as z from 'zod/mini'
import { counts } from '#shared/audits/views.ts'
import { day } from '#shared/core/fields.ts'
import { personRef } from '#shared/people/views.ts'
import { periodUnits } from './period-rules.ts'
import { policyBreak, targetBreak, targets } from './views.ts'

const proportion = z.object({ x: z.int(), n: z.int() })

/** Holds what a person did between two days. */
export const periodFigures = z.object({
  from: day,
  /** The last day, included. */
  to: day,
  counts,
  /** Rows of the audit log by kind, verified or not. */
  volume: z.object({ audit: z.int(), appeal: z.int(), feedback: z.int(), policyQuestion: z.int() }),
  /** Minutes from when a case came in to its decision, of the rows that say it, by the clock; null without any. */
  turnaround: z.nullable(
    z.object({
      n: z.int(),
      median: z.number(),
      interval: z.nullable(z.object({ low: z.number(), high: z.number() })),
    }),
  ),
  /** Decisions on which an appeal was decided, and those that it overturned; by the day of the person's decision. */
  overturned: proportion,
  /** Decisions that a second review checked, and those on which it agreed. */
  agreed: proportion,
  /** Published quality reviews that were scored, and those without a critical error of the person's. */
  critical: proportion,
  /** Reviews with a critical error of each kind. */
  criticalKinds: z.object({ user_harm: z.int(), rights: z.int(), legal: z.int() }),
  /** The mean of the person's own scores with Student's 95 % interval; null without any. */
  mean: z.nullable(
    z.object({
      mean: z.number(),
      n: z.int(),
      interval: z.nullable(z.object({ low: z.number(), high: z.number() })),
    }),
  ),
  /** Versions of rubrics that the reviews were scored on. */
  rubricVersions: z.int(),
})
export type PeriodFigures = z.infer<typeof periodFigures>

export const periodScorecard = z.extend(periodFigures, {
  unit: z.enum(periodUnits),
  person: personRef,
  teamId: z.uuid(),
  teamName: z.string(),
  zone: z.string(),
  dataThrough: z.nullable(z.string()),
  /** Those of the period's first day: it is judged by them. */
  targets,
  /** Changes of a target after that day, the oldest first. */
  targetBreaks: z.array(targetBreak),
  /** The first day with an audit of the person in the team. */
  earliest: z.nullable(day),
  /** The like period before this one. */
  before: periodFigures,
  /**
   * The frozen weeks that signals compare with, from a Monday to a Sunday; null where there are too few, or where the period
   * begins before they end.
   */
  baseline: z.nullable(z.object({ from: day, to: day, weeks: z.int(), provisional: z.boolean(), counts })),
  /** Versions of policies that came into force in the period. */
  policyBreaks: z.array(policyBreak),
  /** The counts of the period by policy, in the order of their codes. */
  policies: z.array(z.object({ policy: z.string(), counts })),
  /** The period and up to five like ones before it, the oldest first; none that ended before the person's first audit. */
  trail: z.array(z.object({ from: day, to: day, counts })),
})
export type PeriodScorecard = z.infer<typeof periodScorecard>
