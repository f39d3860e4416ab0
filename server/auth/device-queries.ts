import { type Kysely, sql } from 'kysely'
import type { WriteDb } from '#server/db/actor-db.ts'
import { retentionNow } from '#server/db/retention-clock.ts'
import type { Schema } from '#server/db/schema.ts'
import { hashOfToken } from './session-queries.ts'

/** Returns whether somebody signed in by this name before from the browser that holds the token. */
export async function isDeviceKnown(db: Kysely<Schema>, name: string, token: string): Promise<boolean> {
  const { rows } = await sql<{
    known: boolean
  }>`select app.device_known(${name}, ${hashOfToken(token)}) as known`.execute(db)
  return rows[0]?.known === true
}

/** Remembers that the actor signed in from the browser that holds the token. */
export async function rememberDevice(db: WriteDb, token: string): Promise<void> {
  await db.query
    .insertInto('known_device')
    .values({ org_id: db.org, person_id: db.person, token_hash: hashOfToken(token) })
    .onConflict((conflict) =>
      conflict.columns(['org_id', 'person_id', 'token_hash']).doUpdateSet({ used_at: sql`now()` }),
    )
    .execute()
}

/** Deletes the browsers that nobody signed in from for longer than their cookie lasts. */
export async function deleteUnusedDevices(db: Kysely<Schema>): Promise<void> {
  await db
    .deleteFrom('known_device')
    .where('used_at', '<', sql<string>`${retentionNow} - interval '400 days'`)
    .execute()
}
