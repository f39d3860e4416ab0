import type { Request, Response } from 'express'
import type { Auth } from '#server/auth/sessions.ts'
import type { Quotas } from '#server/core/quotas.ts'
import type { Caller, Core } from '#server/core/scope.ts'
import type { Database } from '#server/db/database.ts'
import type { Log } from '#server/lib/log.ts'
import { signedOut } from '#shared/core/errors.ts'
import type { Feed } from './events/feed.ts'
import type { ImportTurns } from './import-turns.ts'
import { readSessionCookie, writeSessionCookie } from './session-cookie.ts'

/** The parts of a Dure process that answer requests. */
export interface Deps extends Core {
  auth: Auth
  feed: Feed
  log: Log
  quotas: Quotas
  /** Connections of imports alone: however long one takes, requests have theirs. */
  importDatabase: Database
  importTurns: ImportTurns
  /** Where browsers reach this app; only its origin may write. */
  publicUrl: string
}

/** Holds what a request is answered with. */
export interface Context extends Deps, Asking {
  request: Request
  response: Response
}

/**
 * Finds who asks, by the session. A tab says for whom it speaks: where somebody else has signed in beside it since, its
 * requests count as nobody's, so that nothing is read or written in the other's name.
 */
export async function createContext(deps: Deps, request: Request, response: Response): Promise<Context> {
  return { ...deps, ...(await whoAsks(deps, request, response)), request, response }
}

/** Says who asks, or why nobody does. */
export interface Asking {
  /** Undefined without a session. */
  readonly caller: Caller | undefined
  /** Somebody ended the session that the request speaks of. */
  readonly ended: boolean
}

/**
 * Returns the caller.
 * @throws UNAUTHORIZED without a session, with reason 'ended' where somebody ended it.
 */
export function mustBeSignedIn({ caller, ended }: Asking): Caller {
  if (!caller) throw signedOut(ended)
  return caller
}

/** Finds the caller, by the session; may replace the token on the response. */
export async function whoAsks(
  { auth, publicUrl }: Deps,
  request: Request,
  response: Response,
): Promise<Asking> {
  const token = readSessionCookie(request, publicUrl)
  const resumed = token ? await auth.resume(token) : undefined
  if (!resumed || resumed === 'ended') return { caller: undefined, ended: resumed === 'ended' }
  const { session, issued } = resumed
  if (issued) writeSessionCookie(response, publicUrl, issued)
  const speaker = request.get('x-dure-person')
  if (speaker !== undefined && speaker !== session.actor.person) return { caller: undefined, ended: false }
  return { caller: { ...session, shown: request.get('x-dure-for') !== 'later' }, ended: false }
}
