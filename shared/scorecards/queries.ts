import * as z from 'zod/mini'
import { query } from '#shared/core/query.ts'
import { analystScorecard, teamScorecard, teamsRollup } from './views.ts'

export const teamInput = z.object({ teamId: z.uuid() })
export const analystInput = z.object({ personId: z.uuid() })

export const scorecardQueries = {
  team: query({ name: 'scorecards.team', input: teamInput, output: teamScorecard }),
  analyst: query({ name: 'scorecards.analyst', input: analystInput, output: analystScorecard }),
  /** What a manager sees of each team: no person. */
  teams: query({ name: 'scorecards.teams', input: z.void(), output: teamsRollup }),
}
