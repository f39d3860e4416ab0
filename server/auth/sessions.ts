import { createHash, randomBytes } from 'node:crypto'
import type { Request, Response } from 'express'
import { type Kysely, sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { WriteDb } from '#server/db/actor-db.ts'
import type { Database } from '#server/db/database.ts'
import type { Schema } from '#server/db/schema.ts'
import type { RoleHeld } from '#shared/people/role-views.ts'
import type { Actor } from '#shared/policy.ts'
import { readSessionCookie, writeSessionCookie } from './cookie.ts'

export interface Session {
  sessionId: string
  actor: Actor
}

export interface Auth {
  /** The session of this request, if it has one; may rotate its token on the response. */
  resume(request: Request, response: Response): Promise<Session | undefined>
  /** Starts a session for a person whose proof was checked by the caller. */
  start(who: { org: string; person: string; device: string }, response: Response): Promise<Session>
  end(session: Session, response: Response): Promise<void>
  /** Forgets what is remembered of a session, or of all with '', so that the next request looks it up again. */
  forget(sessionId: string): void
}

/** Seconds. Idle: a phone left in a drawer for a fortnight signs in again; absolute: everybody does, every 90 days. */
const idleFor = 14 * 86_400
const endsAfter = 90 * 86_400
const rotateAfter = 86_400
const touchAfter = 60
/** A looked-up session is believed this long, so that a request does not pay a round trip for it. */
const rememberFor = 5_000
const rememberMost = 5_000

interface Found {
  session_id: string
  org_id: string
  person_id: string
  is_next: boolean
  rotated_at: string
  last_seen_at: string
  ends_at: string
  roles: RoleHeld[]
}

const hashOf = (token: string) => createHash('sha256').update(token).digest()
const newToken = () => randomBytes(32).toString('base64url')

export function createAuth(database: Database, now: () => number): Auth {
  const remembered = new Map<string, { session: Session; until: number }>()

  async function lookUp(token: string, response: Response): Promise<Session | undefined> {
    const found = await database.anonymous(async (db) => {
      const { rows } = await sql<Found>`select * from app.session_lookup(${hashOf(token)})`.execute(db)
      return rows[0]
    })
    if (!found) return undefined
    const actor: Actor = { org: found.org_id, person: found.person_id, roles: found.roles }
    const age = (instant: string) => (now() - Date.parse(instant)) / 1000
    if (found.is_next) await database.write(actor, (db) => adopt(db.query, token))
    else if (age(found.rotated_at) > rotateAfter) {
      const next = newToken()
      const left = Math.floor(-age(found.ends_at))
      const offered = await database.write(actor, (db) =>
        offer(db.query, { token, next, rotatedAt: found.rotated_at }),
      )
      if (offered) writeSessionCookie(response, next, left)
    }
    if (age(found.last_seen_at) > touchAfter)
      await database.write(actor, (db) => touch(db.query, found.session_id))
    return { sessionId: found.session_id, actor }
  }

  return {
    async resume(request, response) {
      const token = readSessionCookie(request)
      if (!token || token.length > 100) return undefined
      const known = remembered.get(token)
      if (known && known.until > now()) return known.session
      const session = await lookUp(token, response)
      remembered.delete(token)
      if (!session) return undefined
      if (remembered.size >= rememberMost) remembered.clear()
      remembered.set(token, { session, until: now() + rememberFor })
      return session
    },

    async start({ org, person, device }, response) {
      const token = newToken()
      const sessionId = uuidv7()
      await database.write({ org, person }, (db) =>
        db.query
          .insertInto('session')
          .values({
            token_hash: hashOf(token),
            next_token_hash: null,
            session_id: sessionId,
            org_id: org,
            person_id: person,
            device,
            idle_until: sql`now() + ${idleFor} * interval '1 second'`,
            ends_at: sql`now() + ${endsAfter} * interval '1 second'`,
          })
          .execute(),
      )
      writeSessionCookie(response, token, endsAfter)
      const session = await lookUp(token, response)
      if (!session) throw new Error('A session that was just started was not found')
      return session
    },

    async end({ sessionId, actor }, response) {
      await database.write(actor, (db) => endSessions(db, { sessionId }))
      this.forget(sessionId)
      writeSessionCookie(response, '', 0)
    },

    forget(sessionId) {
      for (const [token, { session }] of remembered)
        if (sessionId === '' || session.sessionId === sessionId) remembered.delete(token)
    },
  }
}

/**
 * Ends the actor's own session of that id, or all of the actor's, and tells every process at commit: what is open of it
 * closes and no answer rests on what was remembered. Returns how many there were.
 */
export async function endSessions(db: WriteDb, { sessionId }: { sessionId?: string } = {}): Promise<number> {
  const mine = db.query.deleteFrom('session').where('org_id', '=', db.org).where('person_id', '=', db.person)
  const ended = await (sessionId === undefined ? mine : mine.where('session_id', '=', sessionId))
    .returning(sql`pg_notify('dure_session', session_id::text)`.as('told'))
    .execute()
  return ended.length
}

/**
 * Offers a new token, unless another request did since `rotatedAt`: of several at once only one may, because a phone keeps
 * whichever answer came last. The old token stays good until the new one is used: the answer that carries it may be lost.
 */
async function offer(
  db: Kysely<Schema>,
  { token, next, rotatedAt }: { token: string; next: string; rotatedAt: string },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('session')
    .set({ next_token_hash: hashOf(next), rotated_at: sql`now()` })
    .where('token_hash', '=', hashOf(token))
    .where('rotated_at', '=', rotatedAt)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

async function adopt(db: Kysely<Schema>, token: string): Promise<void> {
  await db
    .updateTable('session')
    .set({ token_hash: hashOf(token), next_token_hash: null })
    .where('next_token_hash', '=', hashOf(token))
    .execute()
}

async function touch(db: Kysely<Schema>, sessionId: string): Promise<void> {
  await db
    .updateTable('session')
    .set({ last_seen_at: sql`now()`, idle_until: sql`now() + ${idleFor} * interval '1 second'` })
    .where('session_id', '=', sessionId)
    .execute()
}
