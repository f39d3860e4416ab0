import * as z from 'zod/mini'
import { day, upTo } from '#shared/core/fields.ts'
import { query } from '#shared/core/query.ts'
import { effectView } from './effect-views.ts'
import { metric } from './fields.ts'
import { periodUnits } from './period-rules.ts'
import { periodScorecard } from './period-views.ts'
import { teamTrends } from './trend-views.ts'
import { analystScorecard, teamScorecard, teamsRollup, teamTargets } from './views.ts'

export const teamInput = z.object({ teamId: z.uuid() })
export const analystInput = z.object({ personId: z.uuid() })

export const periodInput = z.object({
  personId: z.uuid(),
  unit: z.enum(periodUnits),
  /** Any day of the period; null for that of the data date. */
  day: z.nullable(day),
})

/** The point that was coached on, and the day of the note in the team's zone. */
export const effectInput = z.object({ personId: z.uuid(), metric, policy: z.nullable(upTo(200)), day })
export type EffectInput = z.infer<typeof effectInput>

export const scorecardQueries = {
  team: query({ name: 'scorecards.team', input: teamInput, output: teamScorecard }),
  analyst: query({ name: 'scorecards.analyst', input: analystInput, output: analystScorecard }),
  period: query({ name: 'scorecards.period', input: periodInput, output: periodScorecard }),
  effect: query({ name: 'scorecards.effect', input: effectInput, output: effectView }),
  /** A team's targets and limits with their history, for everybody who is in it, leads or manages it. */
  targets: query({ name: 'scorecards.targets', input: teamInput, output: teamTargets }),
  /** A team by policy, queue, language and kind of error, week by week: no person. */
  trends: query({ name: 'scorecards.trends', input: teamInput, output: teamTrends }),
  /** What a manager sees of each team: no person. */
  teams: query({ name: 'scorecards.teams', input: z.void(), output: teamsRollup }),
}
