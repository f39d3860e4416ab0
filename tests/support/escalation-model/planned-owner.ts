import { createHash } from 'node:crypto'
import {
  Kysely,
  type PostgresCursor,
  PostgresDialect,
  type PostgresPoolClient,
  type PostgresQueryResult,
} from 'kysely'
import pg from 'pg'
import { columnTypes, type OwnerDatabase } from '#server/db/database.ts'
import type { Schema } from '#server/db/schema.ts'

/**
 * Opens one connection of dure_owner on which every statement is prepared by name: to plan one of a job takes ten times
 * what it takes to run among few escalations, and the model runs the jobs thousands of times.
 */
export function openPlannedOwner(ownerUrl: string): OwnerDatabase {
  const pool = new pg.Pool({
    connectionString: ownerUrl,
    max: 1,
    types: columnTypes,
    options: '-c timezone=UTC -c datestyle=ISO -c plan_cache_mode=force_generic_plan',
  })
  const db = new Kysely<Schema>({
    dialect: new PostgresDialect({
      pool: {
        connect: async () => namedBy(await pool.connect()),
        end: () => pool.end(),
        options: pool.options,
      },
    }),
  })
  return { db, close: () => db.destroy() }
}

const named = new WeakMap<pg.PoolClient, PostgresPoolClient>()

/** Kysely knows a connection by its object: each has one. */
function namedBy(client: pg.PoolClient): PostgresPoolClient {
  const known = named.get(client)
  if (known) return known
  function query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>
  function query<R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>>
  function query(text: unknown, values: readonly unknown[] = []): unknown {
    if (typeof text !== 'string') throw new Error('Nothing is streamed here')
    return client.query({ name: nameOf(text), text, values: [...values] })
  }
  const made: PostgresPoolClient = { query, release: () => client.release() }
  named.set(client, made)
  return made
}

const names = new Map<string, string>()
function nameOf(text: string): string {
  const known = names.get(text)
  if (known) return known
  const name = createHash('sha256').update(text).digest('hex').slice(0, 40)
  names.set(text, name)
  return name
}
