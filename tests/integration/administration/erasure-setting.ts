import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { type OwnerDb, openOwner } from '#server/db/database.ts'
import { type Keystore, openKeystore } from '#server/keys/keystore.ts'
import type { PersonTable } from '#shared/core/person-data.ts'
import { personData } from '#shared/person-data.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import type { PolicyOrg } from '#tests/support/policy-world/generator.ts'
import { makePolicyWorld } from '#tests/support/policy-world/world.ts'

/** Every declared table with its declaration. */
export const declared: readonly [string, PersonTable][] = Object.values(personData).flatMap((data) =>
  Object.entries<PersonTable>(data),
)

export interface FilledDatabase {
  test: TestDatabase
  db: OwnerDb
  keys: Keystore
  /** Two organisations with the same ids. */
  orgs: [PolicyOrg, PolicyOrg]
  stop(): Promise<void>
}

/** A database with rows in every table that says something about a person, and its keystore. */
export async function fillDatabase(seed: number): Promise<FilledDatabase> {
  const test = await createTestDatabase()
  const { db, close } = openOwner(test.ownerUrl)
  const [first, second] = await makePolicyWorld(db, seed)
  if (!first || !second) throw new Error('There are two organisations')
  for (const org of [first, second]) {
    await addOwnersRows(db, org)
    await fillColumns(db, org)
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'dure-erasure-'))
  const keys = openKeystore(path.join(folder, 'keys'))
  return {
    ...{ test, db, keys, orgs: [first, second] },
    async stop() {
      keys.close()
      await close()
      await test.drop()
      await rm(folder, { recursive: true })
    },
  }
}

/** Rows of the tables that only the owner reaches. */
async function addOwnersRows(db: OwnerDb, { org, people }: PolicyOrg): Promise<void> {
  await sql`update legal_hold set ended_at = coalesce(ended_at, now()) where org_id = ${org}`.execute(db)
  // An erasure says in the requests for it that it was done or waits.
  await sql`update retention_request set done_at = coalesce(done_at, now())
    where org_id = ${org} and confirmed_at is not null`.execute(db)
  await sql`insert into action_reminder (org_id, action_id, person_id, due_on)
    select org_id, action_id, owner_id, current_date from action_state where org_id = ${org}`.execute(db)
  for (const [number, person] of people.entries()) {
    const other = people[(number + 1) % people.length] ?? person
    const contents = JSON.stringify({ check_in: [{ person_id: person, reader_id: other }] })
    await sql`insert into expired_row (org_id, place, row_id, person_id, at, run, contents)
      values (${org}, 'check_in', ${uuidv7()}, ${person}, now(), 1, ${contents})`.execute(db)
    await sql`insert into audit_log (org_id, entry_id, actor_id, action)
      values (${org}, ${uuidv7()}, ${person}, 'goals.set')`.execute(db)
    await sql`update person set team_order = array[${other}::uuid], reference = ${`rater ${number}`}
      where org_id = ${org} and person_id = ${person}`.execute(db)
    await sql`update audit_import set refusals = ${JSON.stringify([{ row: 2, value: `rater ${number}` }])}
      where org_id = ${org} and import_id in (
        select import_id from audit_import where org_id = ${org} order by import_id offset ${number} limit 1)`.execute(
      db,
    )
  }
}

/** Columns that generated rows leave empty, with the rows that may have a person there. */
const empty: readonly [table: string, column: string, where: string][] = [
  [
    'membership',
    'confirmed_by',
    'confirmed_at is not null and p <> person_id and p is distinct from given_by',
  ],
  ['change', 'subject_id', 'true'],
  [
    'invitation',
    'confirmed_by',
    'confirmed_at is not null and p <> person_id and p is distinct from given_by',
  ],
  ['audit_import', 'undone_by', 'true'],
  ['put_right', 'set_by', 'true'],
  ['put_right_event', 'set_by', 'true'],
  ['action_state', 'done_by', 'done_at is not null'],
  ['move_in', 'moved_by', 'true'],
  ['move_in', 'undone_by', 'true'],
  ['escalation_event', 'other_id', 'true'],
  ['escalation_clock', 'late_holder_id', 'true'],
  ['on_call_run', 'next_person_id', 'true'],
  ['on_call_call', 'for_id', 'true'],
  ['escalation_decision', 'for_id', 'p <> decider_id'],
]

/** Fills the columns that generated rows leave empty with everybody in turn. */
async function fillColumns(db: OwnerDb, { org, people }: PolicyOrg): Promise<void> {
  await sql`update action_state set done_at = now(), done_by = owner_id
    where org_id = ${org} and done_at is null`.execute(db)
  for (const [table, column, where] of empty)
    await sql`with numbered as (
        select ctid as row_place, (${people}::uuid[])[1 + (row_number() over ())::int % ${people.length}::int] as p
        from ${sql.table(table)} where org_id = ${org}
      ) update ${sql.table(table)} t set ${sql.ref(column)} = p from numbered
      where t.ctid = row_place and ${sql.raw(where)}`.execute(db)
}

/** Returns how many rows of an organisation name the person in this column. */
export async function countNaming(
  db: OwnerDb,
  { table, column, org, person }: { table: string; column: string; org: string; person: string },
): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from ${sql.table(table)}
    where org_id = ${org} and ${sql.ref(column)} = ${person}`.execute(db)
  return rows[0]?.count ?? 0
}

/** Returns the number of rows of a table in an organisation, and a digest of them. */
export async function contentsOf(
  db: OwnerDb,
  table: string,
  { org, where = sql`true` }: { org: string; where?: ReturnType<typeof sql> },
): Promise<{ count: number; digest: string | null }> {
  const { rows } = await sql<{ count: number; digest: string | null }>`
    select count(*)::int as count, md5(string_agg(x::text, '|' order by x::text)) as digest
    from ${sql.table(table)} x where org_id = ${org} and ${where}`.execute(db)
  return rows[0] ?? { count: 0, digest: null }
}

/** Returns the tables of which any row of the organisation has the text in it. */
export async function tablesWith(db: OwnerDb, text: string, org: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select c.relname as name from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'org_id'
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`.execute(db)
  const found: string[] = []
  for (const { name } of rows) {
    const hit = await sql`select from ${sql.table(name)} x
      where org_id = ${org} and position(${text} in x::text) > 0 limit 1`.execute(db)
    if (hit.rows.length > 0) found.push(name)
  }
  return found
}
