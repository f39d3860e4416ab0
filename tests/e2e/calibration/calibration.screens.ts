import { paths } from '#client/commands/calibration-paths.ts'
import type { Demo } from '#tests/support/screens/demo-cast.ts'
import type { Screens } from '#tests/support/screens/screens.ts'

export async function screens({ db, teamId }: Demo): Promise<Screens> {
  const rounds = await db
    .selectFrom('calibration_round')
    .select(['round_id', 'team_id', 'closed_at'])
    .where('team_id', '=', teamId)
    .orderBy('created_at', 'desc')
    .execute()
  const ended = rounds.find(({ closed_at }) => closed_at !== null)
  const open = rounds.find(({ closed_at }) => closed_at === null)
  const result = ended ? [{ name: 'round', path: paths.round(ended.round_id) }] : []
  return {
    lead: [
      { name: 'rounds', path: paths.rounds },
      ...result,
      ...(open
        ? [
            { name: 'round-open', path: paths.round(open.round_id) },
            { name: 'round-editor', path: paths.newRound(open.team_id) },
          ]
        : []),
    ],
    analyst: open
      ? [
          { name: 'rounds', path: paths.rounds },
          { name: 'rate', path: paths.rate(open.round_id) },
        ]
      : [{ name: 'rounds', path: paths.rounds }],
  }
}
