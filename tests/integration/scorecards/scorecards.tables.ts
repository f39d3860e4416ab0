import { sql } from 'kysely'
import { can } from '#shared/policy.ts'
import { ofOrg } from '#tests/support/policy-world/database.ts'
import { type Generator, rowCount } from '#tests/support/policy-world/generator.ts'
import type { TablesPart } from '#tests/support/policy-world/part.ts'

/** Mondays, one after the other. */
const mondayOf = (number: number) => Temporal.PlainDate.from('2025-01-06').add({ weeks: number }).toString()

export const part: TablesPart = {
  rows: ({ org: org_id, teams, id, many, pick, day, ago, somebody, other }: Generator) => ({
    baseline_renewal: many(rowCount, (number) => {
      const team_id = pick(teams)
      const analyst_id = somebody('analyst', team_id)
      return {
        ...{ org_id, renewal_id: id('baseline renewal', number), team_id, analyst_id, said_at: ago(100) },
        ...{
          from_week: mondayOf(number),
          known_week: mondayOf(number + 1),
          said_by: other(analyst_id),
        },
      }
    }),
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
    baseline_renewal: [
      'renewal_id',
      (actor, row) => can(actor, 'scorecard.read', { analystId: row.analyst_id, teamId: row.team_id }),
    ],
    team_target: ['target_id', (actor, row) => can(actor, 'target.read', { teamId: row.team_id })],
  },
  writes: {
    'baseline.renew': (actor, pick, world) => {
      const { analyst_id: analystId, team_id: teamId } = pick(ofOrg(world.rows.baseline_renewal, actor))
      return {
        expected: can(actor, 'baseline.renew', { analystId, teamId }),
        statement: (db) =>
          sql`insert into baseline_renewal (org_id, team_id, analyst_id, from_week, known_week, said_by)
            values (${actor.org}, ${teamId}, ${analystId}, date '2026-01-05', date '2026-01-12', ${actor.person})`.execute(
            db,
          ),
      }
    },
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
