import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Kysely, sql } from 'kysely'
import { type Migration, type MigrationProvider, Migrator } from 'kysely/migration'
import { withOwner } from './database.ts'
import { migrateJobs } from './job-schema.ts'
import type { Schema } from './schema.ts'

const folder = path.resolve(import.meta.dirname, '../../migrations')

const provider: MigrationProvider = {
  async getMigrations() {
    const migrations: Record<string, Migration> = {}
    for (const file of (await readdir(folder)).filter((name) => name.endsWith('.ts')).sort()) {
      migrations[path.basename(file, '.ts')] = await import(pathToFileURL(path.join(folder, file)).href)
    }
    return migrations
  },
}

export function createMigrator(db: Kysely<Schema>): Migrator {
  return new Migrator({ db, provider })
}

/**
 * Brings the database at `ownerUrl` (the role dure_owner) to the newest schema, that of the jobs too; throws what the
 * migration threw.
 */
export async function migrateToLatest(ownerUrl: string): Promise<void> {
  await withOwner(ownerUrl, async (db) => {
    const { error } = await createMigrator(db).migrateToLatest()
    if (error) throw error
    await protectMigrationTables(db)
  })
  await migrateJobs(ownerUrl)
}

/** Any number that nothing else in the database locks. */
const protectionLock = 7_061_003

/**
 * Kysely's own two tables get row-level security as well: no table of the database is without it. In one transaction and
 * one process at a time: with security forced and the policy not made yet, another that starts would find no migration
 * done, and do them all again.
 */
async function protectMigrationTables(db: Kysely<Schema>): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${protectionLock})`.execute(transaction)
    const { rows } = await sql<{ name: string }>`select c.relname as name from pg_class c
      where c.oid in ('kysely_migration'::regclass, 'kysely_migration_lock'::regclass)
        and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'owner')`.execute(
      transaction,
    )
    for (const { name } of rows) {
      const table = sql.table(name)
      await sql`alter table ${table} enable row level security`.execute(transaction)
      await sql`alter table ${table} force row level security`.execute(transaction)
      await sql`create policy owner on ${table} for all to dure_owner using (true) with check (true)`.execute(
        transaction,
      )
    }
  })
}
