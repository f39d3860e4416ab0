import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { can } from '#shared/policy.ts'
import { anyAuditId } from '#tests/integration/audits/audits.tables.ts'
import { ofOrg } from '#tests/support/policy-world/database.ts'
import { type Generator, rowCount } from '#tests/support/policy-world/generator.ts'
import type { TablesPart } from '#tests/support/policy-world/part.ts'

export const part: TablesPart = {
  rows: (generator: Generator) => {
    const { org: org_id, teams, id, many, pick, ago, somebody } = generator
    const policy = 'HATE'
    const versions = [0, 1].map((number) => id('policy version', number))
    return {
      policy_version: versions.map((version_id, number) => ({
        ...{ org_id, version_id, policy, label: `v${number}`, effective_from: `2026-0${number + 1}-01` },
        ...{ changed_ko: '바뀐 내용', changed_en: null },
      })),
      policy_clause: versions.map((introduced_in, number) => ({
        ...{ org_id, clause_id: id('clause', number), policy, number: `4.${number}` },
        ...{ title_ko: '조항', title_en: null, introduced_in, retired_in: null },
      })),
      policy_ledger_entry: many(rowCount, (number) => {
        const team_id = pick(teams)
        return {
          ...{ org_id, entry_id: id('ledger entry', number), team_id, policy },
          ...{
            policy_version_id: pick(versions),
            clause_id: null,
            cause: pick(['dispute', 'split'] as const),
          },
          ...{ case_ref: 'C-1', audit_id: anyAuditId(generator), review_id: null },
          ...{ opened_by: somebody('lead', team_id), opened_at: ago(90) },
        }
      }),
    }
  },
  readers: {
    policy_version: ['version_id', () => true],
    policy_clause: ['clause_id', () => true],
    policy_ledger_entry: ['entry_id', (actor, row) => can(actor, 'ledger.read', { teamId: row.team_id })],
  },
  writes: {
    'people.administer, a version of a policy': (actor) => ({
      expected: can(actor, 'people.administer', {}),
      statement: (db) =>
        sql`insert into policy_version (org_id, version_id, policy, label, effective_from)
          values (${actor.org}, ${uuidv7()}, 'HATE', 'v9', '2030-01-01')`.execute(db),
    }),
    'people.administer, a version put right': (actor) => ({
      expected: can(actor, 'people.administer', {}),
      statement: (db) =>
        sql`update policy_version set changed_en = 'x' where org_id = ${actor.org}`.execute(db),
    }),
    'people.administer, a clause': (actor, pick, world) => ({
      expected: can(actor, 'people.administer', {}),
      statement: (db) =>
        sql`insert into policy_clause (org_id, clause_id, policy, number, introduced_in)
          values (${actor.org}, ${uuidv7()}, 'HATE', '9.9', ${pick(ofOrg(world.rows.policy_version, actor)).version_id})`.execute(
          db,
        ),
    }),
    'people.administer, a clause put right': (actor) => ({
      expected: can(actor, 'people.administer', {}),
      statement: (db) => sql`update policy_clause set title_en = 'x' where org_id = ${actor.org}`.execute(db),
    }),
    'ledger.append': (actor, pick, world) => {
      const like = pick(ofOrg(world.rows.policy_ledger_entry, actor))
      const openedBy = pick([actor.person, actor.person, actor.person, like.opened_by])
      return {
        expected: openedBy === actor.person && can(actor, 'ledger.append', { teamId: like.team_id }),
        statement: (db) =>
          sql`insert into policy_ledger_entry (org_id, entry_id, team_id, policy, cause, opened_by)
            values (${actor.org}, ${uuidv7()}, ${like.team_id}, 'HATE', 'question', ${openedBy})`.execute(db),
      }
    },
  },
}
