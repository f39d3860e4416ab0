import compression from 'compression'
import express, { type Express, type NextFunction, type Request, type Response } from 'express'
import { calendarRoute } from '#server/transport/calendar-route.ts'
import type { Deps } from '#server/transport/context.ts'
import { copyRoute } from '#server/transport/copy-route.ts'
import { noStore, refuseCrossSite, securityHeaders } from '#server/transport/headers.ts'
import { moveInRoute } from '#server/transport/move-in-route.ts'
import { directCalls } from '#server/transport/trpc/direct.ts'
import { trpcAdapter } from '#server/transport/trpc/express.ts'
import { uploadRoute } from '#server/transport/upload.ts'
import { AppError, errorCodes } from '#shared/core/errors.ts'
import { serveClient } from './client-files.ts'

export interface AppOptions {
  /** The built client. */
  clientFolder: string
  /** Addresses and networks of proxies whose X-Forwarded-For is believed; of nobody else's. */
  trustedProxies?: readonly string[]
}

/** Returns Express with every transport over the given parts; it does not listen. */
export function createApp(deps: Deps, { clientFolder, trustedProxies = [] }: AppOptions): Express {
  const app = express()
  const { publicUrl } = deps
  const origin = new URL(publicUrl).origin
  app.disable('x-powered-by')
  app.set('trust proxy', [...trustedProxies])
  app.use(securityHeaders(publicUrl.startsWith('https:')))
  const compress = compression({ filter: compressible })
  app.use('/api', noStore, refuseCrossSite(origin))
  app.use('/api/trpc', directCalls(deps, compress))
  app.use(compress)

  app.get('/healthz', async (_, response) => {
    response.set('Cache-Control', 'no-store').json({ ok: true })
  })
  const api = express.Router()
  api.use('/trpc', trpcAdapter(deps))
  api.use(uploadRoute(deps))
  api.use(moveInRoute(deps))
  api.use(copyRoute(deps))
  const missing = (_: Request, __: Response, next: NextFunction) => next(new AppError('NOT_FOUND'))
  app.use('/api', api, missing)

  app.use(calendarRoute(deps))

  app.use(serveClient(clientFolder, publicUrl))

  app.use(missing)

  app.use((error: unknown, _: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) return next(error)
    const { code, details } = appErrorOf(error)
    if (code === 'INTERNAL') deps.log.error({ err: error }, 'failed')
    response.status(errorCodes[code].status).json({ error: { code, details } })
  })
  return app
}

/** What Express itself refuses (an address or a body that cannot be read) carries a status. */
function appErrorOf(error: unknown): AppError {
  if (error instanceof AppError) return error
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 500
  return new AppError(status >= 400 && status < 500 ? 'INVALID' : 'INTERNAL')
}

/** Server-sent events are not compressed: a compressor holds them back. */
function compressible(request: Request, response: Response): boolean {
  const type = String(response.getHeader('content-type') ?? '')
  return !type.startsWith('text/event-stream') && compression.filter(request, response)
}
