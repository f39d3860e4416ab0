import { sql } from 'kysely'
import type { OwnerDb } from './database.ts'

/** Returns how many connections of Dure servers the database has; every server listens on one. */
export async function servedBy(db: OwnerDb): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from pg_stat_activity
    where datname = current_database() and application_name = 'dure-listen'`.execute(db)
  return rows[0]?.count ?? 0
}
