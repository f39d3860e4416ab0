import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openDatabase } from '#server/db/database.ts'
import { copyOf } from '#server/features/administration/copy-views.ts'
import { declared, type FilledDatabase, fillDatabase } from './erasure-setting.ts'

/** The copies of everybody in a database in which every table has rows about persons. */
interface Copy {
  tables: Record<string, { contents: string; rows: Record<string, unknown>[] }>
  complete: boolean
}

let filled: FilledDatabase
let database: Database
const copies = new Map<string, Copy>()
const texts = new Map<string, string>()

async function textOf(person: string, by: 'person' | 'operator' = 'person'): Promise<string> {
  const { keys, orgs } = filled
  let text = ''
  for await (const part of copyOf(database, {
    person: { org: orgs[0].org, person },
    now: Date.now,
    keys: by === 'person' ? keys : undefined,
  }))
    text += part
  return text
}

beforeAll(async () => {
  filled = await fillDatabase(880)
  database = openDatabase(filled.test.appUrl, { connections: 2 })
  for (const person of filled.orgs[0].people) {
    const text = await textOf(person)
    texts.set(person, text)
    copies.set(person, JSON.parse(text))
  }
}, 240_000)
afterAll(async () => {
  await database.close()
  await filled.stop()
})

const rowsOf = (table: string) => [...copies.values()].flatMap(({ tables }) => tables[table]?.rows ?? [])

test('every table that is declared is in each copy, with what it has or why it has nothing', () => {
  for (const { tables, complete } of copies.values()) {
    expect(complete).toBe(true)
    expect(Object.keys(tables)).toEqual(declared.map(([table]) => table))
  }
})

test('of every table somebody has rows, but of those that say why not', () => {
  const empty = declared.map(([table]) => table).filter((table) => rowsOf(table).length === 0)
  expect(empty).toEqual(declared.filter(([, { copy }]) => copy === 'nothing').map(([table]) => table))
  for (const [table, { copy, exported }] of declared)
    expect(exported.startsWith('nothing: '), table).toBe(copy === 'nothing')
})

test('what names a person and they may read is in their copy, row for row', async () => {
  const { db, orgs } = filled
  const { org } = orgs[0]
  for (const [person, { tables }] of [...copies].slice(0, 5))
    for (const [table, { people, copy = {} }] of declared) {
      if (copy === 'nothing') continue
      for (const column of copy.by ?? Object.keys(people)) {
        const shown = copy.shownFrom ? sql`${sql.ref(copy.shownFrom)} <= now()` : sql`true`
        const count = sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}
          where org_id = ${org} and ${sql.ref(column)} = ${person} and ${shown}`
        // Of the trail the app reads nothing by itself.
        const { rows } =
          table === 'audit_log'
            ? await count.execute(db)
            : await database.read({ org, person }, ({ query }) => count.execute(query))
        const copied = (tables[table]?.rows ?? []).filter((row) => row[column] === person)
        expect(copied.length, `${table}.${column}`).toBe(rows[0]?.n)
      }
    }
}, 120_000)

test('no row is another organisation’s, and none has bytes, a password or the key of a device', () => {
  for (const [person, text] of texts) {
    expect(text).not.toContain(filled.orgs[1].org)
    expect(text, person).not.toMatch(/\\\\x[0-9a-f]{8}/)
    for (const secret of ['a hash', 'password_hash', 'token_hash', 'p256dh', '"endpoint"', '"auth"'])
      expect(text.includes(secret), `${person} ${secret}`).toBe(false)
  }
})

test('a copy that whoever runs the server makes has no wellbeing data, and nothing that only its author reads', async () => {
  let notes = 0
  for (const person of filled.orgs[0].people) {
    const { tables }: Copy = JSON.parse(await textOf(person, 'operator'))
    const wellbeing = Object.entries(tables).filter(([, { contents }]) => contents.includes('wellbeing'))
    expect(wellbeing.length).toBeGreaterThan(10)
    for (const [table, { rows }] of wellbeing) expect(rows, table).toEqual([])
    for (const row of tables.note?.rows ?? []) expect(row.audience).not.toBe('me')
    for (const row of tables.agenda_item?.rows ?? []) expect(row.is_private).toBe(false)
    notes += tables.note?.rows.length ?? 0
  }
  expect(notes).toBeGreaterThan(0)
  expect(rowsOf('note').filter(({ audience }) => audience === 'me')).not.toEqual([])
  expect(rowsOf('agenda_item').filter((row) => row.is_private)).not.toEqual([])
}, 120_000)
