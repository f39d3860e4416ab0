import { parseArgs } from 'node:util'
import { withOwner } from '#server/db/database.ts'
import { organisations, teamNamed } from '#server/features/administration/administer-queries.ts'
import { moveTeam } from '#server/features/administration/move-queries.ts'
import { teamsAbove } from '#server/features/administration/rules.ts'
import { notifyFromJob } from '#server/features/inbox/facade.ts'
import { withOwnerUrl } from './owner-database.ts'
import { type Command, required, UsageError } from './program.ts'

export const teamMove: Command = {
  name: 'team move',
  usage: 'team move NAME --below NAME|--top [--json]',
  summary: 'Puts a team below another at once, where nobody else could confirm it; the managers are told',
  async run(args, { config, say }) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { below: { type: 'string' }, top: { type: 'boolean' }, json: { type: 'boolean' } },
    })
    const name = required(positionals[0], 'NAME')
    if ((values.below === undefined) === !values.top) throw new UsageError('Say either --below NAME or --top')
    const notified = await withOwnerUrl(config, 'to write', (ownerUrl) =>
      withOwner(ownerUrl, async (db) => {
        const [org] = await organisations(db)
        if (!org) throw new UsageError('There must be an organisation: dure organisation create')
        const teamCalled = async (called: string) => {
          const team = await teamNamed(db, org.org_id, called)
          if (!team) throw new UsageError(`There is no team called ${called}`)
          return team.team_id
        }
        const teamId = await teamCalled(name)
        const parentId = values.below === undefined ? null : await teamCalled(values.below)
        return await db.transaction().execute(async (trx) => {
          const teams = await trx
            .selectFrom('team')
            .select(['team_id', 'parent_id'])
            .where('org_id', '=', org.org_id)
            .forNoKeyUpdate()
            .execute()
          if (parentId !== null && teamsAbove(teams, parentId).includes(teamId))
            throw new UsageError('A team cannot stand below itself')
          const { moveId, recipients } = await moveTeam(trx, { org: org.org_id, teamId, parentId })
          const notification = { kind: 'team_moved', entityId: moveId, org: org.org_id } as const
          await notifyFromJob(
            trx,
            recipients.map((to) => ({ ...notification, to })),
          )
          return recipients.length
        })
      }),
    )
    say(
      values.json
        ? JSON.stringify({ team: name, below: values.below ?? null, notified })
        : `${name} stands ${values.below === undefined ? 'at the top' : `below ${values.below}`}; ${notified} people are notified`,
    )
    return 0
  },
}
