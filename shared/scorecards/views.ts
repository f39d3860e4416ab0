import * as z from 'zod/mini'
import { counts } from '#shared/audits/views.ts'
import { personRef } from '#shared/people/views.ts'
import { metrics } from './rules.ts'

export const metric = z.enum(metrics)
/** Fractions. Accuracy should be at least its target; the two error rates at most their limits. */
export const targets = z.object({ accuracy: z.number(), missed: z.number(), overEnforced: z.number() })
export type Targets = z.infer<typeof targets>

/** A Monday in the team's zone and what was decided in its week. */
export const weekCounts = z.object({ week: z.string(), counts })
export type WeekCounts = z.infer<typeof weekCounts>

/**
 * Something in a person's data that is worth a look. 'above_limit': the whole interval of the last four weeks lies
 * beyond the limit; 'control_chart': a Nelson rule on the weekly chart, against a frozen baseline; 'recovery': what was a
 * signal four weeks before is back within its limit.
 */
export const signal = z.object({
  key: z.string(),
  personId: z.uuid(),
  teamId: z.uuid(),
  metric,
  kind: z.enum(['above_limit', 'control_chart', 'recovery']),
  /** Which Nelson rule, with 'control_chart'. */
  rule: z.nullable(z.int()),
  x: z.int(),
  n: z.int(),
  /** Weeks that x of n speak of, first and last Monday. */
  from: z.string(),
  to: z.string(),
  /** The policy in which most of its errors lie, with its part of x and its decisions in those weeks. */
  cause: z._default(
    z.nullable(
      z.object({
        policy: z.string(),
        nameKo: z.nullable(z.string()),
        nameEn: z.nullable(z.string()),
        x: z.int(),
        n: z.int(),
      }),
    ),
    null,
  ),
})
export type Signal = z.infer<typeof signal>

const figureHead = {
  teamId: z.uuid(),
  teamName: z.string(),
  zone: z.string(),
  /** The newest decision that any figure here knows of; null before the first import. */
  dataThrough: z.nullable(z.string()),
  targets,
  /** Thirteen weeks that end with the data date's, oldest first; a week without audits has zero counts. */
  weeks: z.array(weekCounts),
}

export const teamScorecard = z.object({
  ...figureHead,
  /** In the lead's own order; never by a figure. */
  people: z.array(z.object({ ...personRef.shape, isNew: z.boolean(), weeks: z.array(weekCounts) })),
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
  openLooks: z.int(),
})
export type AnalystScorecard = z.infer<typeof analystScorecard>

/** Describes what a manager sees of each team: no person. */
export const teamsRollup = z.object({ teams: z.array(z.object(figureHead)) })
export type TeamsRollup = z.infer<typeof teamsRollup>
