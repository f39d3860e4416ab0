import { createHash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import { retentionNow } from '#server/db/retention-clock.ts'
import type { Schema } from '#server/db/schema.ts'
import type { ActorRole } from '#shared/people/role-views.ts'

/** Seconds. Idle: a phone left in a drawer for a fortnight signs in again; absolute: everybody does, every 90 days. */
const idleFor = 14 * 86_400
export const sessionLastsFor = 90 * 86_400

/** Returns what is stored in place of a token. */
export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest()

export interface FoundSession {
  session_id: string
  org_id: string
  person_id: string
  /** Found by the token that was offered, whose first use this is. */
  is_next: boolean
  rotated_at: string
  last_seen_at: string
  ends_at: string
  roles: ActorRole[]
}

/** Returns the session of a token with the person's roles of today; undefined where it is over or never was. */
export async function findSession(db: Kysely<Schema>, token: string): Promise<FoundSession | undefined> {
  const { rows } = await sql<FoundSession>`select * from app.session_lookup(${hashOfToken(token)})`.execute(
    db,
  )
  return rows[0]
}

/** Returns whether the token stood for a session that was ended before its time, and not one that expired or never was. */
export async function wasEnded(db: Kysely<Schema>, token: string): Promise<boolean> {
  const { rows } = await sql<{
    ended: boolean
  }>`select app.session_ended(${hashOfToken(token)}) as ended`.execute(db)
  return rows[0]?.ended === true
}

/** Stores a session of the actor's that begins now. */
export async function insertSession(
  db: WriteDb,
  { token, sessionId, device }: { token: string; sessionId: string; device: string },
): Promise<void> {
  await db.query
    .insertInto('session')
    .values({
      token_hash: hashOfToken(token),
      next_token_hash: null,
      session_id: sessionId,
      org_id: db.org,
      person_id: db.person,
      device,
      idle_until: sql`now() + ${idleFor} * interval '1 second'`,
      ends_at: sql`now() + ${sessionLastsFor} * interval '1 second'`,
    })
    .execute()
}

/** Returns the actor's own sessions that stand, the one last seen first. */
export async function sessionsOfActor(db: ActorDb) {
  return await db.query
    .selectFrom('session')
    .select(['session_id', 'device', 'created_at', 'last_seen_at'])
    .where('org_id', '=', db.org)
    .where('person_id', '=', db.person)
    .where('ends_at', '>', sql<string>`now()`)
    .where('idle_until', '>', sql<string>`now()`)
    .orderBy('last_seen_at', 'desc')
    .execute()
}

/**
 * Ends the actor's own session of that id, or all of the actor's but `except`, and notifies every process at commit: what is open of it
 * closes and no answer rests on what was remembered. Returns how many there were.
 */
export async function endSessions(
  db: WriteDb,
  { sessionId, except }: { sessionId?: string; except?: string } = {},
): Promise<number> {
  const ended = await db.query
    .deleteFrom('session')
    .where('org_id', '=', db.org)
    .where('person_id', '=', db.person)
    .$if(sessionId !== undefined, (mine) => mine.where('session_id', '=', sessionId ?? ''))
    .$if(except !== undefined, (mine) => mine.where('session_id', '<>', except ?? ''))
    .returning(sql`pg_notify('dure_session', session_id::text)`.as('announced'))
    .execute()
  return ended.length
}

/** Ends a session of the actor's that another one on the same device takes the place of: as if its time were over. */
export async function replaceSession(db: WriteDb, sessionId: string): Promise<void> {
  await db.query
    .updateTable('session')
    .set({ ends_at: sql`now()` })
    .where('session_id', '=', sessionId)
    .execute()
  await endSessions(db, { sessionId })
}

/**
 * Offers a new token, unless another request did since `rotatedAt`: of several at once only one may, because a phone keeps
 * whichever answer came last. The old token stays good until the new one is used: the answer that carries it may be lost.
 */
export async function offerToken(
  db: WriteDb,
  { token, next, rotatedAt }: { token: string; next: string; rotatedAt: string },
): Promise<boolean> {
  const { numUpdatedRows } = await db.query
    .updateTable('session')
    .set({ next_token_hash: hashOfToken(next), rotated_at: sql`now()` })
    .where('token_hash', '=', hashOfToken(token))
    .where('rotated_at', '=', rotatedAt)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/**
 * Deletes the sessions that have been over for ninety days, and what stayed of those that were ended: no phone holds a
 * token of theirs any more, because its cookie is gone by then.
 */
export async function deleteOverSessions(db: Kysely<Schema>): Promise<void> {
  const since = sql<string>`${retentionNow} - interval '90 days'`
  await db
    .deleteFrom('session')
    .where((eb) => eb.or([eb('ends_at', '<', since), eb('idle_until', '<', since)]))
    .execute()
  await db.deleteFrom('ended_token').where('ended_at', '<', since).execute()
}

/** Makes the offered token the session's only one. */
export async function adoptToken(db: WriteDb, token: string): Promise<void> {
  await db.query
    .updateTable('session')
    .set({ token_hash: hashOfToken(token), next_token_hash: null })
    .where('next_token_hash', '=', hashOfToken(token))
    .execute()
}

/** Moves the end of idleness: the session was used now. */
export async function touchSession(db: WriteDb, sessionId: string): Promise<void> {
  await db.query
    .updateTable('session')
    .set({ last_seen_at: sql`now()`, idle_until: sql`now() + ${idleFor} * interval '1 second'` })
    .where('session_id', '=', sessionId)
    .execute()
}
