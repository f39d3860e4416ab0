import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { emergencyStateAt } from '#shared/emergency/rules.ts'
import { can, type EmergencyFacts } from '#shared/policy.ts'
import { ofOrg, type PolicyDatabase } from '#tests/support/policy-world/database.ts'
import { type Generator, rowCount } from '#tests/support/policy-world/generator.ts'
import type { Row, TablesPart } from '#tests/support/policy-world/part.ts'

function factsOf(row: Row<'emergency_access'>, world: PolicyDatabase): EmergencyFacts {
  const times = {
    ...{ askerId: row.asker_id, hours: row.hours, askedAt: row.asked_at },
    ...{ confirmedAt: row.confirmed_at, endedAt: row.ended_at, endedById: row.ended_by },
  }
  return {
    ...{ subjectId: row.subject_id, askerId: row.asker_id, confirmerId: row.confirmed_by },
    confirmed: row.confirmed_at !== null,
    state: emergencyStateAt(times, Date.now()),
    teamIds: world.rows.team
      .filter(
        ({ org_id, team_id }) => org_id === row.org_id && world.standsIn({ org_id, team_id }, row.subject_id),
      )
      .map(({ team_id }) => team_id),
  }
}

/** Minutes ago; more of those that stand than of those that are over. */
const spans = [
  { asked: 30 },
  { asked: 30 },
  { asked: 1500 },
  { asked: 40, confirmed: 30 },
  { asked: 40, confirmed: 30 },
  { asked: 40, confirmed: 30 },
  { asked: 3000, confirmed: 2900 },
  { asked: 40, confirmed: 30, ended: 10 },
  { asked: 40, ended: 10 },
] as const

export const part: TablesPart = {
  rows: ({ org, people, memberships, id, many, pick, other, ago, random }: Generator) => {
    const admins = people.filter((person) => memberships.get(person)?.some(({ role }) => role === 'admin'))
    return {
      emergency_access: many(rowCount * 2, (number) => {
        const asker_id = pick(admins.length > 0 && random() < 0.8 ? admins : people)
        const subject_id = other(asker_id)
        const third = pick(people.filter((person) => person !== asker_id && person !== subject_id))
        const span: { asked: number; confirmed?: number; ended?: number } = pick(spans)
        const { asked, confirmed, ended } = span
        return {
          ...{ org_id: org, access_id: id('emergency access', number), subject_id, asker_id },
          ...{ reason: 'a reason of the test', hours: 4 as const, asked_at: ago(asked) },
          confirmed_by: confirmed !== undefined && random() < 0.8 ? third : null,
          confirmed_at: confirmed === undefined ? null : ago(confirmed),
          ended_by: ended === undefined ? null : pick([third, asker_id]),
          ended_at: ended === undefined ? null : ago(ended),
        }
      }),
    }
  },
  readers: {
    emergency_access: ['access_id', (actor, row, world) => can(actor, 'emergency.see', factsOf(row, world))],
  },
  writes: {
    'emergency.ask': (actor, pick, world) => {
      const { person_id } = pick([...ofOrg(world.rows.person, actor), { person_id: actor.person }])
      return {
        expected: can(actor, 'emergency.ask', { subjectId: person_id }),
        statement: (db) =>
          sql`insert into emergency_access (org_id, access_id, subject_id, asker_id, reason, hours)
          values (${actor.org}, ${uuidv7()}, ${person_id}, ${actor.person}, 'a reason of the test', 1)`.execute(
            db,
          ),
      }
    },
    'emergency.confirm': (actor, pick, world) => {
      const rows = ofOrg(world.rows.emergency_access, actor)
      const row = pick(rows.filter(({ confirmed_at, ended_at }) => !confirmed_at && !ended_at))
      return {
        expected: can(actor, 'emergency.confirm', factsOf(row, world)),
        statement: (db) =>
          sql`update emergency_access set confirmed_at = now(), confirmed_by = ${actor.person}
          where access_id = ${row.access_id}`.execute(db),
      }
    },
    'emergency.end': (actor, pick, world) => {
      const rows = ofOrg(world.rows.emergency_access, actor)
      const own = rows.filter((row) => actor.person === row.asker_id || actor.person === row.confirmed_by)
      const row = pick([pick(rows), pick(own.length > 0 ? own : rows)])
      return {
        expected: can(actor, 'emergency.end', factsOf(row, world)),
        statement: (db) =>
          sql`update emergency_access set ended_at = now(), ended_by = ${actor.person}
          where access_id = ${row.access_id}`.execute(db),
      }
    },
    'emergency.read': (actor, pick, world) => {
      const rows = ofOrg(world.rows.emergency_access, actor)
      const own = rows.filter((row) => actor.person === row.asker_id)
      const row = pick([pick(rows), pick(own.length > 0 ? own : rows)])
      return {
        expected: can(actor, 'emergency.read', factsOf(row, world)),
        async statement(db) {
          await sql`select app.read_in_emergency(${row.access_id}, 'cases')`.execute(db)
          // Of the person's decisions every one is seen by it, and of everybody else's none more.
          const { rows } = await sql<{ opened: boolean }>`
            select app.emergency_subject() = ${row.subject_id} as opened`.execute(db)
          return { numAffectedRows: rows[0]?.opened ? 1n : 0n }
        },
      }
    },
  },
}
