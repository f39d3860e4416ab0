import { paths } from '#client/lib/paths.ts'
import type { Demo } from '#tests/support/screens/demo-cast.ts'
import { clickButton, type Screens } from '#tests/support/screens/screens.ts'

export const screens = ({ teamId }: Demo): Screens => ({
  lead: [
    { name: 'team', path: paths.team() },
    { name: 'tour', path: paths.tour },
    { name: 'team-order', path: paths.team(), open: clickButton((t) => t('team.order')) },
    { name: 'metric-missed', path: paths.metric(teamId, 'missed') },
    { name: 'metric-over-enforced', path: paths.metric(teamId, 'over_enforced') },
  ],
  manager: [
    { name: 'teams', path: paths.teams },
    { name: 'team-figures', path: paths.teamFigures(teamId) },
  ],
})
