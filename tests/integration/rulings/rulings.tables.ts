import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { type Actor, can } from '#shared/policy.ts'
import { readsAudit } from '#tests/integration/audits/audits.tables.ts'
import { factsOf } from '#tests/integration/escalations/escalations.tables.ts'
import { rowsOf } from '#tests/integration/escalations/generated-rows.ts'
import { readsReview } from '#tests/integration/reviews/reviews.tables.ts'
import { ofOrg, type PolicyDatabase } from '#tests/support/policy-world/database.ts'
import { generatorFor } from '#tests/support/policy-world/generator.ts'
import type { Pick, Row, TablesPart } from '#tests/support/policy-world/part.ts'

const policy = 'HATE'

const rulingFacts = (actor: Actor, row: Row<'policy_write_up'>, world: PolicyDatabase) => ({
  ...factsOf(world, actor, row),
  holderId: world.one('escalation', 'escalation_id', row).holder_id,
  status: world.one('escalation', 'escalation_id', row).status,
})

/** Those that the actor may rule on, more often than not. */
function nearFirst(actor: Actor, pick: Pick, world: PolicyDatabase): readonly Row<'policy_write_up'>[] {
  const all = ofOrg(world.rows.policy_write_up, actor)
  const near = all.filter((row) => can(actor, 'ruling.give', rulingFacts(actor, row, world)))
  return near.length > 0 && pick([true, true, false]) ? near : all
}

export const part: TablesPart = {
  rows: (generator) => {
    const { org: org_id, id, many, pick, somebody } = generator
    // The same escalations as those of their own feature, with the teams that they are of.
    const { escalation } = rowsOf(generatorFor(generator, 'escalations'))
    const place = { policy, clause_id: null, policy_version_id: null }
    return {
      policy_write_up: escalation
        .filter((_, number) => number % 4 > 0)
        .map(({ escalation_id, team_id }) => ({
          ...{ org_id, escalation_id, team_id, ...place, text_ko: '보고', text_en: null },
          ...{ entry_ids: [], questions: 1, written_by: somebody('lead', team_id) },
        })),
      ruling_case: many(30, (number) => ({
        ...{ org_id, precedent_id: id('ruling of a case', number), ...place },
        audit_id: id('audit', number),
        ...{ before_decision: 'x', before_outcome: 'missed', before_attributed_to: null },
        ...{ after_decision: 'x', after_outcome: 'missed', after_attributed_to: 'unclear_policy' },
      })),
      ruling_review: many(30, (number) => ({
        ...{ org_id, precedent_id: id('ruling of a review', number), ...place },
        review_id: id('review', number),
        ...{ before_score: 0, before_own_score: 0, after_score: 0, after_own_score: pick([null, 1]) },
        lines: '[]',
      })),
    }
  },
  readers: {
    policy_write_up: [
      'escalation_id',
      (actor, row, world) => can(actor, 'writeUp.read', factsOf(world, actor, row)),
    ],
    ruling_case: [
      'precedent_id',
      (actor, row, world) => readsAudit(actor, world.one('audit', 'audit_id', row), world),
    ],
    ruling_review: [
      'precedent_id',
      (actor, row, world) => readsReview(actor, world.one('review', 'review_id', row), world),
    ],
  },
  writes: {
    'ledger.append, a write-up': (actor, pick, world) => {
      const written = new Set(
        ofOrg(world.rows.policy_write_up, actor).map(({ escalation_id }) => escalation_id),
      )
      const free = ofOrg(world.rows.escalation, actor).filter(
        ({ escalation_id }) => !written.has(escalation_id),
      )
      const own = free.filter(
        ({ raiser_id, team_id: teamId }) =>
          raiser_id === actor.person && can(actor, 'ledger.append', { teamId }),
      )
      const row = pick(own.length > 0 && pick([true, true, false]) ? own : free)
      const writtenBy = pick([actor.person, actor.person, actor.person, row.raiser_id])
      return {
        expected:
          writtenBy === actor.person &&
          row.raiser_id === actor.person &&
          can(actor, 'ledger.append', { teamId: row.team_id }),
        statement: (db) =>
          sql`insert into policy_write_up (org_id, escalation_id, team_id, policy, text_ko, entry_ids, questions, written_by)
            values (${actor.org}, ${row.escalation_id}, ${row.team_id}, ${policy}, 'x', '{}', 1, ${writtenBy})`.execute(
            db,
          ),
      }
    },
    'ruling.give': (actor, pick, world) => {
      const row = pick(nearFirst(actor, pick, world))
      return {
        expected: can(actor, 'ruling.give', rulingFacts(actor, row, world)),
        statement: (db) =>
          sql`insert into precedent (org_id, precedent_id, policy, escalation_id, holds_from, text_ko, kept_by)
            values (${actor.org}, ${uuidv7()}, ${policy}, ${row.escalation_id}, '2026-01-01', 'x', ${actor.person})`.execute(
            db,
          ),
      }
    },
    'ruling.give, what it changes': (actor, pick, world) => {
      const row = pick(nearFirst(actor, pick, world))
      const plan = JSON.stringify({ audits: [], reviews: [] })
      return {
        expected: can(actor, 'ruling.give', rulingFacts(actor, row, world)),
        statement: async (db) => {
          const precedent = uuidv7()
          await sql`insert into precedent (org_id, precedent_id, policy, escalation_id, holds_from, text_ko, kept_by)
            values (${actor.org}, ${precedent}, ${policy}, ${row.escalation_id}, '2026-01-01', 'x', ${actor.person})`.execute(
            db,
          )
          const { rows } = await sql<{
            applied: boolean
          }>`select app.apply_ruling(${row.escalation_id}, ${precedent},
            ${plan}::jsonb) as applied`.execute(db)
          return { numAffectedRows: rows[0]?.applied ? 1n : 0n }
        },
      }
    },
  },
}
