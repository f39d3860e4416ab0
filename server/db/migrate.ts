import { readFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Kysely, sql } from 'kysely'
import { type Migration, type MigrationProvider, Migrator } from 'kysely/migration'
import { withOwner } from './database.ts'
import { keepSchemaVersion, schemaVersion } from './installation-queries.ts'
import { migrateJobs } from './job-schema.ts'
import type { Schema } from './schema.ts'

const folder = path.resolve(import.meta.dirname, '../../migrations')

/** This Dure's version. */
const { version: ownVersion } = JSON.parse(
  readFileSync(path.resolve(import.meta.dirname, '../../package.json'), 'utf8'),
) as { version: string }

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

/** The schema is not the one that this Dure works with; the message says which version does. */
export class SchemaError extends Error {}

/** How a database's schema differs from this Dure's, by the names of migrations. */
export interface SchemaDifference {
  applied: string[]
  /** This Dure's that the database has not seen yet. */
  pending: string[]
  /** The database's that this Dure does not know: they are a newer one's. */
  unknown: string[]
}

/** Compares the database's schema with this Dure's; changes nothing. */
export async function compareSchema(db: Kysely<Schema>): Promise<SchemaDifference> {
  const known = Object.keys(await provider.getMigrations())
  const { rows } = await sql<{
    there: boolean
  }>`select to_regclass('kysely_migration') is not null as there`.execute(db)
  const executed = rows[0]?.there
    ? (await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)).rows
    : []
  const applied = executed.map(({ name }) => name)
  return {
    applied,
    pending: known.filter((name) => !applied.includes(name)),
    unknown: applied.filter((name) => !known.includes(name)),
  }
}

/** @throws SchemaError where a newer Dure has migrated the database. */
export async function refuseNewerSchema(db: Kysely<Schema>): Promise<void> {
  const { unknown } = await compareSchema(db)
  const newest = unknown.at(-1)
  if (!newest) return
  const version = await schemaVersion(db)
  throw new SchemaError(
    `The database is of a newer Dure: this one is version ${ownVersion} and does not know its migration ${newest}. Start Dure ${version ?? 'of the version that migrated it'} or newer.`,
  )
}

/**
 * Brings the database at `ownerUrl` (the role dure_owner) to the newest schema, that of the jobs too; throws what the
 * migration threw.
 * @throws SchemaError where a newer Dure has migrated it already.
 */
export async function migrateToLatest(ownerUrl: string): Promise<void> {
  await withOwner(ownerUrl, async (db) => {
    await refuseNewerSchema(db)
    const { error, results = [] } = await createMigrator(db).migrateToLatest()
    if (error) throw error
    if (results.length > 0) await keepSchemaVersion(db, ownVersion)
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
