import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { can } from '#shared/policy.ts'
import { ofOrg } from '#tests/support/policy-world/database.ts'
import { type Generator, rowCount } from '#tests/support/policy-world/generator.ts'
import type { Row, TablesPart } from '#tests/support/policy-world/part.ts'

const factsOf = (row: Row<'review'>) => ({
  analystId: row.analyst_id,
  teamId: row.team_id,
  delivered: Date.parse(row.delivered_at) <= Date.now(),
})

export const part: TablesPart = {
  rows: ({ org, teams, id, many, pick, random, ago, somebody, other }: Generator) => {
    const reviews = many(rowCount, (number) => {
      const team = pick(teams)
      const analyst = somebody('analyst', team)
      const reviewer = somebody('lead', team)
      return {
        org_id: org,
        review_id: id('review', number),
        team_id: team,
        analyst_id: analyst,
        reviewer_id: reviewer === analyst ? other(analyst) : reviewer,
        purpose: 'coaching' as const,
        audit_id: null,
        case_ref: `case ${number}`,
        policy: null,
        queue: null,
        language: null,
        decision: null,
        decision_correct: null,
        // Rubrics of other features' tables are generated with the same ids.
        version_id: id('rubric-version', Math.floor(random() * rowCount)),
        score: 0.5,
        raw_score: 0.5,
        auto_fail: false,
        own_score: 0.5,
        own_auto_fail: false,
        own_critical: [],
        claimed_at: ago(60),
        delivered_at: random() < 0.3 ? ago(-600) : ago(30),
        acknowledged_at: null,
      }
    })
    return {
      review: reviews,
      review_rating: reviews.map(({ review_id }, number) => ({
        org_id: org,
        review_id,
        criterion_id: id('criterion', number),
        level: 2,
        comment: null,
        causes: [],
        fault: 'analyst' as const,
      })),
    }
  },
  readers: {
    review: ['review_id', (actor, row) => can(actor, 'review.read', factsOf(row))],
    review_rating: [
      'review_id',
      (actor, row, world) => can(actor, 'review.read', factsOf(world.one('review', 'review_id', row))),
    ],
  },
  writes: {
    'review.write': (actor, pick, world) => {
      const reviews = ofOrg(world.rows.review, actor)
      const { team_id: teamId, version_id, analyst_id } = pick(reviews)
      const analystId = pick([analyst_id, analyst_id, actor.person])
      const reviewerId = pick([actor.person, actor.person, pick(reviews).reviewer_id])
      return {
        expected: reviewerId === actor.person && can(actor, 'review.write', { analystId, teamId }),
        statement: (db) =>
          sql`insert into review (org_id, review_id, team_id, analyst_id, reviewer_id, purpose, case_ref, version_id,
            auto_fail, own_auto_fail, own_critical, claimed_at)
          values (${actor.org}, ${uuidv7()}, ${teamId}, ${analystId}, ${reviewerId}, 'quality', ${uuidv7()},
            ${version_id}, false, false, '{}', now())`.execute(db),
      }
    },
    'review.acknowledge': (actor, pick, world) => {
      const row = pick(ofOrg(world.rows.review, actor))
      return {
        expected: can(actor, 'review.acknowledge', factsOf(row)),
        statement: (db) =>
          sql`update review set acknowledged_at = now(), version = version + 1
          where review_id = ${row.review_id}`.execute(db),
      }
    },
  },
}
