import * as z from 'zod/mini'
import { counts } from '#shared/audits/views.ts'
import { day } from '#shared/core/fields.ts'
import { personRef } from '#shared/people/views.ts'
import { metric } from './fields.ts'
import { strata } from './rules.ts'

/** Fractions. Accuracy should be at least its target; the two error rates at most their limits. */
export const targets = z.object({ accuracy: z.number(), missed: z.number(), overEnforced: z.number() })
export type Targets = z.infer<typeof targets>

/** Those of the first day of each period: it is judged by them. */
export const periodTargets = z.object({ '4w': targets, '13w': targets })

/** A change of a target or limit after a period's first day: the period is judged by `before`. */
export const targetBreak = z.object({ metric, effectiveFrom: day, before: z.number(), rate: z.number() })

/** One time that a team's target was set, or taken back (no rate). */
export const targetEntry = z.object({
  /** From 1, in the order in which they were made. */
  number: z.int(),
  metric,
  effectiveFrom: day,
  rate: z.nullable(z.number()),
  setBy: z.nullable(personRef),
  setAt: z.string(),
})
export type TargetEntry = z.infer<typeof targetEntry>

/** Holds what a team is measured by, was, and will be. */
export const teamTargets = z.object({
  teamId: z.uuid(),
  teamName: z.string(),
  /** The day that it is in the team's zone. */
  today: day,
  /** The number of the last entry; 0 without any. */
  version: z.int(),
  /** The values before the first entry of a metric. */
  initial: targets,
  entries: z.array(targetEntry),
})
export type TeamTargets = z.infer<typeof teamTargets>

/** A Monday in the team's zone and what was decided in its week. */
export const weekCounts = z.object({ week: z.string(), counts })
export type WeekCounts = z.infer<typeof weekCounts>

/** Reasons why a baseline begins where it does: the person's first weeks, 52 weeks over, another way of drawing audits, a lead's word. */
export const baselineReasons = ['first_weeks', 'year', 'draw', 'word'] as const

/** Says since when a baseline holds, and why. */
export const baselineBasis = z.object({
  /** The Monday of its first week. */
  since: z.string(),
  /** Audited weeks in it; below twelve it is provisional. */
  weeks: z.int(),
  rate: z.number(),
  provisional: z.boolean(),
  why: z.enum(baselineReasons),
  /** The day of the lead's word, where the team is. */
  saidOn: z.nullable(day),
})
export type BaselineBasis = z.infer<typeof baselineBasis>

/**
 * Something in a person's data that is worth a look. 'more_errors': in the last four complete weeks more own errors than their
 * baseline has; 'recovery': from that, back within it, and fewer than it was.
 */
export const signal = z.object({
  /** Names the episode: the person, the team and the week in which it began. */
  key: z.string(),
  personId: z.uuid(),
  teamId: z.uuid(),
  kind: z.enum(['more_errors', 'recovery']),
  /** The Monday of the week whose test said so first; with a recovery, of the week at whose end it was over. */
  since: z.string(),
  /** Own errors of n verified decisions, in the weeks from one Monday to another. */
  x: z.int(),
  n: z.int(),
  from: z.string(),
  to: z.string(),
  /** Kinds of the errors; the rest of x are wrong selections. */
  missed: z.int(),
  overEnforced: z.int(),
  /** The share of errors that is usual for the person: their frozen weeks, shrunken to the team. */
  baseline: z.number(),
  /** The baseline rests on fewer than twelve weeks. */
  provisional: z.boolean(),
  basis: baselineBasis,
  /** The chance of x or more errors of n at the baseline: exact binomial. */
  p: z.number(),
  /** A note about it begins with this: the kind of error that is most of x; accuracy where none is. */
  point: z.object({ metric, x: z.int(), n: z.int() }),
  /** The policy, queue or language that explains most of the errors, with its part of x and its decisions in those weeks. */
  cause: z.nullable(
    z.object({
      stratum: z.enum(strata),
      code: z.string(),
      nameKo: z.nullable(z.string()),
      nameEn: z.nullable(z.string()),
      x: z.int(),
      n: z.int(),
    }),
  ),
})
export type Signal = z.infer<typeof signal>

/** A version of a policy that came into force in the weeks of a scorecard: figures on both sides of it compare less. */
export const policyBreak = z.object({ policy: z.string(), effectiveFrom: z.string() })
export type PolicyBreak = z.infer<typeof policyBreak>

const figureHead = {
  teamId: z.uuid(),
  teamName: z.string(),
  zone: z.string(),
  /** The newest decision that any figure here knows of; null before the first import. */
  dataThrough: z.nullable(z.string()),
  targets: periodTargets,
  /** Changes inside the thirteen weeks, the oldest first. */
  targetBreaks: z.array(targetBreak),
  /** Thirteen weeks that end with the data date's, oldest first; a week without audits has zero counts. */
  weeks: z.array(weekCounts),
  /** The oldest first. */
  policyBreaks: z._default(z.array(policyBreak), []),
}

export const teamScorecard = z.object({
  ...figureHead,
  /** In the lead's own order; never by a figure. */
  people: z.array(z.object({ ...personRef.shape, isNew: z.boolean(), weeks: z.array(weekCounts) })),
  /** Decisions that machines made alone, by the same yardstick; null where there was none. */
  machines: z._default(z.nullable(z.object({ weeks: z.array(weekCounts) })), null),
  /** There are decisions of machines alone that the reader may open, drawn or not. */
  machineCases: z._default(z.boolean(), false),
  signals: z.array(signal),
})
export type TeamScorecard = z.infer<typeof teamScorecard>

export const analystScorecard = z.object({
  ...figureHead,
  person: personRef,
  /** Per policy and week, the same thirteen weeks. */
  policies: z.array(
    z.object({
      policy: z.string(),
      nameKo: z.nullable(z.string()),
      nameEn: z.nullable(z.string()),
      weeks: z.array(weekCounts),
    }),
  ),
  signals: z.array(signal),
  /** What errors are compared with; null where there are too few weeks. */
  baseline: z.nullable(baselineBasis),
  openLooks: z.int(),
})
export type AnalystScorecard = z.infer<typeof analystScorecard>

/** Describes what a manager sees of each team: no person. */
export const teamsRollup = z.object({ teams: z.array(z.object(figureHead)) })
export type TeamsRollup = z.infer<typeof teamsRollup>
