import { createHash } from 'node:crypto'
import express, { type NextFunction, type Request, type Response } from 'express'
import type { Quota } from '#server/core/quotas.ts'
import { calendarFor } from '#server/features/meetings/feed-views.ts'
import { AppError } from '#shared/core/errors.ts'
import type { Deps } from './context.ts'
import { networkOf } from './network.ts'

/** Calendars ask some times an hour, and many may stand behind one network. */
const feedQuota: Quota = { burst: 120, perSecond: 1 }

/** 32 bytes in the letters of addresses. */
const tokenShape = /^[\w-]{43}$/

/**
 * GET /calendar/<secret>.ics, for calendar programs: no cookie, the secret says whose it is. An unchanged calendar has the
 * same ETag, and is answered without a body to whoever has it already.
 */
export function calendarRoute({ database, quotas, publicUrl }: Deps): express.Router {
  const router = express.Router()
  router.get('/calendar/:name', async (request: Request, response: Response, next: NextFunction) => {
    try {
      quotas.take({ org: 'calendar', person: networkOf(request) }, 'meetings.calendar', feedQuota)
      const name = String(request.params.name)
      const token = name.endsWith('.ics') ? name.slice(0, -'.ics'.length) : ''
      if (!tokenShape.test(token)) throw new AppError('NOT_FOUND')
      const text = await calendarFor(database, { token, domain: new URL(publicUrl).hostname })
      response.set({
        'Content-Type': 'text/calendar; charset=utf-8',
        'Content-Disposition': 'inline; filename="dure.ics"',
        'Cache-Control': 'private, no-cache',
        ETag: `"${createHash('sha256').update(text).digest('base64url')}"`,
        'X-Robots-Tag': 'noindex',
      })
      if (request.fresh) response.status(304).end()
      else response.send(text)
    } catch (error) {
      next(error)
    }
  })
  return router
}
