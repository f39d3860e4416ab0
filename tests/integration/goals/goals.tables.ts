import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { can } from '#shared/policy.ts'
import { ofOrg } from '#tests/support/policy-world/database.ts'
import { type Generator, rowCount } from '#tests/support/policy-world/generator.ts'
import type { Row, TablesPart } from '#tests/support/policy-world/part.ts'

const factsOf = (goal: Row<'goal'>) => ({ subjectId: goal.subject_id, teamId: goal.team_id })

export const part: TablesPart = {
  rows: ({ org, teams, id, many, pick, random, day, ago, somebody }: Generator) => ({
    goal: many(rowCount, (number) => {
      const team = pick(teams)
      const ended = random() < 0.3
      return {
        org_id: org,
        goal_id: id('goal', number),
        team_id: team,
        subject_id: somebody('analyst', team),
        author_id: somebody('lead', team),
        metric: pick(['accuracy', 'missed'] as const),
        baseline: null,
        target: 0.9,
        due_on: day(Math.floor(random() * 60) - 20),
        why: null,
        claimed_at: ago(60),
        ended_how: ended ? ('reviewed' as const) : null,
        ended_by: ended ? somebody('lead', team) : null,
        ended_at: ended ? ago(10) : null,
      }
    }),
  }),
  readers: {
    goal: ['goal_id', (actor, row) => can(actor, 'goal.read', factsOf(row))],
  },
  writes: {
    'goal.write': (actor, pick, world) => {
      const like = pick(ofOrg(world.rows.goal, actor))
      const subjectId = pick([actor.person, like.subject_id])
      const authorId = pick([actor.person, actor.person, actor.person, like.author_id])
      return {
        expected: authorId === actor.person && can(actor, 'goal.write', { subjectId, teamId: like.team_id }),
        statement: (db) =>
          sql`insert into goal (org_id, goal_id, team_id, subject_id, author_id, metric, target, due_on, claimed_at)
          values (${actor.org}, ${uuidv7()}, ${like.team_id}, ${subjectId}, ${authorId}, 'accuracy', .9, '2030-01-01', now())`.execute(
            db,
          ),
      }
    },
    'goal.write, another version': (actor, pick, world) => {
      const goal = pick(ofOrg(world.rows.goal, actor))
      return {
        expected: can(actor, 'goal.write', factsOf(goal)),
        statement: (db) =>
          sql`update goal set version = version + 1 where goal_id = ${goal.goal_id}`.execute(db),
      }
    },
  },
}
