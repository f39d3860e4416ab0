import { parseCookie, stringifySetCookie } from 'cookie'
import type { Request, Response } from 'express'

/** The __Host- prefix holds the cookie to this host, https and the root path; browsers count localhost as secure. */
const name = '__Host-dure'

/** Returns the token of the request's session cookie; of several cookies of that name, the first. */
export const readSessionCookie = (request: Request): string | undefined =>
  parseCookie(request.headers.cookie ?? '')[name]

/** Sets the session cookie for `maxAge` seconds; 0 removes it. */
export function writeSessionCookie(
  response: Response,
  { token, maxAge }: { token: string; maxAge: number },
): void {
  response.append(
    'Set-Cookie',
    stringifySetCookie({
      name,
      value: token,
      path: '/',
      maxAge,
      httpOnly: true,
      secure: true,
      sameSite: 'strict',
    }),
  )
}
