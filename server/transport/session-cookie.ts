import type { Request, Response } from 'express'

/** The __Host- prefix holds the cookie to this host, https and the root path; browsers count localhost as secure. */
const name = '__Host-dure'

export function readSessionCookie(request: Request): string | undefined {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const at = part.indexOf('=')
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim()
  }
  return undefined
}

/** `maxAge` in seconds; 0 removes it. */
export function writeSessionCookie(
  response: Response,
  { token, maxAge }: { token: string; maxAge: number },
): void {
  response.append(
    'Set-Cookie',
    `${name}=${token}; Path=/; Max-Age=${maxAge}; HttpOnly; Secure; SameSite=Strict`,
  )
}
