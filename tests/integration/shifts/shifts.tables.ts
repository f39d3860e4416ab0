import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { type Actor, can } from '#shared/policy.ts'
import { ofOrg, type PolicyDatabase } from '#tests/support/policy-world/database.ts'
import type { Generator } from '#tests/support/policy-world/generator.ts'
import type { Pick, TablesPart } from '#tests/support/policy-world/part.ts'

/** The facts of a person: the teams in which they are an analyst today. */
function factsOf(actor: Actor, personId: string, world: PolicyDatabase) {
  const person = world.actors.find((other) => other.org === actor.org && other.person === personId)
  const teamIds = (person?.roles ?? []).flatMap(({ role, teamId }) =>
    role === 'analyst' && teamId ? [teamId] : [],
  )
  return { personId, teamIds }
}
const reads = (actor: Actor, row: { person_id: string }, world: PolicyDatabase): boolean =>
  can(actor, 'shift.read', factsOf(actor, row.person_id, world))
const writes = (actor: Actor, personId: string, world: PolicyDatabase): boolean =>
  can(actor, 'shift.write', factsOf(actor, personId, world))

/** Somebody whom the actor may change, more often than not. */
function somebodyFor(actor: Actor, pick: Pick, world: PolicyDatabase): string {
  const all = ofOrg(world.rows.person, actor).map(({ person_id }) => person_id)
  const changeable = all.filter((person) => writes(actor, person, world))
  return pick(pick([true, false]) && changeable.length > 0 ? changeable : all)
}

export const part: TablesPart = {
  rows: ({ org: org_id, people, id, day, ago, pick }: Generator) => ({
    shift: people.map((person_id, number) => ({
      ...{ org_id, shift_id: id('shift', number), person_id },
      ...{ starts_at: ago(60), ends_at: ago(0), kind: 'work' as const },
    })),
    shift_pattern: people.map((person_id) => ({
      ...{ org_id, person_id, starts_on: day(-30), zone: 'Asia/Seoul', changed_by: pick(people) },
      hours: JSON.stringify([{ weekday: 1, from: '09:00', until: '18:00' }]),
    })),
    shift_entry: people.map((person_id, number) => ({
      ...{ org_id, entry_id: id('shift entry', number), person_id, kind: 'away' as const },
      ...{ first_day: day(3), from_time: null, last_day: day(4), until_time: null, zone: 'Asia/Seoul' },
      ...{ team_id: null, source: null, source_key: null, changed_by: pick(people) },
    })),
  }),
  readers: {
    shift: ['person_id', reads],
    shift_pattern: ['person_id', reads],
    shift_entry: ['entry_id', reads],
  },
  writes: {
    'shift.write': (actor, pick, world) => {
      const person = somebodyFor(actor, pick, world)
      const by = pick([actor.person, actor.person, actor.person, person])
      return {
        expected: writes(actor, person, world) && by === actor.person,
        statement: (db) =>
          sql`insert into shift_entry (org_id, entry_id, person_id, kind, first_day, last_day, zone, changed_by)
            values (${actor.org}, ${uuidv7()}, ${person}, 'away', '2031-01-01', '2031-01-02', 'Asia/Seoul', ${by})`.execute(
            db,
          ),
      }
    },
    'shift.write, another version': (actor, pick, world) => {
      const person = somebodyFor(actor, pick, world)
      return {
        expected: writes(actor, person, world),
        statement: (db) =>
          sql`update shift_entry set last_day = last_day + 1, changed_by = ${actor.person}, version = version + 1
            where person_id = ${person}`.execute(db),
      }
    },
    'shift.write, removed': (actor, pick, world) => {
      const person = somebodyFor(actor, pick, world)
      return {
        expected: writes(actor, person, world),
        statement: (db) => sql`delete from shift_entry where person_id = ${person}`.execute(db),
      }
    },
    'shift.write, weekly hours': (actor, pick, world) => {
      const person = somebodyFor(actor, pick, world)
      return {
        expected: writes(actor, person, world),
        statement: (db) =>
          sql`insert into shift_pattern (org_id, person_id, starts_on, zone, hours, changed_by)
            values (${actor.org}, ${person}, '2031-01-01', 'Asia/Seoul', '[]', ${actor.person})`.execute(db),
      }
    },
    'shift.write, other weekly hours': (actor, pick, world) => {
      const person = somebodyFor(actor, pick, world)
      return {
        expected: writes(actor, person, world),
        statement: (db) =>
          sql`update shift_pattern set hours = '[]', changed_by = ${actor.person} where person_id = ${person}`.execute(
            db,
          ),
      }
    },
    'shift.write, weekly hours removed': (actor, pick, world) => {
      const person = somebodyFor(actor, pick, world)
      return {
        expected: writes(actor, person, world),
        statement: (db) => sql`delete from shift_pattern where person_id = ${person}`.execute(db),
      }
    },
    'shift.write, instants': (actor, pick, world) => {
      const person = somebodyFor(actor, pick, world)
      return {
        expected: writes(actor, person, world),
        statement: (db) =>
          sql`insert into shift (org_id, shift_id, person_id, starts_at, ends_at, kind)
            values (${actor.org}, ${uuidv7()}, ${person}, now(), now() + interval '8 hours', 'work')`.execute(
            db,
          ),
      }
    },
    'shift.write, instants removed': (actor, pick, world) => {
      const person = somebodyFor(actor, pick, world)
      return {
        expected: writes(actor, person, world),
        statement: (db) => sql`delete from shift where person_id = ${person}`.execute(db),
      }
    },
  },
}
