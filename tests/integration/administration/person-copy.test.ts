import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openDatabase } from '#server/db/database.ts'
import { withClient } from '#server/db/one-client.ts'
import { copyOf } from '#server/features/administration/copy-views.ts'
import { maskedText } from '#shared/administration/copy-views.ts'
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
  await addTracesOfWellbeing()
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

/** Adds what tells, outside the tables of check-ins, that somebody checked in or asked to talk. */
async function addTracesOfWellbeing(): Promise<void> {
  const { db, orgs } = filled
  for (const person of orgs[0].people) {
    const own = sql`org_id = ${orgs[0].org} and person_id = ${person}`
    await sql`insert into command (org_id, command_id, person_id, name, version, input_hash, device_id, seq, claimed_at)
      select org_id, gen_random_uuid(), person_id, 'checkIns.askToTalk', version, input_hash, gen_random_uuid(), seq, claimed_at
      from command where ${own} limit 1`.execute(db)
    await sql`insert into audit_log (org_id, entry_id, actor_id, action)
      values (${orgs[0].org}, gen_random_uuid(), ${person}, 'checkIns.askToTalk')`.execute(db)
    await sql`insert into inbox (org_id, inbox_id, person_id, kind, entity_id)
      values (${orgs[0].org}, gen_random_uuid(), ${person}, 'talk_answered', gen_random_uuid())`.execute(db)
    await sql`insert into today_settled (org_id, person_id, item_key, how)
      values (${orgs[0].org}, ${person}, 'talk_answered:' || gen_random_uuid() || ':1', 'done')`.execute(db)
  }
}

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
  const rows = new Map<string, Record<string, unknown>[]>()
  for (const person of filled.orgs[0].people) {
    const { tables }: Copy = JSON.parse(await textOf(person, 'operator'))
    const wellbeing = Object.entries(tables).filter(([, { contents }]) => contents.includes('wellbeing'))
    expect(wellbeing.length).toBeGreaterThan(10)
    for (const [table, { rows: copied }] of wellbeing) expect(copied, table).toEqual([])
    expect(tables.approval_reading).toMatchObject({ contents: expect.stringMatching(/^nothing: /), rows: [] })
    for (const [table, { rows: copied }] of Object.entries(tables))
      rows.set(table, [...(rows.get(table) ?? []), ...copied])
  }
  const whose = (table: string, isPrivate: (row: Record<string, unknown>) => boolean) => {
    expect(rowsOf(table).filter(isPrivate), table).not.toEqual([])
    expect(rows.get(table)?.filter(isPrivate), table).toEqual([])
    expect(rows.get(table), table).not.toEqual([])
  }
  whose('note', ({ audience }) => audience === 'me')
  whose('agenda_item', (row) => row.is_private === true)
  const idsOf = (table: string, id: string, matches: (row: Record<string, unknown>) => boolean) =>
    new Set(rowsOf(table).flatMap((row) => (matches(row) ? [row[id]] : [])))
  const notes = idsOf('note', 'note_id', ({ audience }) => audience === 'me')
  whose('action_item', (row) => notes.has(row.note_id))
  const items = idsOf('action_item', 'action_id', (row) => notes.has(row.note_id))
  whose('action_state', (row) => items.has(row.action_id))
  // That somebody checked in or asked to talk is told by none of these either.
  whose('command', ({ name }) => String(name).startsWith('checkIns.'))
  whose('audit_log', ({ action }) => String(action).startsWith('checkIns.'))
  whose('inbox', ({ kind }) => String(kind).startsWith('talk_'))
  whose('today_settled', ({ item_key: key }) => String(key).startsWith('talk_'))
}, 120_000)

test('words about child safety stand masked in every copy', async () => {
  const { db, orgs } = filled
  const { org, people } = orgs[0]
  const secret = 'unspoken'
  await sql`delete from escalation_link where org_id = ${org}`.execute(db)
  await sql`update escalation_event set words = ${secret} where org_id = ${org}`.execute(db)
  await sql`update escalation_request set question = ${secret}, recommendation = ${secret}, if_approved = ${secret},
    if_rejected = ${secret} where org_id = ${org}`.execute(db)
  await sql`update escalation_decision set reason = ${secret} where org_id = ${org}`.execute(db)
  await sql`update escalation set kind = 'safety', category = 'child_safety', details = null, summary = ${secret},
    case_reference = ${secret}, resolution = ${secret}, what_changed = ${secret} where org_id = ${org}`.execute(
    db,
  )
  const seen = new Set<string>()
  for (const person of people) {
    const text = await textOf(person)
    expect(text).not.toContain(secret)
    const { tables }: Copy = JSON.parse(text)
    for (const [table, column] of [
      ['escalation', 'summary'],
      ['escalation', 'case_reference'],
      ['escalation_event', 'words'],
      ['escalation_request', 'question'],
      ['escalation_request', 'recommendation'],
      ['escalation_decision', 'reason'],
    ] as const)
      for (const row of tables[table]?.rows ?? []) {
        expect([row.child_safety, row[column]], `${table}.${column}`).toEqual([true, maskedText])
        seen.add(`${table}.${column}`)
      }
  }
  expect(seen.size).toBe(6)
}, 120_000)

test.each([
  ['audit_log_actor', 'actor_id = (select app.actor())'],
  ['audit_log_copies', "entity_id = (select app.actor()) and action = 'administration.copy'"],
])('of the trail, %s gives a page in order', async (index, condition) => {
  const plan = await withClient(filled.test.ownerUrl, async (client) => {
    await client.query('set enable_seqscan = off; set enable_bitmapscan = off')
    return await client.query(`explain select from audit_log where org_id = (select app.org()) and ${condition}
      and entry_id > '00000000-0000-0000-0000-000000000000' order by entry_id limit 250`)
  })
  const lines = plan.rows.map((row) => Object.values(row)[0]).join('\n')
  expect(lines).toContain(`using ${index}`)
  expect(lines).not.toContain('Sort')
})
