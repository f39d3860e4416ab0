import type { NextFunction, Request, Response } from 'express'
import { AppError } from '#shared/core/errors.ts'

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "img-src 'self' data: blob:",
  "base-uri 'none'",
  "object-src 'none'",
  "frame-ancestors 'none'",
  "form-action 'self'",
  "require-trusted-types-for 'script'",
  'trusted-types dure',
].join('; ')

/** The same on every answer. `secure` adds HSTS, which must not be said over plain http on localhost. */
export function securityHeaders(secure: boolean) {
  const headers: [string, string][] = [
    ['Content-Security-Policy', contentSecurityPolicy],
    ['X-Content-Type-Options', 'nosniff'],
    ['Referrer-Policy', 'no-referrer'],
    ['Permissions-Policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=()'],
    ['Cross-Origin-Opener-Policy', 'same-origin'],
    ['Cross-Origin-Resource-Policy', 'same-origin'],
    ['X-Frame-Options', 'DENY'],
  ]
  if (secure) headers.push(['Strict-Transport-Security', 'max-age=31536000; includeSubDomains'])
  return (_: Request, response: Response, next: NextFunction): void => {
    for (const [name, value] of headers) response.setHeader(name, value)
    next()
  }
}

/** Makes sure that nobody on the way keeps what the API answers. */
export function noStore(_: Request, response: Response, next: NextFunction): void {
  response.setHeader('Cache-Control', 'no-store')
  next()
}

/**
 * Cross-site requests are refused by three signs that a page of another site cannot give: the Origin of a write, the
 * browser's own Sec-Fetch-Site, and a content type or header that needs a preflight. The cookie is SameSite=Strict besides.
 */
export function refuseCrossSite(publicOrigin: string) {
  return (request: Request, _: Response, next: NextFunction): void => {
    const site = request.get('sec-fetch-site')
    const origin = request.get('origin')
    const foreign =
      (site !== undefined && site !== 'same-origin' && site !== 'none') ||
      (origin !== undefined && origin !== publicOrigin)
    const simple = request.method !== 'GET' && request.get('x-dure') !== '1'
    next(foreign || simple ? new AppError('FORBIDDEN', { reason: 'cross_site' }) : undefined)
  }
}
