import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { type Actor, can } from '#shared/policy.ts'
import { anyAuditId } from '#tests/integration/audits/audits.tables.ts'
import { ofOrg, type PolicyDatabase } from '#tests/support/policy-world/database.ts'
import { type Generator, rowCount } from '#tests/support/policy-world/generator.ts'
import type { Pick, Row, TablesPart } from '#tests/support/policy-world/part.ts'

/** The teams in which a person is an analyst today. */
function teamsOf(actor: Actor, personId: string, world: PolicyDatabase): string[] {
  const person = world.actors.find((other) => other.org === actor.org && other.person === personId)
  return (person?.roles ?? []).flatMap(({ role, teamId }) => (role === 'analyst' && teamId ? [teamId] : []))
}

/** A mark of the actor's own, more often than not. */
function markFor(actor: Actor, pick: Pick, world: PolicyDatabase): Row<'policy_mark'> {
  const all = ofOrg(world.rows.policy_mark, actor)
  const own = all.filter((row) => row.person_id === actor.person)
  return pick(own.length > 0 && pick([true, true, false]) ? own : all)
}

export const part: TablesPart = {
  rows: (generator: Generator) => {
    const { org: org_id, teams, people, memberships, id, many, pick, ago, somebody } = generator
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
      policy_mark: versions.flatMap((version_id, place) =>
        people.map((person_id, number) => {
          const joined = (memberships.get(person_id) ?? []).filter(({ role }) => role === 'analyst')
          const mark = pick(['gap', 'gap', 'gap', 'read'] as const)
          return {
            ...{ org_id, version_id, person_id, mark, text: mark === 'gap' ? 'a gap' : null },
            team_id:
              (joined.length > 0 && pick([true, true, false]) ? pick(joined).teamId : null) ?? pick(teams),
            entry_id: id('gap', place * people.length + number),
          }
        }),
      ),
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
    policy_mark: [
      'entry_id',
      (actor, row, world) => {
        const { person_id: personId } = row
        return can(actor, 'mark.read', { personId, teamIds: teamsOf(actor, personId, world) })
      },
    ],
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
    'people.administer, an area': (actor) => ({
      // Whoever leads adds a policy with an import.
      expected: can(actor, 'people.administer', {}) || actor.roles.some(({ role }) => role === 'lead'),
      statement: (db) =>
        sql`insert into policy (org_id, code, name_ko, name_en) values (${actor.org}, ${uuidv7()}, '영역', 'Area')`.execute(
          db,
        ),
    }),
    'people.administer, a policy placed': (actor) => ({
      expected: can(actor, 'people.administer', {}),
      statement: (db) => sql`update policy set parent = null where org_id = ${actor.org}`.execute(db),
    }),
    'mark.write': (actor, pick, world) => {
      const like = markFor(actor, pick, world)
      const joined = teamsOf(actor, actor.person, world)
      const teamId = joined.length > 0 && pick([true, true, false]) ? pick(joined) : like.team_id
      return {
        expected: can(actor, 'mark.write', { personId: like.person_id, teamId }),
        statement: (db) =>
          sql`insert into policy_mark (org_id, version_id, person_id, team_id, mark)
            values (${actor.org}, ${like.version_id}, ${like.person_id}, ${teamId}, 'read')
            on conflict (org_id, version_id, person_id)
            do update set team_id = excluded.team_id, mark = excluded.mark, text = null`.execute(db),
      }
    },
    'mark.write, another': (actor, pick, world) => {
      const row = markFor(actor, pick, world)
      return {
        expected: can(actor, 'mark.write', { personId: row.person_id, teamId: row.team_id }),
        statement: (db) =>
          sql`update policy_mark set mark = 'question', text = 'x', version = version + 1
            where version_id = ${row.version_id} and person_id = ${row.person_id}`.execute(db),
      }
    },
    'mark.write, the entry of a gap': (actor, pick, world) => {
      const row = markFor(actor, pick, world)
      const own = can(actor, 'mark.write', { personId: row.person_id, teamId: row.team_id })
      return {
        expected: own && row.mark === 'gap',
        statement: (db) =>
          sql`insert into policy_ledger_entry (org_id, entry_id, team_id, policy, policy_version_id, cause)
            values (${actor.org}, ${row.entry_id}, ${row.team_id}, 'HATE', ${row.version_id}, 'unclear_policy')`.execute(
            db,
          ),
      }
    },
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
