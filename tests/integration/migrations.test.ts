import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { type Kysely, sql } from 'kysely'
import { NO_MIGRATIONS } from 'kysely/migration'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withOwner } from '#server/db/database.ts'
import { createMigrator, migrateToLatest } from '#server/db/migrate.ts'
import type { Schema } from '#server/db/schema.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { makePolicyWorld } from '#tests/support/policy-world/world.ts'

const folder = path.resolve(import.meta.dirname, '../../migrations')
let names: string[]
let database: TestDatabase

beforeAll(async () => {
  names = (await readdir(folder)).map((file) => path.basename(file, '.ts'))
  database = await createTestDatabase({ migrate: async () => undefined })
})
afterAll(() => database.drop())

const asOwner = <T>(work: (db: Kysely<Schema>) => Promise<T>) => withOwner(database.ownerUrl, work)

/** Everything that a migration makes, a line each. */
async function schema(): Promise<string[]> {
  const found = await asOwner((db) =>
    sql<{ line: string }>`
      with mine as (
        select c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity, c.relacl, c.reloptions from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname not like 'kysely%')
      select format('table %s %s %s %s %s', relname, relrowsecurity, relforcerowsecurity, relacl, reloptions) as line from mine
      union all select format('column %s %s %s %s %s %s', relname, attname, format_type(atttypid, atttypmod), attnotnull, attacl,
          pg_get_expr(adbin, adrelid))
        from mine join pg_attribute on attrelid = mine.oid and attnum > 0 and not attisdropped
        left join pg_attrdef on adrelid = mine.oid and adnum = attnum
      union all select format('constraint %s %s %s', relname, conname, pg_get_constraintdef(con.oid))
        from mine join pg_constraint con on conrelid = mine.oid
      union all select indexdef from pg_indexes where schemaname = 'public' and tablename not like 'kysely%'
      union all select format('policy %s %s %s %s %s %s', tablename, policyname, cmd, roles, qual, with_check)
        from pg_policies where tablename not like 'kysely%'
      union all select format('view %s %s %s %s', c.relname, c.relacl, c.reloptions, pg_get_viewdef(c.oid))
        from pg_class c where c.relnamespace = to_regnamespace('app') and c.relkind = 'v'
      union all select format('function %s %s', pg_get_functiondef(oid), proacl)
        from pg_proc where pronamespace = to_regnamespace('app')
      order by 1`.execute(db),
  )
  return found.rows.map(({ line }) => line)
}

/** The policies of migrations that were edited after they had run, as a table, a name and its clauses. */
const edited = [
  'action_item / read / using (true)',
  'action_item / revise / using (true) with check (true)',
  'action_item / write / with check (true)',
  'action_state / finish / using (true) with check (true)',
  'another_look / ask / with check (true)',
  'note_evidence / remove / using (true)',
  'note_evidence / write / with check (true)',
  'note_reading / replace / using (true)',
  'note_reading / write / with check (true)',
  'note_reply / read / using (true)',
  'note_revision / read / using (true)',
  'note_revision / write / with check (true)',
  'person / routed / using (true)',
]

async function down(): Promise<void> {
  await asOwner(async (db) => {
    const { error } = await createMigrator(db).migrateTo(NO_MIGRATIONS)
    if (error) throw error
  })
}

describe('migrations', () => {
  it('are named by their time, in order, and wait for no lock for long', async () => {
    expect(names).toEqual([...names].sort())
    expect(new Set(names.map((name) => name.slice(0, 13))).size).toBe(names.length)
    for (const name of names) {
      expect(name).toMatch(/^\d{8}T\d{4}-[a-z-]+$/)
      expect(await readFile(path.join(folder, `${name}.ts`), 'utf8')).toContain(
        "set local lock_timeout = '5s'",
      )
    }
  })

  it('go up, down and up again on an empty database, and leave the same behind', async () => {
    await migrateToLatest(database.ownerUrl)
    const first = await schema()
    expect(first.length).toBeGreaterThan(100)
    await down()
    expect(await schema()).toEqual([])
    await migrateToLatest(database.ownerUrl)
    expect(await schema()).toEqual(first)
    await migrateToLatest(database.ownerUrl)
    expect(await schema()).toEqual(first)
  })

  // Each of them goes down in a connection of its own: a second for each, beside another file.
  it(
    'go down one by one and up again on a database with rows in every table',
    { timeout: 1000 * 120 },
    async () => {
      const before = await schema()
      await asOwner((db) => makePolicyWorld(db, 1))
      for (const name of [...names].reverse()) {
        const { results = [], error } = await asOwner((db) => createMigrator(db).migrateDown())
        expect(error).toBeUndefined()
        expect(results.map(({ migrationName, status }) => `${migrationName} ${status}`)).toEqual([
          `${name} Success`,
        ])
      }
      expect(await schema()).toEqual([])
      await migrateToLatest(database.ownerUrl)
      expect(await schema()).toEqual(before)
      await asOwner((db) => makePolicyWorld(db, 1))
    },
  )

  it(
    'give a database whose migrations were edited after they had run the policies of a new one',
    { tags: ['attack'] },
    async () => {
      const repair = '20261129T2050-repair-policies'
      const earlier = names[names.indexOf(repair) - 1] ?? ''
      await migrateToLatest(database.ownerUrl)
      const latest = await schema()
      await down()
      const to = (name: string) =>
        asOwner(async (db) => {
          const { error } = await createMigrator(db).migrateTo(name)
          if (error) throw error
        })
      await to(earlier)
      const fresh = await schema()
      // Wider than any of them ever was.
      for (const policy of edited) {
        const [table = '', name = '', clauses = ''] = policy.split(' / ')
        await asOwner((db) => sql`${sql.raw(`alter policy ${name} on ${table} ${clauses}`)}`.execute(db))
      }
      await asOwner((db) => sql`grant execute on function app.names_for_partners() to public`.execute(db))
      expect(await schema()).not.toEqual(fresh)
      await migrateToLatest(database.ownerUrl)
      // What came after the repair changes some of them too.
      expect(await schema()).toEqual(latest)
    },
  )

  it('are done once by several processes that start at the same moment', async () => {
    await down()
    await Promise.all(Array.from({ length: 8 }, () => migrateToLatest(database.ownerUrl)))
    const done = await asOwner((db) =>
      sql<{ name: string }>`select name from kysely_migration order by name`.execute(db),
    )
    expect(done.rows.map(({ name }) => name)).toEqual(names)
  })
})
