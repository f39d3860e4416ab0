import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Kysely, sql } from 'kysely'
import { type Migration, type MigrationProvider, Migrator } from 'kysely/migration'
import { withOwner } from './database.ts'
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

/** Brings the database at `ownerUrl` (the role dure_owner) to the newest schema; throws what the migration threw. */
export async function migrateToLatest(ownerUrl: string): Promise<void> {
  await withOwner(ownerUrl, async (db) => {
    const { error } = await createMigrator(db).migrateToLatest()
    if (error) throw error
    await protectMigrationTables(db)
  })
}

/** Kysely's own two tables get row-level security as well: no table of the database is without it. */
async function protectMigrationTables(db: Kysely<Schema>): Promise<void> {
  await db.transaction().execute(async (trx) => {
    // Several processes start at once; whoever comes second finds it done.
    await sql`select pg_advisory_xact_lock(hashtext('dure_migration_tables'))`.execute(trx)
    const { rows } = await sql<{ name: string }>`
      select relname as name from pg_class where relnamespace = 'public'::regnamespace
        and relname in ('kysely_migration', 'kysely_migration_lock') and not relforcerowsecurity`.execute(trx)
    for (const { name } of rows) {
      const table = sql.table(name)
      await sql`alter table ${table} enable row level security`.execute(trx)
      await sql`alter table ${table} force row level security`.execute(trx)
      await sql`create policy owner on ${table} for all to dure_owner using (true) with check (true)`.execute(
        trx,
      )
    }
  })
}
