import { parseCookie, stringifySetCookie } from 'cookie'
import type { Request, Response } from 'express'

/** The __Host- prefix holds the cookie to this host, https and the root path; browsers count localhost as secure. */
const name = '__Host-dure'
/** The browser's own, for whoever signs in with it; it proves nothing and outlasts the sessions. */
const deviceName = '__Host-dure-device'
/** Seconds; no browser keeps a cookie for longer. */
const deviceLastsFor = 400 * 86_400

/** Returns the token of the request's session cookie; of several cookies of that name, the first. */
export const readSessionCookie = (request: Request): string | undefined =>
  parseCookie(request.headers.cookie ?? '')[name]

/** Returns the browser's own token, where it has one. */
export const readDeviceCookie = (request: Request): string | undefined =>
  parseCookie(request.headers.cookie ?? '')[deviceName]

/** Sets the session cookie for `maxAge` seconds; 0 removes it. */
export function writeSessionCookie(
  response: Response,
  { token, maxAge }: { token: string; maxAge: number },
): void {
  setCookie(response, { name, value: token, maxAge })
}

/** Lets the browser keep its own token. */
export function writeDeviceCookie(response: Response, token: string): void {
  setCookie(response, { name: deviceName, value: token, maxAge: deviceLastsFor })
}

function setCookie(response: Response, cookie: { name: string; value: string; maxAge: number }): void {
  response.append(
    'Set-Cookie',
    stringifySetCookie({ ...cookie, path: '/', httpOnly: true, secure: true, sameSite: 'strict' }),
  )
}
