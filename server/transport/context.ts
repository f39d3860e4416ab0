import type { Request, Response } from 'express'
import type { Auth } from '#server/auth/sessions.ts'
import type { Caller, Core } from '#server/core/scope.ts'
import type { Log } from '#server/lib/log.ts'
import type { Feed } from './events/feed.ts'
import { readSessionCookie, writeSessionCookie } from './session-cookie.ts'

/** The parts of a Dure process that answer requests. */
export interface Deps extends Core {
  auth: Auth
  feed: Feed
  log: Log
  /** Where browsers reach this app; only its origin may write. */
  publicUrl: string
}

/** What a request is answered with. */
export interface Context extends Deps {
  /** Undefined without a session. */
  caller: Caller | undefined
  request: Request
  response: Response
}

/**
 * Finds who asks, by the session. A tab says for whom it speaks: where somebody else has signed in beside it since, its
 * requests count as nobody's, so that nothing is read or written in the other's name.
 */
export async function createContext(deps: Deps, request: Request, response: Response): Promise<Context> {
  return { ...deps, caller: await callerOf(deps, request, response), request, response }
}

/** Finds the caller, by the session; may replace the token on the response. */
export async function callerOf(
  { auth }: Deps,
  request: Request,
  response: Response,
): Promise<Caller | undefined> {
  const token = readSessionCookie(request)
  const resumed = token ? await auth.resume(token) : undefined
  if (!resumed) return undefined
  const { session, issued } = resumed
  if (issued) writeSessionCookie(response, issued)
  const speaker = request.get('x-dure-person')
  if (speaker !== undefined && speaker !== session.actor.person) return undefined
  return { ...session, shown: request.get('x-dure-for') !== 'later' }
}
