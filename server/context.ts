import type { Request, Response } from 'express'
import type { Actor } from '#shared/policy.ts'
import type { Auth } from './auth/sessions.ts'
import type { Database } from './db/database.ts'
import type { Keystore } from './keys/keystore.ts'
import type { Log } from './lib/log.ts'
import type { Feed } from './live/feed.ts'

export interface Deps {
  database: Database
  keys: Keystore
  auth: Auth
  feed: Feed
  log: Log
  /** Milliseconds since the epoch. */
  now: () => number
  /** Where browsers reach this app; only its origin may write. */
  publicUrl: string
}

export interface Context extends Deps {
  /** Undefined without a session. */
  actor: Actor | undefined
  sessionId: string | undefined
  request: Request
  response: Response
}

/**
 * Who asks, by the session. A tab says for whom it speaks: where somebody else has signed in beside it since, its
 * requests count as nobody's, so that nothing is read or written in the other's name.
 */
export async function createContext(deps: Deps, request: Request, response: Response): Promise<Context> {
  const found = await deps.auth.resume(request, response)
  const speaker = request.get('x-dure-person')
  const session = speaker === undefined || speaker === found?.actor.person ? found : undefined
  return { ...deps, actor: session?.actor, sessionId: session?.sessionId, request, response }
}
