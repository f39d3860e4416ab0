import { type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openDatabase } from '#server/db/database.ts'
import { isAfter } from '#server/db/keyset.ts'
import type { Schema } from '#server/db/schema.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'

let made: TestDatabase
let database: Database
beforeAll(async () => {
  made = await createTestDatabase()
  database = openDatabase(made.appUrl, { connections: 1 })
})
afterAll(async () => {
  await database.close()
  await made.drop()
})

type Order = Parameters<typeof isAfter>[2]
const orders: Order[] = [
  { key: 'asc', id: 'asc' },
  { key: 'desc', id: 'desc' },
  { key: 'desc', id: 'asc' },
  { key: 'asc', id: 'desc' },
]

test.each(orders)('pages by key $key and id $id give every row once, in order', async (order) => {
  // Three ids for each of three keys, so that pages end between rows of the same key.
  const page = async (db: Kysely<Schema>, after: { key: number; id: number } | undefined, limit: number) => {
    const place = { key: sql`${after?.key}::int`, id: sql`${after?.id}::int` }
    const condition = after ? isAfter({ key: sql.ref('key'), id: sql.ref('id') }, place, order) : sql`true`
    const { rows } = await sql<{ key: number; id: number }>`
      select key, id from generate_series(1, 3) key, generate_series(1, 3) id where ${condition}
      order by key ${sql.raw(order.key)}, id ${sql.raw(order.id)} limit ${limit}`.execute(db)
    return rows
  }
  await database.anonymous(async (db) => {
    const all = await page(db, undefined, 100)
    expect(all).toHaveLength(9)
    for (const size of [1, 2, 4]) {
      const read: typeof all = []
      for (let rows = await page(db, undefined, size); rows.length > 0; ) {
        read.push(...rows)
        rows = await page(db, rows.at(-1), size)
      }
      expect(read).toEqual(all)
    }
  })
})
