import { sql } from 'kysely'
import { can } from '#shared/policy.ts'
import { ofOrg } from '#tests/support/policy-world/database.ts'
import { type Generator, rowCount } from '#tests/support/policy-world/generator.ts'
import type { TablesPart } from '#tests/support/policy-world/part.ts'

export const part: TablesPart = {
  rows: ({ org: org_id, teams, id, many, pick, day, ago, somebody }: Generator) => ({
    team_target: many(rowCount, (number) => {
      const team_id = pick(teams)
      return {
        ...{ org_id, target_id: id('team target', number), team_id, number: number + 1 },
        ...{ metric: pick(['accuracy', 'missed'] as const), effective_from: day(number - 5), rate: 0.9 },
        ...{ set_by: somebody('lead', team_id), set_at: ago(100) },
      }
    }),
  }),
  readers: {
    team_target: ['target_id', (actor, row) => can(actor, 'target.read', { teamId: row.team_id })],
  },
  writes: {
    'target.set': (actor, pick, world) => {
      const like = pick(ofOrg(world.rows.team_target, actor))
      const setBy = pick([actor.person, actor.person, actor.person, like.set_by])
      const daysOn = pick([2, 2, 2, -2])
      return {
        // A day that is over was judged.
        expected: daysOn > 0 && setBy === actor.person && can(actor, 'target.set', { teamId: like.team_id }),
        statement: (db) =>
          sql`insert into team_target (org_id, team_id, number, metric, effective_from, rate, set_by)
            values (${actor.org}, ${like.team_id}, 1000, 'missed', current_date + ${daysOn}::int, 0.02, ${setBy})`.execute(
            db,
          ),
      }
    },
  },
}
