import { sql, type Transaction } from 'kysely'
import type { OwnerDb } from './database.ts'
import type { Schema } from './schema.ts'

export interface Installation {
  databaseId: string
  /** Of the keystore that answers are sealed with; null until the database has one. */
  keystoreMark: Buffer | null
}

/** Returns what the database knows of itself, made where it knows nothing yet; locked until the transaction ends. */
export async function lockInstallation(transaction: Transaction<Schema>): Promise<Installation> {
  await transaction
    .insertInto('installation')
    .values({ keystore_mark: null, schema_version: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const row = await transaction
    .selectFrom('installation')
    .select(['database_id', 'keystore_mark'])
    .forUpdate()
    .executeTakeFirstOrThrow()
  return { databaseId: row.database_id, keystoreMark: row.keystore_mark }
}

export async function keepKeystoreMark(transaction: Transaction<Schema>, mark: Buffer): Promise<void> {
  await transaction.updateTable('installation').set({ keystore_mark: mark }).execute()
}

/** Reads it without a change, also from a schema that has no such table yet. */
export async function readInstallation(db: OwnerDb): Promise<Installation | undefined> {
  const { rows } = await sql<{
    there: boolean
  }>`select to_regclass('installation') is not null as there`.execute(db)
  if (!rows[0]?.there) return undefined
  const row = await db.selectFrom('installation').select(['database_id', 'keystore_mark']).executeTakeFirst()
  return row && { databaseId: row.database_id, keystoreMark: row.keystore_mark }
}

/** Keeps the address under which people reach the Dure that runs on the database. */
export async function keepPublicUrl(db: OwnerDb, publicUrl: string): Promise<void> {
  await sql`insert into installation (public_url) values (${publicUrl})
    on conflict (only_one) do update set public_url = excluded.public_url`.execute(db)
}

/** Keeps from whom the Dure that was started last on the database sends e-mail; null where it sends none. */
export async function keepMailFrom(db: OwnerDb, mailFrom: string | null): Promise<void> {
  await sql`insert into installation (mail_from) values (${mailFrom})
    on conflict (only_one) do update set mail_from = excluded.mail_from`.execute(db)
}

/** Returns the address of the Dure that was started last on the database; undefined where none was. */
export async function keptPublicUrl(db: OwnerDb): Promise<string | undefined> {
  const row = await db.selectFrom('installation').select('public_url').executeTakeFirst()
  return row?.public_url ?? undefined
}

/** Returns the version of Dure that last changed the schema; undefined where none was kept. */
export async function schemaVersion(db: OwnerDb): Promise<string | undefined> {
  const { rows } = await sql<{ version: string | null }>`select schema_version as version from installation`
    .execute(db)
    .catch(() => ({ rows: [] }))
  return rows[0]?.version ?? undefined
}

export async function keepSchemaVersion(db: OwnerDb, version: string): Promise<void> {
  await sql`insert into installation (schema_version) values (${version})
    on conflict (only_one) do update set schema_version = excluded.schema_version`.execute(db)
}
