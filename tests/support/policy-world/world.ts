import { type Insertable, type Kysely, sql } from 'kysely'
import type { Schema } from '#server/db/schema.ts'
import { generateOrg, generatorFor, type PolicyOrg } from './generator.ts'
import { collectTables, type Rows } from './part.ts'

/** Two zones of different dates, in which it is not about to be tomorrow. */
function twoZones(): [string, string] {
  const zones = ['Pacific/Kiritimati', 'Asia/Seoul', 'UTC', 'America/Los_Angeles', 'Pacific/Pago_Pago']
  const steady = zones.filter((zone) => Temporal.Now.zonedDateTimeISO(zone).hour < 23)
  return [steady[0] ?? 'UTC', steady.at(-1) ?? 'UTC']
}

/**
 * Two organisations whose people, teams and rows have the same ids, so that only org_id tells them apart: with teams
 * below teams, standings that are over, that hold, that begin, and several at once. Each feature's tables part adds its
 * rows.
 */
export async function makePolicyWorld(db: Kysely<Schema>, seed: number): Promise<PolicyOrg[]> {
  const orgs = twoZones().map((zone, index) => generateOrg({ seed, index, zone }))
  const parts = await collectTables()
  const order = await insertionOrder(db)
  for (const org of orgs) {
    const rows: Rows = {}
    for (const [feature, part] of parts) Object.assign(rows, part.rows?.(generatorFor(org, feature)))
    for (const table of order) {
      const values = rows[table]
      // The tables differ in their columns and not in how a row is put in.
      if (values)
        await db
          .insertInto(table as 'org')
          .values(values as Insertable<Schema['org']>[])
          // Names are listed by the rows that use them before their own turn comes.
          .onConflict((conflict) => conflict.doNothing())
          .execute()
    }
  }
  return orgs
}

/** Returns the tables in an order in which each comes after those that it refers to. */
async function insertionOrder(db: Kysely<Schema>): Promise<(keyof Schema)[]> {
  const { rows } = await sql<{ name: keyof Schema; refers_to: (keyof Schema)[] }>`
    select c.relname as name, coalesce(array_agg(r.relname::text) filter (where r.oid <> c.oid), '{}') as refers_to
    from pg_class c
    left join pg_constraint k on k.conrelid = c.oid and k.contype = 'f'
    left join pg_class r on r.oid = k.confrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    group by c.relname order by c.relname`.execute(db)
  const refersTo = new Map(rows.map((row) => [row.name, row.refers_to]))
  const order: (keyof Schema)[] = []
  const place = (table: keyof Schema, trail: readonly string[]): void => {
    if (order.includes(table)) return
    if (trail.includes(table)) throw new Error(`Tables refer to one another: ${[...trail, table].join(', ')}`)
    for (const other of refersTo.get(table) ?? []) place(other, [...trail, table])
    order.push(table)
  }
  for (const { name } of rows) place(name, [])
  return order
}
