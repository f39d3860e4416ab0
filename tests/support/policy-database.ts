import { type SelectType, sql } from 'kysely'
import { type Database, openDatabase, withOwner } from '#server/db/database.ts'
import type { Schema } from '#server/db/schema.ts'
import { holdsAt } from '#shared/escalations/approval-rules.ts'
import type { RoleHeld } from '#shared/people/role-views.ts'
import { type Actor, type EscalationFacts, leads, manages } from '#shared/policy.ts'
import { createTestDatabase } from './database.ts'
import { makePolicyWorld, type PolicyOrg } from './policy-world.ts'

/** Of the generated people and rows; printed in the names of the tests. */
export const policySeed = Number(process.env.SEED || 261_123)
const worlds = 3

export type Row<T extends keyof Schema> = { [C in keyof Schema[T]]: SelectType<Schema[T][C]> }

export interface PolicyDatabase {
  database: Database
  actors: Actor[]
  rows: { [T in keyof Schema]: Row<T>[] }
  noteOf(row: { org_id: string; note_id: string }): Row<'note'>
  /** Whether the person holds a standing of that very team today. */
  standsIn(team: { org_id: string; team_id: string | null }, personId: string): boolean
  itemOf(row: { org_id: string; action_id: string }): Row<'action_item'>
  escalationOf(row: { org_id: string; escalation_id: string }): Row<'escalation'>
  /** As a request finds them for this actor. */
  escalationFacts(actor: Actor, row: Row<'escalation'>): EscalationFacts
  stop(): Promise<void>
}

/** Generated worlds in a database, every row of them, and everybody in them with the roles that a request finds. */
export async function startPolicyDatabase(): Promise<PolicyDatabase> {
  const test = await createTestDatabase()
  const database = openDatabase(test.appUrl, { connections: 2 })
  const orgs: PolicyOrg[] = []
  const rows = await withOwner(test.ownerUrl, async (db) => {
    for (let world = 0; world < worlds; world += 1)
      orgs.push(...(await makePolicyWorld(db, policySeed + world)))
    const tables = Object.keys(orgs[0]?.rows ?? {}) as (keyof Schema)[]
    const all = tables.map(async (table) => [table, await db.selectFrom(table).selectAll().execute()])
    return Object.fromEntries(await Promise.all(all)) as PolicyDatabase['rows']
  })
  const actors: Actor[] = []
  for (const { org, people, sessions } of orgs) {
    for (const person of people) {
      const found = await database.anonymous((db) =>
        sql<{ org_id: string; person_id: string; roles: RoleHeld[] }>`
          select * from app.session_lookup(${sessions.get(person)})`.execute(db),
      )
      const [session] = found.rows
      if (session?.org_id !== org || session.person_id !== person) throw new Error('another’s session')
      actors.push({ org, person, roles: session.roles })
    }
  }
  const notes = new Map(rows.note.map((note) => [`${note.org_id} ${note.note_id}`, note]))
  const items = new Map(rows.action_item.map((item) => [`${item.org_id} ${item.action_id}`, item]))
  const escalations = new Map(rows.escalation.map((one) => [`${one.org_id} ${one.escalation_id}`, one]))
  /** Read from the rows, and not as the database does it: who named the actor, and what both hold today. */
  const actingOn = (actor: Actor, team: string) =>
    rows.delegation.flatMap((row) => {
      const from = actors.find((one) => one.org === row.org_id && one.person === row.from_id)
      const {
        starts_at: startsAt,
        ends_at: endsAt,
        ended_at: endedAt,
        from_id: fromId,
        to_id: toId,
        role,
      } = row
      const holds = holdsAt({ fromId, toId, role, startsAt, endsAt, endedAt }, Date.now())
      const named = row.org_id === actor.org && row.to_id === actor.person && holds && from
      if (!named || !actor.roles.some((held) => held.role === role)) return []
      return (role === 'lead' ? leads : manages)(from, team) ? [role] : []
    })
  return {
    database,
    actors,
    rows,
    noteOf: (row) => known(notes.get(`${row.org_id} ${row.note_id}`)),
    standsIn: ({ org_id, team_id }, personId) => {
      const zone = rows.org.find((org) => org.org_id === org_id)?.zone ?? 'UTC'
      const today = Temporal.Now.plainDateISO(zone).toString()
      return rows.membership.some(
        (held) =>
          held.org_id === org_id &&
          held.team_id === team_id &&
          held.person_id === personId &&
          held.starts_on <= today &&
          (held.ends_on === null || held.ends_on > today),
      )
    },
    itemOf: (row) => known(items.get(`${row.org_id} ${row.action_id}`)),
    escalationOf: (row) => known(escalations.get(`${row.org_id} ${row.escalation_id}`)),
    escalationFacts: (actor, row) => ({
      raiserId: row.raiser_id,
      subjectId: row.subject_id,
      teamId: row.team_id,
      function: row.function,
      submitted: row.submitted_at !== null,
      acting: actingOn(actor, row.team_id),
    }),
    async stop() {
      await database.close()
      await test.drop()
    },
  }
}

function known<T>(found: T | undefined): T {
  if (!found) throw new Error('a row without the one it hangs on')
  return found
}

export const ofOrg = <T extends { org_id: string }>(rows: T[], actor: Actor): T[] =>
  rows.filter((row) => row.org_id === actor.org)

export const noteFacts = (note: Row<'note'>) => ({
  authorId: note.author_id,
  subjectId: note.subject_id,
  teamId: note.team_id,
  audience: note.audience,
})
