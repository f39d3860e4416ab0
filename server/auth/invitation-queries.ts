import { type Kysely, sql } from 'kysely'
import type { WriteDb } from '#server/db/actor-db.ts'
import type { Schema } from '#server/db/schema.ts'
import type { Locale } from '#shared/people/views.ts'
import { hashOfToken } from './session-queries.ts'

export interface FoundInvitation {
  org_id: string
  person_id: string
  email: string
  org_name: string
  person_name: string
  locale: Locale
}

/** Returns the invitation of a token; undefined where it is unknown, used or expired. */
export async function findInvitation(
  db: Kysely<Schema>,
  token: string,
): Promise<FoundInvitation | undefined> {
  const { rows } =
    await sql<FoundInvitation>`select * from app.invitation_lookup(${hashOfToken(token)})`.execute(db)
  return rows[0]
}

/** Spends the invitation of a token. Returns whether it was there to be spent. */
export async function spendInvitation(db: WriteDb, token: string): Promise<boolean> {
  const spent = await db.query
    .updateTable('invitation')
    .set({ used_at: sql`now()` })
    .where('token_hash', '=', hashOfToken(token))
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return spent.numUpdatedRows === 1n
}

/** Sets the language in which the actor was welcomed. */
export async function setLocale(db: WriteDb, locale: Locale): Promise<void> {
  await db.query
    .updateTable('person')
    .set({ locale, version: sql`version + 1` })
    .where('org_id', '=', db.org)
    .where('person_id', '=', db.person)
    .execute()
}
