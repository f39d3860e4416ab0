import { randomBytes } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { appendAudit } from '#server/core/audit-trail.ts'
import type { ActorDb } from '#server/db/actor-db.ts'
import type { Database } from '#server/db/database.ts'
import type { SessionView } from '#shared/auth/views.ts'
import { AppError } from '#shared/core/errors.ts'
import type { Actor } from '#shared/policy.ts'
import {
  adoptToken,
  endSessions,
  findSession,
  insertSession,
  offerToken,
  replaceSession,
  sessionLastsFor,
  sessionsOfActor,
  touchSession,
  wasEnded,
} from './session-queries.ts'

export interface Session {
  sessionId: string
  actor: Actor
}

/** A token for the phone to keep, in place of the one before. */
export interface IssuedToken {
  token: string
  /** Seconds until the session ends. */
  maxAge: number
}

/** A session that a token stands for; `issued` where the token is replaced. */
export interface Resumed {
  session: Session
  issued?: IssuedToken
}

export interface Auth {
  /**
   * Returns the session that this token stands for, and may replace the token; 'ended' where somebody ended it before its
   * time, undefined where it expired or never was.
   */
  resume(token: string): Promise<Resumed | 'ended' | undefined>
  /**
   * Starts a session for a person whose proof was checked by the caller. `replaces` is the token that their browser still
   * holds: the session it stands for, whoever's, ends without a word, because the browser holds the new one now.
   */
  start(who: {
    org: string
    person: string
    device: string
    replaces?: string | undefined
  }): Promise<IssuedToken>
  signOut(session: Session): Promise<void>
  /**
   * Signs another of the actor's devices out; what is open of it stops within a second.
   * @throws NOT_FOUND where the actor has no session of that id.
   */
  end(actor: Actor, sessionId: string): Promise<void>
  /** Forgets what is remembered of a session, or of all with '', so that the next request looks it up again. */
  forget(sessionId: string): void
}

/** Seconds. */
const rotateAfter = 86_400
const touchAfter = 60
/** Milliseconds: a looked-up session is believed this long, so that a request does not pay a round trip for it. */
const rememberFor = 5_000
const rememberedLimit = 5_000
/** Characters; a longer token is none of ours. */
const tokenLimit = 100

const newToken = () => randomBytes(32).toString('base64url')

export function createAuth(database: Database, now: () => number): Auth {
  const remembered = new Map<string, { session: Session; until: number }>()

  async function findResumable(token: string): Promise<Resumed | 'ended' | undefined> {
    const found = await database.anonymous((db) => findSession(db, token))
    if (!found) return (await database.anonymous((db) => wasEnded(db, token))) ? 'ended' : undefined
    const actor: Actor = { org: found.org_id, person: found.person_id, roles: found.roles }
    const resumed: Resumed = { session: { sessionId: found.session_id, actor } }
    const age = (instant: string) => (now() - Date.parse(instant)) / 1000
    if (found.is_next) await database.write(actor, (db) => adoptToken(db, token))
    else if (age(found.rotated_at) > rotateAfter) {
      const next = newToken()
      const maxAge = Math.floor(-age(found.ends_at))
      const offered = await database.write(actor, (db) =>
        offerToken(db, { token, next, rotatedAt: found.rotated_at }),
      )
      if (offered) resumed.issued = { token: next, maxAge }
    }
    if (age(found.last_seen_at) > touchAfter)
      await database.write(actor, (db) => touchSession(db, found.session_id))
    return resumed
  }

  async function replace(token: string): Promise<void> {
    if (token.length > tokenLimit) return
    const found = await database.anonymous((db) => findSession(db, token))
    if (!found) return
    await database.write({ org: found.org_id, person: found.person_id }, (db) =>
      replaceSession(db, found.session_id),
    )
    forget(found.session_id)
  }

  function forget(sessionId: string): void {
    for (const [token, { session }] of remembered)
      if (sessionId === '' || session.sessionId === sessionId) remembered.delete(token)
  }

  return {
    async resume(token) {
      if (token.length > tokenLimit) return undefined
      const known = remembered.get(token)
      if (known && known.until > now()) return known
      const resumed = await findResumable(token)
      remembered.delete(token)
      if (!resumed || resumed === 'ended') return resumed
      if (remembered.size >= rememberedLimit) remembered.clear()
      remembered.set(token, { session: resumed.session, until: now() + rememberFor })
      return resumed
    },

    async start({ org, person, device, replaces }) {
      const token = newToken()
      const sessionId = uuidv7()
      await database.write({ org, person }, (db) => insertSession(db, { token, sessionId, device }))
      if (!(await findResumable(token))) throw new Error('A session that was just started was not found')
      if (replaces !== undefined) await replace(replaces)
      return { token, maxAge: sessionLastsFor }
    },

    async signOut({ sessionId, actor }) {
      await database.write(actor, (db) => endSessions(db, { sessionId }))
      forget(sessionId)
    },

    async end(actor, sessionId) {
      await database.write(actor, async (db) => {
        if ((await endSessions(db, { sessionId })) === 0) throw new AppError('NOT_FOUND')
        await appendAudit(db, { action: 'auth.endSession', entityId: sessionId })
      })
      forget(sessionId)
    },

    forget,
  }
}

/** Returns the actor's own sessions; `current` is the one that asks. */
export async function readSessions(db: ActorDb, current: string): Promise<SessionView[]> {
  return (await sessionsOfActor(db)).map((row) => ({
    sessionId: row.session_id,
    device: row.device,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    current: row.session_id === current,
  }))
}
