import { checked, createRouter, reading, signedIn, viewing } from '#server/trpc.ts'
import { analystInput, teamInput } from '#shared/scorecards/queries.ts'
import { analystScorecard, teamScorecard, teamsRollup } from '#shared/scorecards/views.ts'
import { readAnalyst, readOwn, readTeam, readTeams } from './service.ts'

export const scorecardsRouter = createRouter({
  team: signedIn.input(teamInput).output(checked(teamScorecard)).query(reading(readTeam)),
  analyst: signedIn
    .input(analystInput)
    .output(checked(analystScorecard))
    .query((call) =>
      call.input.personId === call.ctx.actor.person ? reading(readOwn)(call) : viewing(readAnalyst)(call),
    ),
  teams: signedIn.output(checked(teamsRollup)).query(reading(readTeams)),
})
