import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { JudgementDecider } from '#shared/audits/decider-rules.ts'
import { type Actor, can } from '#shared/policy.ts'
import { judgesOf } from '#shared/reviews/dispute-rules.ts'
import { ofOrg, type PolicyDatabase } from '#tests/support/policy-world/database.ts'
import { type Generator, rowCount } from '#tests/support/policy-world/generator.ts'
import type { Row, TablesPart } from '#tests/support/policy-world/part.ts'

/** Returns the role that decides a doubted judgement today, as shared/policy.ts is told it. */
export function deciderOf(
  row: { org_id: string; team_id: string; analyst_id: string },
  judges: readonly string[],
  world: PolicyDatabase,
): JudgementDecider {
  const others = (role: 'lead' | 'manager', teams: readonly string[]) =>
    world.rows.person
      .filter(({ org_id }) => org_id === row.org_id)
      .filter(({ person_id }) =>
        teams.some((team_id) => holds(world, { org_id: row.org_id, team_id, role }, person_id)),
      )
      .map(({ person_id }) => person_id)
  const leads = others('lead', [row.team_id])
  const isParty = (person: string) => person === row.analyst_id || judges.includes(person)
  if (leads.some((lead) => !isParty(lead)) && !leads.includes(row.analyst_id)) return 'lead'
  const managers = others('manager', teamsAbove(world, row))
  return managers.some((manager) => !isParty(manager)) ? 'manager' : 'nobody'
}

function teamsAbove(
  world: PolicyDatabase,
  { org_id, team_id }: { org_id: string; team_id: string },
): string[] {
  const { parent_id } = world.one('team', 'team_id', { org_id, team_id } as { org_id: string })
  return [team_id, ...(parent_id === null ? [] : teamsAbove(world, { org_id, team_id: parent_id }))]
}

const holds = (
  { rows }: PolicyDatabase,
  { org_id, team_id, role }: { org_id: string; team_id: string; role: 'lead' | 'manager' },
  personId: string,
): boolean => {
  const zone = rows.org.find((org) => org.org_id === org_id)?.zone ?? 'UTC'
  const today = Temporal.Now.plainDateISO(zone).toString()
  return rows.membership.some(
    (membership) =>
      membership.org_id === org_id &&
      membership.team_id === team_id &&
      membership.person_id === personId &&
      membership.role === role &&
      membership.confirmed_at !== null &&
      membership.starts_on <= today &&
      (membership.ends_on === null || membership.ends_on > today),
  )
}

const mayDecide = (actor: Actor, row: Row<'review_dispute'>, world: PolicyDatabase): boolean =>
  row.state === 'open' &&
  can(actor, 'dispute.decide', {
    analystId: row.analyst_id,
    judgeIds: judgesOf(row.reviewer_id),
    teamId: row.team_id,
    decider: deciderOf(row, judgesOf(row.reviewer_id), world),
  })

/** Returns whether the actor may decide a dispute of this review, and so reads it. */
const decidesOn = (actor: Actor, { review_id }: { review_id: string }, world: PolicyDatabase): boolean =>
  ofOrg(world.rows.review_dispute, actor).some(
    (dispute) => dispute.review_id === review_id && mayDecide(actor, dispute, world),
  )

export const readsReview = (actor: Actor, row: Row<'review'>, world: PolicyDatabase): boolean =>
  can(actor, 'review.read', factsOf(row)) || decidesOn(actor, row, world)

const factsOf = (row: Row<'review'>) => ({
  analystId: row.analyst_id,
  teamId: row.team_id,
  delivered: Date.parse(row.delivered_at) <= Date.now(),
})

