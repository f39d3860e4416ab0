import { paths as scorecardPaths } from '#client/commands/scorecards-paths.ts'
import { paths } from '#client/lib/paths.ts'
import type { Demo } from '#tests/support/screens/demo-cast.ts'
import { clickButton, type Screens } from '#tests/support/screens/screens.ts'

export const screens = ({ teamId, analyst, watched }: Demo): Screens => ({
  lead: [
    { name: 'team', path: paths.team() },
    { name: 'tour', path: paths.tour },
    { name: 'team-order', path: paths.team(), open: clickButton((t) => t('team.order')) },
    { name: 'metric-missed', path: scorecardPaths.metric(teamId, 'missed') },
    { name: 'person-figures', path: scorecardPaths.personFigures(watched) },
    { name: 'baseline', path: scorecardPaths.baseline(watched) },
    { name: 'comparison', path: scorecardPaths.comparison(teamId) },
    {
      name: 'comparison-target-table',
      path: `${scorecardPaths.comparison(teamId)}?centre=target`,
      open: clickButton((t) => t('funnel.table')),
    },
    {
      name: 'comparison-missed',
      path: `${scorecardPaths.comparison(teamId)}?measure=missed_among_violating`,
    },
    { name: 'trends', path: scorecardPaths.trends(teamId) },
    {
      name: 'trends-queue-table',
      path: `${scorecardPaths.trends(teamId)}?by=queue`,
      open: clickButton((t) => t('trends.table')),
    },
    { name: 'trends-language', path: `${scorecardPaths.trends(teamId)}?by=language` },
    { name: 'trends-error', path: `${scorecardPaths.trends(teamId)}?by=error` },
    { name: 'metric-over-enforced', path: scorecardPaths.metric(teamId, 'over_enforced') },
    { name: 'targets', path: scorecardPaths.targets(teamId) },
    {
      name: 'targets-set',
      path: scorecardPaths.targets(teamId),
      open: clickButton((t) => t('targets.set')),
    },
  ],
  analyst: [
    { name: 'person-figures', path: scorecardPaths.personFigures(analyst) },
    { name: 'person-figures-quarter', path: `${scorecardPaths.personFigures(analyst)}?unit=quarter` },
    { name: 'targets', path: scorecardPaths.targets(teamId) },
  ],
  manager: [
    { name: 'teams', path: paths.teams },
    { name: 'team-figures', path: paths.teamFigures(teamId) },
    { name: 'trends', path: scorecardPaths.trends(teamId) },
  ],
})
