import type { Request, Response } from 'express'
import type { Actor } from '#shared/policy.ts'
import type { Auth } from './auth/sessions.ts'
import type { Database } from './db/database.ts'
import type { Log } from './lib/log.ts'
import type { Feed } from './live/feed.ts'

export interface Deps {
  database: Database
  auth: Auth
  feed: Feed
  log: Log
  /** Milliseconds since the epoch. */
  now: () => number
}

export interface Context extends Deps {
  /** Undefined without a session. */
  actor: Actor | undefined
  sessionId: string | undefined
  request: Request
  response: Response
}

export async function createContext(deps: Deps, request: Request, response: Response): Promise<Context> {
  const session = await deps.auth.resume(request, response)
  return { ...deps, actor: session?.actor, sessionId: session?.sessionId, request, response }
}