export const part: TablesPart = {
  rows: ({ org, teams, people, id, many, pick, random, ago, somebody, other }: Generator) => {
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
    const disputes = reviews
      .slice(0, rowCount / 2)
      .map(({ review_id, team_id, analyst_id, reviewer_id }, number) => {
        const open = random() < 0.7
        const decider = pick(people.filter((person) => person !== analyst_id && person !== reviewer_id))
        return {
          org_id: org,
          dispute_id: id('dispute', number),
          ...{ review_id, criterion_id: id('criterion', number), team_id, analyst_id, reviewer_id },
          ...{
            before_level: 2,
            before_fault: 'analyst' as const,
            asked_level: 2,
            asked_fault: 'tool' as const,
          },
          ...{ why: 'why', claimed_at: ago(30), due_at: ago(-6000) },
          state: open ? ('open' as const) : ('kept' as const),
          decided_by: open ? null : decider,
          decided_at: open ? null : ago(5),
          reason: open ? null : 'because',
        }
      })
    return {
      move_in: teams.map((team_id, number) => ({
        ...{ org_id: org, move_in_id: id('move', number), team_id, source: 'zendesk-qa' as const },
        ...{
          files: ['a.json'],
          counts: '{}',
          superseded: [],
          moved_by: null,
          undone_at: null,
          undone_by: null,
        },
      })),
      move_in_item: reviews.slice(0, rowCount / 2).map(({ review_id, team_id }, number) => ({
        ...{ org_id: org, team_id, source: 'zendesk-qa' as const, kind: 'review' as const },
        ...{
          external_id: String(number),
          move_in_id: id('move', 0),
          entity_id: review_id,
          content_hash: 'x',
        },
        ...{ stored: null, out_of: null, reckoned: null, difference: null },
      })),
      review_dispute: disputes,
      review_reply: reviews.slice(0, rowCount / 3).map(({ review_id, analyst_id }, number) => ({
        ...{ org_id: org, reply_id: id('reply', number), review_id, criterion_id: id('criterion', number) },
        ...{ author_id: analyst_id, text: 'text', claimed_at: ago(20) },
      })),
      review_rescore: reviews.slice(0, rowCount / 4).map(({ review_id }) => ({
        ...{ org_id: org, review_id, decision_correct: null, score: 0.4, raw_score: 0.4, auto_fail: false },
        ...{ own_score: 0.4, own_auto_fail: false, own_critical: [] },
      })),
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
    move_in: ['move_in_id', (actor, row) => can(actor, 'team.moveIn', { teamId: row.team_id })],
    move_in_item: [
      'entity_id',
      (actor, row, world) => {
        const review = { ...row, review_id: row.entity_id }
        return (
          can(actor, 'team.moveIn', { teamId: row.team_id }) ||
          readsReview(actor, world.one('review', 'review_id', review), world)
        )
      },
    ],
    review: ['review_id', readsReview],
    review_rating: [
      'review_id',
      (actor, row, world) => readsReview(actor, world.one('review', 'review_id', row), world),
    ],
    review_dispute: [
      'dispute_id',
      (actor, row, world) =>
        row.analyst_id === actor.person ||
        row.decided_by === actor.person ||
        can(actor, 'review.read', { analystId: row.analyst_id, teamId: row.team_id, delivered: true }) ||
        mayDecide(actor, row, world),
    ],
    review_reply: [
      'reply_id',
      (actor, row, world) => readsReview(actor, world.one('review', 'review_id', row), world),
    ],
    review_rescore: [
      'review_id',
      (actor, row, world) => readsReview(actor, world.one('review', 'review_id', row), world),
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
    'team.moveIn': (actor, pick, world) => {
      const { team_id: teamId } = pick(ofOrg(world.rows.move_in, actor))
      return {
        expected: can(actor, 'team.moveIn', { teamId }),
        statement: async (db) => {
          const { rows } = await sql`select from app.move_in_people(${teamId}::uuid)`.execute(db)
          return { numAffectedRows: BigInt(rows.length) }
        },
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
    'review.reply': (actor, pick, world) => {
      const review = pick(ofOrg(world.rows.review, actor))
      const line = world.one('review_rating', 'review_id', review)
      return {
        expected: can(actor, 'review.reply', factsOf(review)),
        statement: (db) =>
          sql`insert into review_reply (org_id, reply_id, review_id, criterion_id, author_id, text, claimed_at)
          values (${actor.org}, ${uuidv7()}, ${review.review_id}, ${line.criterion_id}, ${actor.person}, 'x', now())`.execute(
            db,
          ),
      }
    },
    'dispute.raise': (actor, pick, world) => {
      const disputed = ofOrg(world.rows.review_dispute, actor).map(({ review_id }) => review_id)
      const free = ofOrg(world.rows.review, actor).filter(({ review_id }) => !disputed.includes(review_id))
      const own = free.filter(({ analyst_id }) => analyst_id === actor.person)
      const review = pick(own.length > 0 ? [...own, pick(free)] : free)
      const line = world.one('review_rating', 'review_id', review)
      return {
        expected: can(actor, 'dispute.raise', factsOf(review)),
        statement: (db) =>
          sql`insert into review_dispute (org_id, dispute_id, review_id, criterion_id, team_id, analyst_id, reviewer_id,
            before_level, before_fault, asked_level, asked_fault, why, claimed_at, due_at)
          values (${actor.org}, ${uuidv7()}, ${review.review_id}, ${line.criterion_id}, ${review.team_id},
            ${review.analyst_id}, ${review.reviewer_id}, 2, 'analyst', 2, 'tool', 'x', now(), now())`.execute(
            db,
          ),
      }
    },
    'dispute.withdraw': (actor, pick, world) => {
      const row = pick(ofOrg(world.rows.review_dispute, actor).filter(({ state }) => state === 'open'))
      return {
        expected: can(actor, 'dispute.withdraw', { analystId: row.analyst_id }),
        statement: (db) =>
          sql`update review_dispute set state = 'withdrawn' where dispute_id = ${row.dispute_id}`.execute(db),
      }
    },
    'dispute.decide': (actor, pick, world) => {
      const row = pick(ofOrg(world.rows.review_dispute, actor))
      return {
        expected: mayDecide(actor, row, world),
        statement: (db) =>
          sql`update review_dispute set state = 'kept', decided_by = ${actor.person}, decided_at = now(), reason = 'x'
          where dispute_id = ${row.dispute_id}`.execute(db),
      }
    },
    'dispute.decide, the scores': (actor, pick, world) => {
      const row = pick(ofOrg(world.rows.review_rescore, actor))
      return {
        expected: decidesOn(actor, row, world),
        statement: (db) =>
          sql`update review_rescore set own_score = 0.5 where review_id = ${row.review_id}`.execute(db),
      }
    },
    'dispute.count': (actor, pick, world) => {
      const { team_id: teamId } = pick(ofOrg(world.rows.review_dispute, actor))
      return {
        expected: can(actor, 'dispute.count', { teamId }),
        statement: async (db) => {
          const { rows } = await sql`select from app.dispute_counts(${teamId}::uuid, '1970-01-01')`.execute(
            db,
          )
          return { numAffectedRows: BigInt(rows.length) }
        },
      }
    },
  },
}
