import { parseCookie, stringifySetCookie } from 'cookie'
import type { Request, Response } from 'express'
import { isLoopback } from '#server/lib/loopback.ts'

/** Holds how one installation's cookies are named: the session's, and the browser's own, which proves nothing and outlasts it. */
interface CookieNames {
  session: string
  device: string
  secure: boolean
}

/** The __Host- prefix holds a cookie to this host, https and the root path. */
const overHttps: CookieNames = { session: '__Host-dure', device: '__Host-dure-device', secure: true }
/** WebKit keeps no Secure cookie that came over http, not even from localhost. */
const onLoopback: CookieNames = { session: 'dure-loopback', device: 'dure-loopback-device', secure: false }

/** Seconds; no browser keeps a cookie for longer. */
const deviceLastsFor = 400 * 86_400

/** Returns the names under `publicUrl`. Only its origin may sign in, so that no page of another host is ever given the plain ones. */
function namesFor(publicUrl: string): CookieNames {
  const { protocol, hostname } = new URL(publicUrl)
  return protocol === 'http:' && isLoopback(hostname) ? onLoopback : overHttps
}

function read(request: Request, publicUrl: string, which: 'session' | 'device'): string | undefined {
  const cookies = parseCookie(request.headers.cookie ?? '')
  // A browser that signed in on loopback before it had names of its own stays signed in.
  return cookies[namesFor(publicUrl)[which]] ?? cookies[overHttps[which]]
}

/** Returns the token of the request's session cookie; of several cookies of that name, the first. */
export const readSessionCookie = (request: Request, publicUrl: string): string | undefined =>
  read(request, publicUrl, 'session')

/** Returns the browser's own token, where it has one. */
export const readDeviceCookie = (request: Request, publicUrl: string): string | undefined =>
  read(request, publicUrl, 'device')

/** Sets the session cookie for `maxAge` seconds; 0 removes it. */
export function writeSessionCookie(
  response: Response,
  publicUrl: string,
  { token, maxAge }: { token: string; maxAge: number },
): void {
  const { session: name, secure } = namesFor(publicUrl)
  setCookie(response, { name, value: token, maxAge, secure })
}

/** Lets the browser keep its own token. */
export function writeDeviceCookie(response: Response, publicUrl: string, token: string): void {
  const { device: name, secure } = namesFor(publicUrl)
  setCookie(response, { name, value: token, maxAge: deviceLastsFor, secure })
}

type Cookie = { name: string; value: string; maxAge: number; secure: boolean }

function setCookie(response: Response, cookie: Cookie): void {
  response.append(
    'Set-Cookie',
    stringifySetCookie({ ...cookie, path: '/', httpOnly: true, sameSite: 'strict' }),
  )
}
