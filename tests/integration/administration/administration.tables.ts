import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { can } from '#shared/policy.ts'
import { ofOrg, type PolicyDatabase } from '#tests/support/policy-world/database.ts'
import type { Row, TablesPart } from '#tests/support/policy-world/part.ts'

/** A role with the team above its own. */
export function placed({ rows }: PolicyDatabase, row: Row<'membership'>) {
  const team = rows.team.find(({ org_id, team_id }) => org_id === row.org_id && team_id === row.team_id)
  return { role: row.role, teamId: row.team_id, parentId: team?.parent_id ?? null }
}

export const part: TablesPart = {
  writes: {
    'people.administer': (actor) => ({
      expected: can(actor, 'people.administer', {}),
      statement: (db) =>
        sql`insert into person (org_id, person_id, name) values (${actor.org}, ${uuidv7()}, 'New')`.execute(
          db,
        ),
    }),
    'people.administer, a team': (actor, pick, world) => {
      const { team_id } = pick(ofOrg(world.rows.team, actor))
      return {
        expected: can(actor, 'people.administer', {}),
        statement: (db) =>
          sql`update team set name = ${uuidv7()}, version = version + 1 where team_id = ${team_id}`.execute(
            db,
          ),
      }
    },
    'people.administer, where a team stands': (actor, pick, world) => {
      const { team_id, parent_id } = pick(ofOrg(world.rows.team, actor))
      return {
        expected: can(actor, 'people.administer', {}),
        statement: (db) =>
          sql`update team set parent_id = ${parent_id === null ? team_id : null} where team_id = ${team_id}`.execute(
            db,
          ),
      }
    },
    'people.administer, the organisation': (actor) => ({
      expected: can(actor, 'people.administer', {}),
      statement: (db) => sql`update org set name = 'Another' where org_id = ${actor.org}`.execute(db),
    }),
    'people.administer, an invitation': (actor, pick, world) => {
      const { person_id } = pick([...ofOrg(world.rows.person, actor), { person_id: actor.person }])
      const invited = (personId: string) =>
        world.rows.sign_in.every((row) => row.org_id !== actor.org || row.person_id !== personId)
      return {
        // One's own is what accepting one may do; nobody here is without a sign-in but who was added for this.
        expected: person_id === actor.person || (can(actor, 'people.administer', {}) && invited(person_id)),
        statement: (db) =>
          sql`insert into invitation (token_hash, org_id, person_id, email, expires_at)
          values (${randomBytes(32)}, ${actor.org}, ${person_id}, 'x@example.org', now())`.execute(db),
      }
    },
    'people.administer, an invitation taken back': (actor, pick, world) => {
      const { person_id } = pick(
        ofOrg(world.rows.invitation, actor).filter(({ confirmed_at }) => confirmed_at),
      )
      return {
        expected: person_id === actor.person || can(actor, 'people.administer', {}),
        statement: (db) =>
          sql`delete from invitation where person_id = ${person_id} and confirmed_at is not null`.execute(db),
      }
    },
    'people.administer, signed out': (actor, pick, world) => {
      const { person_id } = pick(ofOrg(world.rows.session, actor))
      return {
        expected: person_id === actor.person || can(actor, 'people.administer', {}),
        statement: (db) => sql`delete from session where person_id = ${person_id}`.execute(db),
      }
    },
    'people.giveRole': (actor, pick, world) => {
      const { person_id } = pick([...ofOrg(world.rows.person, actor), { person_id: actor.person }])
      const { team_id } = pick(ofOrg(world.rows.team, actor))
      return {
        expected: can(actor, 'people.giveRole', { personId: person_id }),
        statement: (db) =>
          sql`insert into membership (org_id, membership_id, person_id, role, team_id, starts_on)
          values (${actor.org}, ${uuidv7()}, ${person_id}, 'lead', ${team_id}, now())`.execute(db),
      }
    },
    'people.administer, a name': (actor, pick, world) => {
      const { person_id } = pick(ofOrg(world.rows.person, actor))
      return {
        expected: can(actor, 'people.administer', {}),
        async statement(db) {
          const { rows } = await sql<{
            renamed: boolean
          }>`select app.correct_name(${person_id}, 'Another name') as renamed`.execute(db)
          return { numAffectedRows: rows[0]?.renamed ? 1n : 0n }
        },
      }
    },
    'people.confirm': (actor, pick, world) => {
      const row = pick(
        ofOrg(world.rows.membership, actor).filter(({ confirmed_at }) => confirmed_at === null),
      )
      const facts = { personId: row.person_id, giverId: row.given_by, roles: [placed(world, row)] }
      return {
        expected: can(actor, 'people.confirm', facts),
        statement: (db) =>
          sql`update membership set confirmed_at = now(), confirmed_by = ${actor.person}
          where membership_id = ${row.membership_id}`.execute(db),
      }
    },
    'people.confirm, an invitation': (actor, pick, world) => {
      const row = pick(
        ofOrg(world.rows.invitation, actor).filter(({ confirmed_at }) => confirmed_at === null),
      )
      const roles = ofOrg(world.rows.membership, actor)
        .filter(({ person_id }) => person_id === row.person_id)
        .map((membership) => placed(world, membership))
      const facts = { personId: row.person_id, giverId: row.given_by, roles }
      return {
        expected: can(actor, 'people.confirm', facts),
        statement: (db) =>
          sql`update invitation set confirmed_at = now(), confirmed_by = ${actor.person}
          where person_id = ${row.person_id}`.execute(db),
      }
    },
    'people.confirm, declined': (actor, pick, world) => {
      const row = pick(
        ofOrg(world.rows.membership, actor).filter(({ confirmed_at }) => confirmed_at === null),
      )
      const facts = { personId: row.person_id, giverId: row.given_by, roles: [placed(world, row)] }
      return {
        // Who administers ends every role besides.
        expected: can(actor, 'people.confirm', facts) || can(actor, 'people.administer', {}),
        statement: (db) =>
          sql`update membership set ends_on = starts_on where membership_id = ${row.membership_id}`.execute(
            db,
          ),
      }
    },
    'people.confirm, an invitation declined': (actor, pick, world) => {
      const row = pick(
        ofOrg(world.rows.invitation, actor).filter(({ confirmed_at }) => confirmed_at === null),
      )
      const roles = ofOrg(world.rows.membership, actor)
        .filter(({ person_id }) => person_id === row.person_id)
        .map((membership) => placed(world, membership))
      const facts = { personId: row.person_id, giverId: row.given_by, roles }
      return {
        // Who administers takes every invitation back besides, and everybody their own.
        expected:
          row.person_id === actor.person ||
          can(actor, 'people.confirm', facts) ||
          can(actor, 'people.administer', {}),
        statement: (db) =>
          sql`delete from invitation where person_id = ${row.person_id} and confirmed_at is null`.execute(db),
      }
    },
    'people.administer, a membership': (actor, pick, world) => ({
      expected: can(actor, 'people.administer', {}),
      statement: (db) =>
        sql`update membership set ends_on = starts_on
        where membership_id = ${pick(ofOrg(world.rows.membership, actor)).membership_id}`.execute(db),
    }),
  },
}
