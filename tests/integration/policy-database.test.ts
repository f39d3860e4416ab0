import { type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withOwner } from '#server/db/database.ts'
import type { Schema } from '#server/db/schema.ts'
import type { Actor } from '#shared/policy.ts'
import {
  ofOrg,
  type PolicyDatabase,
  policySeed,
  startPolicyDatabase,
} from '#tests/support/policy-world/database.ts'
import { collectTables, type Readers } from '#tests/support/policy-world/part.ts'

/**
 * The two walls against one another: what shared/policy.ts says of generated people and rows, and what row-level security
 * shows them when the app's own role asks. Neither knows of the other. Each feature's tables lie in its
 * `<feature>.tables.ts`; a table that none of them has is named here.
 */
const readers: Readers = {}
for (const part of (await collectTables()).values()) Object.assign(readers, part.readers)

let world: PolicyDatabase
beforeAll(async () => {
  world = await startPolicyDatabase()
})
afterAll(() => world.stop())

/** Of the installation and not of an organisation: read before anybody is signed in, or by everybody. */
const ofNoOrganisation = ['push_key', 'sign_in_throttle']

const asOwner = <T>(work: (db: Kysely<Schema>) => Promise<T>) => withOwner(world.ownerUrl, work)

/** The tables of which the app's role may read at least one column. */
async function readable(): Promise<string[]> {
  const { rows } = await asOwner((db) =>
    sql<{ name: string }>`select relname as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
        and has_any_column_privilege('dure_app', oid, 'SELECT') order by 1`.execute(db),
  )
  return rows.map(({ name }) => name).filter((name) => !ofNoOrganisation.includes(name))
}

describe(`policy.ts and row-level security, seed ${policySeed}`, () => {
  it('are compared for every table that the app may read', async () => {
    const tables = await readable()
    expect(tables.filter((table) => !(table in readers))).toEqual([])
    expect(Object.keys(readers).filter((table) => !tables.includes(table))).toEqual([])
  })

  it.each(Object.keys(readers) as (keyof Schema)[])('say the same of who reads %s', async (table) => {
    const [key, may] = readers[table] as [
      string,
      (actor: Actor, row: object, world: PolicyDatabase) => boolean,
    ]
    const known = (row: { org_id: string }) => `${row.org_id} ${String(Reflect.get(row, key))}`
    let seen = 0
    for (const actor of world.actors) {
      const found = await world.database.read(actor, (db) =>
        sql<{ org_id: string }>`select org_id, ${sql.ref(key)} from ${sql.table(table)}`.execute(db.query),
      )
      const expected = ofOrg(world.rows[table] as { org_id: string }[], actor).filter((row) =>
        may(actor, row, world),
      )
      expect(found.rows.map(known).sort(), JSON.stringify(actor)).toEqual(expected.map(known).sort())
      seen += expected.length
    }
    // Something was to be seen.
    expect(seen).toBeGreaterThan(0)
  })
})
