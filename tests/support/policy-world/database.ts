import { sql } from 'kysely'
import { type Database, openDatabase, withOwner } from '#server/db/database.ts'
import type { Schema } from '#server/db/schema.ts'
import type { ActorRole } from '#shared/people/role-views.ts'
import type { Actor } from '#shared/policy.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import type { PolicyOrg } from './generator.ts'
import type { Row } from './part.ts'
import { makePolicyWorld } from './world.ts'

/** Of the generated people and rows; printed in the names of the tests. */
export const policySeed = Number(process.env.SEED || 261_123)
const worlds = 3

export interface PolicyDatabase {
  database: Database
  /** Asks as the owner of the tables. */
  ownerUrl: string
  actors: Actor[]
  rows: { [T in keyof Schema]: Row<T>[] }
  /** The row of the table that another row names by this column. */
  one<T extends keyof Schema>(table: T, column: string, named: { org_id: string }): Row<T>
  /** Whether the person holds a standing of that very team today. */
  standsIn(team: { org_id: string; team_id: string | null }, personId: string): boolean
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
    const found = await db.introspection.getTables()
    const tables = found.filter(({ schema, isView }) => schema === 'public' && !isView)
    const all = tables.map(async ({ name }) => [
      name,
      await db
        .selectFrom(name as keyof Schema)
        .selectAll()
        .execute(),
    ])
    return Object.fromEntries(await Promise.all(all)) as PolicyDatabase['rows']
  })
  const actors: Actor[] = []
  for (const { org, people, sessions } of orgs) {
    for (const person of people) {
      const found = await database.anonymous((db) =>
        sql<{ org_id: string; person_id: string; roles: ActorRole[] }>`
          select * from app.session_lookup(${sessions.get(person)})`.execute(db),
      )
      const [session] = found.rows
      if (session?.org_id !== org || session.person_id !== person) throw new Error('another’s session')
      actors.push({ org, person, roles: session.roles })
    }
  }
  const indexes = new Map<string, Map<string, object>>()
  const keyOf = (row: object, column: string) =>
    `${Reflect.get(row, 'org_id')} ${String(Reflect.get(row, column))}`
  return {
    database,
    ownerUrl: test.ownerUrl,
    actors,
    rows,
    one<T extends keyof Schema>(table: T, column: string, named: { org_id: string }) {
      const name = `${table}.${column}`
      const index = indexes.get(name) ?? new Map(rows[table].map((row) => [keyOf(row, column), row]))
      indexes.set(name, index)
      const found = index.get(keyOf(named, column))
      if (!found) throw new Error(`a row that names a ${table} that is not there`)
      return found as Row<T>
    },
    standsIn: ({ org_id, team_id }, personId) => {
      const zone = rows.org.find((org) => org.org_id === org_id)?.zone ?? 'UTC'
      const today = Temporal.Now.plainDateISO(zone).toString()
      return rows.membership.some(
        (membership) =>
          membership.org_id === org_id &&
          membership.team_id === team_id &&
          membership.person_id === personId &&
          membership.confirmed_at !== null &&
          membership.starts_on <= today &&
          (membership.ends_on === null || membership.ends_on > today),
      )
    },
    async stop() {
      await database.close()
      await test.drop()
    },
  }
}

export const ofOrg = <T extends { org_id: string }>(rows: T[], actor: Actor): T[] =>
  rows.filter((row) => row.org_id === actor.org)
